import { beforeAll, expect, test } from "vitest"
import { findOperations, type Operation } from "./operations"
import { answersTo, answersToDenied, expectedOf, makeTried, outcome, parts, rows, type Tried, table } from "./walk"

const operations = await findOperations()

let tried: Tried
beforeAll(async () => {
  tried = await makeTried()
})

test("every operation that takes an actor stands in the table, and nothing else", () => {
  expect([...operations.keys()].filter(name => !parts.includes(name)).sort()).toEqual(Object.keys(table).sort())
  expect(operations.size).toBeGreaterThan(100)
})

test.each(rows)("$name $row.who", async ({ name, row }) => {
  for (const operation of operations.get(name) ?? []) {
    expect(await answersTo(operation, row, tried)).toEqual(expectedOf(row))
  }
})

test.each(Object.keys(table))("%s asks for the right before it looks at what it was given", async name => {
  for (const operation of operations.get(name) ?? []) {
    const answers = await answersToDenied(name, operation, tried)
    expect(new Set(answers)).toEqual(new Set(["forbidden"]))
  }
})

test.each(rows.filter(({ row }) => row.who.startsWith("o")))("$name of what one asked for", async ({ name, row }) => {
  const [{ run }] = operations.get(name) as [Operation]
  const { processor, asked, reviewed, records } = tried
  const given = JSON.stringify(row.asked(asked))
  // A credit memo is nobody's request.
  if (given.includes(records.creditMemoNo)) return
  if (given.includes(asked.draftNo)) expect(await outcome(run, processor, row.asked(reviewed))).toBe("forbidden")
  expect(await outcome(run, processor, row.asked(asked))).toBe(row.also?.startsWith("–") ? "forbidden" : "past")
})
