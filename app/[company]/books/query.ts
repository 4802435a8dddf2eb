import "server-only"
import { redirect } from "next/navigation"
import { addressWith, parameter, type Search } from "@/app/_lists/list-address"
import type { Period } from "@/domain/books/account-balances"
import { type IsoDate, isValidDate, startOfFiscalYear, today } from "@/domain/dates/date"
import { type DateProblem, parseDate } from "@/domain/dates/parse-date"

/** The dates that the books are filtered by, as they stand in the address. */
const parameters = { from: "from", to: "to", at: "at", dueFrom: "due_from", dueTo: "due_to" } as const
export type DateName = keyof typeof parameters

/** The first date of a range, by its last. */
const firstOf: Partial<Record<DateName, DateName>> = { to: "from", dueTo: "dueFrom" }

/** A date to filter by; what was typed and is none filters nothing. */
export type DateFilter = {
  parameter: string
  date?: IsoDate
  typed?: string
  problem?: Exclude<DateProblem, "empty"> | "before_first"
}

type Place = { timeZone: string; fiscalYearStartMonth: number }

/**
 * Dates of the address, typed as readers type them. One that is not written YYYY-MM-DD goes to the address that has it
 * so: that means the same on another day and to another reader.
 */
export function dateFiltersIn<Name extends DateName>(
  path: string,
  search: Search,
  { timeZone }: Pick<Place, "timeZone">,
  names: readonly Name[],
): Record<Name, DateFilter> {
  const filters = {} as Record<DateName, DateFilter>
  const plain: Record<string, string> = {}
  for (const name of names) {
    const filter = readFilter(parameters[name], parameter(search, parameters[name])?.trim(), today(timeZone))
    filters[name] = filter
    if (filter.date && filter.date !== filter.typed) plain[filter.parameter] = filter.date
    const first = firstOf[name]
    const from = first && filters[first]?.date
    if (from && filter.date && filter.date < from) filter.problem = "before_first"
  }
  if (Object.keys(plain).length > 0) redirect(addressWith(path, search, { ...plain, cursor: undefined }))
  return filters
}

function readFilter(name: string, typed: string | undefined, day: IsoDate): DateFilter {
  const parsed = parseDate(typed ?? "", day)
  if (parsed.ok) return { parameter: name, typed, date: parsed.value }
  return parsed.reason === "empty" ? { parameter: name } : { parameter: name, typed, problem: parsed.reason }
}

/** The period that is asked for; without one this fiscal year up to today, where the company is. */
export function periodOf(filters: Record<"from" | "to", DateFilter>, place: Place): Period {
  return periodOr(filters.from.date, filters.to.date, place)
}

function periodOr(from: IsoDate | undefined, to: IsoDate | undefined, place: Place): Period {
  const end = to ?? today(place.timeZone)
  return { from: from ?? startOfFiscalYear(end, place.fiscalYearStartMonth), to: end }
}

/** A date of the address of a file, YYYY-MM-DD as the pages write it; what is no date is as if it were not there. */
export function dateInAddress(search: Search, name: string): IsoDate | undefined {
  const text = parameter(search, name)
  return text && isValidDate(text) ? text : undefined
}

/** The period of the address of a file. */
export function periodIn(search: Search, place: Place): Period {
  return periodOr(dateInAddress(search, "from"), dateInAddress(search, "to"), place)
}

/** What every list of entries is asked by. */
export function entryQueryIn(search: Search, dates: Record<"from" | "to", DateFilter>) {
  return {
    from: dates.from.date,
    to: dates.to.date,
    documentNo: parameter(search, "document")?.trim(),
    oldestFirst: parameter(search, "order") === "asc",
    cursor: parameter(search, "cursor"),
  }
}
