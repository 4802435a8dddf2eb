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
