import { readdirSync, readFileSync } from "node:fs"
import { expect, test } from "vitest"

const root = new URL("../", import.meta.url)
const folders = ["app", "bin", "components", "db", "domain", "jobs", "language", "mail", "messages"]

/** What Next.js asks of every page and route by that name. */
const nextsOwn = new Set(["generateMetadata", "metadata", "dynamic", "maxDuration", "GET", "POST", "config", "proxy"])

const exported = /^export (?:async )?(?:function\*?|const|let|class|type|interface) (\w+)/gmu

/** The files that export a name, by name. */
function filesByName(): Map<string, Set<string>> {
  const files = folders.flatMap(folder =>
    readdirSync(new URL(`${folder}/`, root), { recursive: true, encoding: "utf8" })
      .filter(file => /(?<!\.test)\.tsx?$/u.test(file))
      .map(file => `${folder}/${file}`),
  )
  const found = new Map<string, Set<string>>()
  for (const file of files)
    for (const [, name = ""] of readFileSync(new URL(encodeURI(file), root), "utf8").matchAll(exported))
      found.set(name, (found.get(name) ?? new Set()).add(file))
  return found
}

test("no two files export one name: whoever reads it knows which is meant", () => {
  const found = filesByName()
  expect(found.size).toBeGreaterThan(1_000)
  const shared = [...found].filter(([name, { size }]) => size > 1 && !nextsOwn.has(name))
  expect(shared.map(([name, files]) => ({ name, files: [...files] }))).toEqual([])
})
