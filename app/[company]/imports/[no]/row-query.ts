import { parameter, type Search, word } from "@/app/_lists/list-address"
import { rowOutcomes } from "@/domain/import-kinds/import-kind"
import type { RowQuery } from "@/domain/imports/read-import-rows"
import { rowNoIn } from "./row-no-in"

/** Which rows the address asks for; where it says nothing, those that are refused, if there are any. */
export function rowsAsked(search: Search, { rowsRefused }: { rowsRefused: number }): RowQuery {
  const code = parameter(search, "code")
  const all = parameter(search, "outcome") === "all"
  return {
    outcome: all ? undefined : (word(search, "outcome", rowOutcomes) ?? (rowsRefused > 0 ? "refused" : undefined)),
    code: code && /^[a-z_.]{1,60}$/u.test(code) ? code : undefined,
    after: rowNoIn(parameter(search, "after")),
  }
}

/** The address of these rows on the import's page. */
export function addressOfRows(path: string, { outcome = undefined, code, after }: RowQuery): string {
  const given = { outcome: outcome ?? "all", code, after: after?.toString() }
  const search = new URLSearchParams(Object.entries(given).filter((entry): entry is [string, string] => !!entry[1]))
  return `${path}?${search}#rows`
}
