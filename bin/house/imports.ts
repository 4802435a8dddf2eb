import { readFileSync } from "node:fs"
import { parseSync } from "oxc-parser"

/** An import of one of our files by another, of types alone too. */
export type OwnImport = { from: string; to: string }

/**
 * What our files import of each other. (dependency-cruiser and its like read TypeScript by the compiler's library, which
 * TypeScript 7 has no more.)
 *
 * @param files paths from the root
 */
export function ownImports(root: string, files: readonly string[]): OwnImport[] {
  const known = new Set(files)
  const fileOf = (path: string) =>
    ["", ".ts", ".tsx", "/index.ts", "/index.tsx"].map(ending => path + ending).find(file => known.has(file))
  return files.flatMap(from => {
    const { module } = parseSync(from, readFileSync(`${root}/${from}`, "utf8"))
    const asked = [
      ...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
      ...module.staticExports.flatMap(({ entries }) =>
        entries.flatMap(({ moduleRequest }) => moduleRequest?.value ?? []),
      ),
    ]
    return asked.flatMap(each => {
      const folder = from.slice(0, from.lastIndexOf("/") + 1)
      const path = each.startsWith("@/") ? each.slice(2) : each.startsWith("./") ? folder + each.slice(2) : undefined
      const to = path === undefined ? undefined : fileOf(path)
      return to === undefined || to === from ? [] : [{ from, to }]
    })
  })
}
