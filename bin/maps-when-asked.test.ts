import { execFileSync } from "node:child_process"
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { transformSync } from "esbuild"
import { expect, test } from "vitest"
import { root } from "./root"

const folder = mkdtempSync(join(tmpdir(), "inkoop-maps-"))

/** As the build does it, below a folder with a name such as Next.js gives. @returns the address of what was built */
function build(name: string, source: string): string {
  const { code, map } = transformSync(source, { loader: "ts", sourcefile: `${name}.ts`, sourcemap: true, minify: true })
  const built = join(folder, "[company]", `[${name}].mjs`)
  mkdirSync(join(folder, "[company]"), { recursive: true })
  writeFileSync(built, `${code.trim()}\n//# sourceMappingURL=[${name}].mjs.map\n`)
  writeFileSync(`${built}.map`, map)
  return pathToFileURL(built).href
}

test("an error that the web prints names the line of its source", () => {
  const reason = build(
    "reason",
    'type Reason = string\n\nconst reason: Reason = "gone"\nexport const error = Error(reason)\n',
  )
  const ours = build("maps", readFileSync(join(root, "bin/maps-when-asked.ts"), "utf8"))
  const program = `
    await import("next/dist/server/node-environment.js")
    const { mapWhenAsked } = await import("${ours}")
    mapWhenAsked()
    console.log((await import("${reason}")).error)
  `
  const args = ["--input-type=module", "-e", program]
  const printed = execFileSync(process.execPath, args, { cwd: root, encoding: "utf8" })
  expect(printed).toContain("gone")
  expect(printed).toContain("reason.ts:4:22")
})
