import { readFileSync } from "node:fs"

/** Where Next.js asks for the map of a file that Node.js knows none of. */
const asked = Symbol.for("next.dev.bundlerFindSourceMap")

/**
 * Has Next.js tell errors by the lines of the sources, as `--enable-source-maps` would, which has Node.js keep the map of each file it
 * loads, many times as large as the code. Here a map is read when an error is told.
 */
export function mapWhenAsked(): void {
  Object.assign(globalThis, { [asked]: mapOf })
}

/** @returns undefined for what has no map, such as a package's own code */
function mapOf(file: string): object | undefined {
  try {
    const name = /\n\/\/# sourceMappingURL=(\S+)\s*$/.exec(readFileSync(new URL(file), "utf8"))?.[1]
    return name === undefined ? undefined : JSON.parse(readFileSync(new URL(name, file), "utf8"))
  } catch {
    return undefined
  }
}
