/**
 * Filters over account numbers, as totals of the chart of accounts are written: numbers and ranges joined by `|`, a range
 * as `1000..1999`, open at either end (`..1999`, `4000..`). Numbers are compared as text, character by character.
 */
export type AccountFilter = readonly { from: string; to: string | null }[]

/** Reads a filter; blank matches nothing. What stands between two `|` is a range where it has two dots, else a number. */
export function parseAccountFilter(text: string): AccountFilter {
  return text
    .split("|")
    .map(part => part.trim())
    .filter(part => part !== "")
    .map(part => {
      const [from = "", to] = part.split("..").map(bound => bound.trim())
      return to === undefined ? { from, to: from } : { from, to: to === "" ? null : to }
    })
}

/** Whether an account number lies in the filter. */
export function matchesAccountFilter(filter: AccountFilter, no: string): boolean {
  return filter.some(({ from, to }) => from <= no && (to === null || no <= to))
}
