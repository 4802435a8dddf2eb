/**
 * Applies patches/NAME+VERSION.patch, unified diffs as `git diff` and patch-package write them, to the installed packages. Runs
 * after each install (where that runs scripts) and before each start, and changes nothing where it has run before. What each patch
 * is for, and why it is needed: docs/decisions/0037-what-we-change-in-libraries.md.
 */
import { readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { applyPatch, parsePatch, reversePatch } from "diff"

const root = fileURLToPath(new URL("..", import.meta.url))

/** Every patch to the package that it names. @throws Error in one line, before anything is written, where one does not fit */
export function applyPatches() {
  const files = readdirSync(`${root}patches`).flatMap(name => {
    checkVersion(name)
    return parsePatch(readFileSync(`${root}patches/${name}`, "utf8")).map(changes => patched(name, changes))
  })
  for (const { path, before, after } of files) if (after !== before) replace(path, after)
}

function checkVersion(name) {
  const [, folder, version] = /^(.+)\+([^+]+)\.patch$/.exec(name)
  const installed = JSON.parse(readFileSync(`${root}node_modules/${folder.replace("+", "/")}/package.json`, "utf8"))
  if (installed.version !== version)
    throw new Error(
      `patches/${name}: ${installed.name} is ${installed.version}. docs/upgrading.md says what to look at.`,
    )
}

function patched(name, changes) {
  const path = root + changes.newFileName.replace(/^b\//, "")
  const before = readFileSync(path, "utf8")
  if (applyPatch(before, reversePatch(changes)) !== false) return { path, before, after: before }
  const after = applyPatch(before, changes)
  if (after === false) throw new Error(`patches/${name} does not fit ${path}. After the patch has changed, run npm ci.`)
  return { path, before, after }
}

/** In one step: a process that starts meanwhile reads the old or the new. */
function replace(path, text) {
  const fresh = `${path}.${process.pid}`
  writeFileSync(fresh, text)
  renameSync(fresh, path)
}
