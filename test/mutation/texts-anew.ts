const kept = ["query ??= ", "if (!made) "]

/**
 * Makes the text of a prepared statement at each use: made once, only the first test of a file would be seen to pass through it.
 */
export const textsAnew = {
  name: "texts-anew",
  enforce: "pre" as const,
  transform(code: string, id: string) {
    if (!id.endsWith("/db/prepared.ts")) return null
    if (!kept.every(each => code.includes(each))) throw new Error("db/prepared.ts keeps its texts in another way")
    return { code: code.replace(kept[0]!, "query = ").replace(kept[1]!, ""), map: null }
  },
}
