/** Mends files of an installed package in place, where its maintainers have not (yet) done so. */
import { readFileSync, renameSync, writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"

/**
 * Replaces pieces of a package's files; one that was replaced before stays.
 *
 * @param name of the package
 * @param version the only one that these patches are for
 * @param patches by file below the package's folder: pairs of what stands there and what shall
 * @throws Error where another version is installed, or a file is not as expected
 */
export function patchPackage(name, version, patches) {
  const folder = fileURLToPath(new URL(`../node_modules/${name}/`, import.meta.url))
  const found = JSON.parse(readFileSync(`${folder}package.json`, "utf8")).version
  if (found !== version) throw new Error(`bin/patch-*.mjs: for ${name} ${version}; ${found} needs a new look.`)
  for (const [file, changes] of Object.entries(patches)) patch(`${folder}${file}`, changes)
}

function patch(path, changes) {
  const before = readFileSync(path, "utf8")
  let after = before
  for (const [was, is] of changes) {
    if (after.includes(is)) continue
    if (!after.includes(was)) throw new Error(`bin/patch-*.mjs: ${path} is not as expected.`)
    after = after.replace(was, () => is)
  }
  if (after === before) return
  // In one step: a process that starts meanwhile reads the old or the new.
  const fresh = `${path}.${process.pid}`
  writeFileSync(fresh, after)
  renameSync(fresh, path)
}
