import { execFile } from "node:child_process"
import { readFileSync } from "node:fs"
import { parsePatch } from "diff"
import { expect, test } from "vitest"
import { root } from "./root"

const { scripts } = JSON.parse(readFileSync(`${root}/package.json`, "utf8")) as { scripts: Record<string, string> }

/** What is run without bin/launch.mjs, which applies the patches itself; a linter and who draws icons connect to nothing. */
const programs: Record<string, string[]> = {
  ...Object.fromEntries(
    Object.entries(scripts).flatMap(([name, script]) => {
      const [, source, built] = /node --import tsx (\S+)|bin\/run\.mjs (\S+)/.exec(script) ?? []
      const program = source ?? (built && `bin/${built}.ts`)
      return program && !/^(lint|icons)/.test(name) ? [[name, [program]]] : []
    }),
  ),
  web: ["bin/web.ts"],
  "a server of Next.js": ["--input-type=module", "-e", 'await (await import("./instrumentation.ts")).register()'],
}

test.for(Object.keys(programs))("%s refuses a driver that is not patched, in one line", async name => {
  const args = ["--import", "tsx", "--import", withoutPatch, ...programs[name]!]
  const env = { ...process.env, NEXT_RUNTIME: "nodejs" }
  const { code, said } = await new Promise<{ code: unknown; said: string }>(resolve => {
    execFile(process.execPath, args, { cwd: root, env }, (error, stdout, stderr) =>
      resolve({ code: error?.code, said: stdout + stderr }),
    )
  })
  expect(said).toBe("The PostgreSQL driver lacks our patch (inkoop 1; found: none): run `npm run patch`.\n")
  expect(code).toBe(1)
})

test("the driver is patched alike as a module and as CommonJS: the worker loads one, the web the other", () => {
  const files = parsePatch(readFileSync(`${root}/patches/postgres+3.4.9.patch`, "utf8"))
  const changed = (folder: string) =>
    files
      .filter(file => file.newFileName!.startsWith(`b/node_modules/postgres/${folder}/`))
      .map(({ newFileName, hunks }) => [
        newFileName!.replace(`/${folder}/`, "/"),
        hunks.map(({ lines }) => lines.filter(line => !line.startsWith(" "))),
      ])
  expect(changed("cjs/src")).toEqual(changed("src"))
  expect(changed("src")).toHaveLength(3)
})

/** Has Node.js load a driver that knows nothing of our patch. */
const withoutPatch = moduleOf(
  `import { register } from "node:module"
  register(${JSON.stringify(
    moduleOf(
      `export const resolve = (name, context, next) => name === "postgres"
        ? { url: ${JSON.stringify(moduleOf("export default () => {}"))}, shortCircuit: true }
        : next(name, context)`,
    ),
  )})`,
)

function moduleOf(text: string): string {
  return `data:text/javascript,${encodeURIComponent(text)}`
}
