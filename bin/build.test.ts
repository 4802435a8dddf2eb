import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { builtinModules } from "node:module"
import { join } from "node:path"
import { afterAll, expect, test } from "vitest"
import { bundlePrograms, programs } from "./build"
import { root } from "./root"

const folder = mkdtempSync(join(root, ".test-data", "what-runs-"))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

type Package = { dependencies: Record<string, string>; scripts: Record<string, string> }
const { dependencies, scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Package

test("what is built asks for no development package, whichever program it is", async () => {
  await bundlePrograms(
    programs.map(name => `bin/${name}.ts`),
    folder.slice(root.length + 1),
  )
  const files = readdirSync(folder).filter(name => name.endsWith(".js"))
  expect(files.sort()).toEqual(programs.map(name => `${name}.js`).sort())
  const asked = new Set(
    files.flatMap(name => {
      const text = readFileSync(join(folder, name), "utf8")
      const imports = text.matchAll(
        /^(?:import|export)\b[^;"']*?["']([^./"'][^"']*)["']|\bimport\(["']([^./"'][^"']*)["']\)/gmu,
      )
      return [...imports].map(([, first, later]) => packageOf(first ?? later ?? ""))
    }),
  )
  const others = [...asked].filter(name => !(name in dependencies) && !builtinModules.includes(name))
  expect(others).toEqual([])
  expect(asked.has("postgres") && asked.has("next")).toBe(true)
})

test("every program that runs from a build is run so by its name", () => {
  const run = Object.values(scripts).flatMap(script => /bin\/run\.mjs (\S+)/u.exec(script)?.[1] ?? [])
  expect(run.sort()).toEqual([...programs].sort())
})

/** The package of a module: "next/server" is of next. */
function packageOf(name: string): string {
  const plain = name.replace(/^node:/u, "")
  return plain.split("/", plain.startsWith("@") ? 2 : 1).join("/")
}
