import { beforeAll, expect, test } from "vitest"
import { findOperations } from "./operations"
import { answersTo, answersToDenied, expectedOf, makeTried, rows, type Tried } from "./walk"

/** Of vitest.rights.config.ts: every check of a right, as file and line, and the one that is not made. */
declare global {
  var checks: string[]
  var leftOut: string | undefined
}

const operations = await findOperations()

let tried: Tried
beforeAll(async () => {
  tried = await makeTried()
})

test("the table holds with every check in its place", async () => {
  for (const { name, row } of rows) expect([name, await holds(name, row)]).toEqual([name, true])
  expect(checks.length).toBeGreaterThan(80)
})

test("without any one of them it does not", async () => {
  const unnoticed: string[] = []
  for (const check of checks) {
    globalThis.leftOut = check
    if (!(await isNoticed(check))) unnoticed.push(check)
    globalThis.leftOut = undefined
  }
  console.log(`${checks.length - unnoticed.length} of ${checks.length} checks that are left out are noticed`)
  expect(unnoticed).toEqual([])
})

/** Tries first what stands in the check's own file. */
async function isNoticed(check: string): Promise<boolean> {
  const isNear = (name: string) => operations.get(name)!.some(({ file }) => check.startsWith(`${file}:`))
  const ordered = [...rows.filter(({ name }) => isNear(name)), ...rows.filter(({ name }) => !isNear(name))]
  for (const { name, row } of ordered) if (!(await holds(name, row))) return true
  return false
}

async function holds(name: string, row: (typeof rows)[number]["row"]): Promise<boolean> {
  const expected = expectedOf(row)
  for (const operation of operations.get(name)!) {
    try {
      if (!isEqual(await answersTo(operation, row, tried), expected)) return false
      if ((await answersToDenied(name, operation, tried)).some(answer => answer !== "forbidden")) return false
    } catch {
      return false
    }
  }
  return true
}

function isEqual(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
