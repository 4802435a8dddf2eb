import type { ListQuery } from "@/domain/lists/read-list"
import { parameter, type Search, word } from "./list-address"

/** What the address says of a list's search, order and page. @param sorts the columns it can be sorted by */
export function listQueryIn<Sort extends string>(search: Search, sorts: readonly Sort[]): ListQuery<Sort> {
  const sort = word(search, "sort", sorts)
  return {
    search: parameter(search, "q"),
    sort,
    descending: parameter(search, "order") === "desc" || (sort ? false : undefined),
    cursor: parameter(search, "cursor"),
  }
}

/** The parameters of the order, to be kept while the list is searched anew. */
export function orderKept({ sort, descending }: ListQuery<string>): Record<string, string | undefined> {
  return { sort, order: descending ? "desc" : undefined }
}

/** What of a list's address its file is asked by: all but the page, and what was said on arrival. */
export function listKept(search: Search): Record<string, string> {
  const passing = new Set(["cursor", "deleted", "open", "format"])
  return Object.fromEntries(
    Object.keys(search).flatMap(name => {
      const value = passing.has(name) ? undefined : parameter(search, name)
      return value ? [[name, value]] : []
    }),
  )
}
