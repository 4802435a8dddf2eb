import { parameter, type Search } from "@/app/_lists/list-address"
import { today } from "@/domain/dates/date"
import { type DateProblem, parseDate } from "@/domain/dates/parse-date"

export type TypedDate = { typed?: string; date?: string; problem?: Exclude<DateProblem, "empty"> }

/** A date to filter by, typed as readers type them; what is none filters nothing. */
export function dateAsTyped(search: Search, name: string, timeZone: string): TypedDate {
  const typed = parameter(search, name)?.trim()
  const parsed = parseDate(typed ?? "", today(timeZone))
  if (parsed.ok) return { typed, date: parsed.value }
  return parsed.reason === "empty" ? {} : { typed, problem: parsed.reason }
}
