import "server-only"
import { parameter, type Search } from "@/app/document-form/list-address"
import { type IsoDate, isValidDate, startOfYear, today } from "@/domain/dates/date"

/** A date of the address, YYYY-MM-DD; what is no date is as if it were not there. */
export function dateIn(search: Search, name: string): IsoDate | undefined {
  const text = parameter(search, name)
  return text && isValidDate(text) ? text : undefined
}

/** The period of the address; without one this year up to today, where the company is. */
export function periodIn(search: Search, { timeZone }: { timeZone: string }): { from: IsoDate; to: IsoDate } {
  const to = dateIn(search, "to") ?? today(timeZone)
  return { from: dateIn(search, "from") ?? startOfYear(to), to }
}

/** What every list of entries is asked by. */
export function entryQueryIn(search: Search) {
  return {
    from: dateIn(search, "from"),
    to: dateIn(search, "to"),
    documentNo: parameter(search, "document")?.trim(),
    oldestFirst: parameter(search, "order") === "asc",
    cursor: parameter(search, "cursor"),
  }
}
