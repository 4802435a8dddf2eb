/**
 * Dates as a reader types them.
 *
 * Read in all languages: `20-11-2026`, with `/`, `.` or spaces as well; `2026-11-20`; `20 nov 2026`, months in any language,
 * abbreviated or in full; `20112026` and `201126`; and, as in Business Central, `t` or `v` (today, vandaag) and
 * what is left out taken from today: `20-11`, `2011` (20 November), `20`; so many days from today, `+7`, `-3`; and `w45`, the
 * Monday of that week of this year (ISO 8601). Of two numbers the day comes first, in
 * English too: 03/04/2026 has one meaning in a company, and the page answers with `3 Apr 2026`. `11/20/2026` is no date
 * and is refused, not turned round. Two digits of a year stand for the one that is within fifty years of today.
 */
import { monthNames } from "@/language/date-format"
import { languages } from "@/language/language"
import { addDays, dateOf, FIRST_YEAR, type IsoDate, isCalendarDay, LAST_YEAR, partsOf, startOfWeek } from "./date"

export type DateProblem = "empty" | "not_a_date" | "no_such_day" | "year_out_of_range"

export type ParsedDate = { ok: true; value: IsoDate } | { ok: false; reason: DateProblem }

/** Every way a month is written, in any language, without case; what two languages, or months, disagree on is left out. */
const monthNumbers = new Map<string, number>()
const ambiguous = new Set<string>()
for (const { long, short } of languages.map(monthNames))
  for (const names of [long, short, long.map(name => name.slice(0, 3))])
    names.forEach((name, index) => {
      const plain = name.toLowerCase().replace(/\.$/u, "")
      if ((monthNumbers.get(plain) ?? index + 1) !== index + 1) ambiguous.add(plain)
      monthNumbers.set(plain, index + 1)
    })
for (const name of ambiguous) monthNumbers.delete(name)

/** "today" in every language, and its first letter. */
const wordsForToday = new Set(
  languages.flatMap(language => {
    const word = new Intl.RelativeTimeFormat(language, { numeric: "auto" }).format(0, "day").toLowerCase()
    return [word, word.slice(0, 1)]
  }),
)

/** Year, month and day as typed; what was left out is filled in from today. */
type Typed = { year?: string; month?: string; day: string }

/** Each way to write a date, the groups named after what they hold. */
const forms = [
  /^(?<year>\d{4})([-/. ])(?<month>\d{1,2})\2(?<day>\d{1,2})$/u,
  /^(?<day>\d{1,2})([-/. ])(?<month>\d{1,2})(?:\2(?<year>\d{4}|\d{2}))?$/u,
  /^(?<day>\d{1,2})[-/. ]{0,2}(?<month>\p{L}+)\.?(?:[-/. ]?(?<year>\d{4}|\d{2}))?$/u,
  /^(?<month>\p{L}+)\.? (?<day>\d{1,2})(?:,? (?<year>\d{4}))?$/u,
  /^(?<day>\d{1,2})$/u,
  /^(?<day>\d{2})(?<month>\d{2})(?<year>\d{2})?$/u,
  // Eight digits: no day-month pair looks like a year from 1900 to 2200 followed by a month, so at most one form fits.
  /^(?<year>19\d{2}|2[01]\d{2}|2200)(?<month>0[1-9]|1[0-2])(?<day>\d{2})$/u,
  /^(?<day>\d{2})(?<month>\d{2})(?<year>\d{4})$/u,
]

/** Reads what somebody typed into a date field. Never throws. @param today the company's, for what is left out */
export function parseDate(text: string, today: IsoDate): ParsedDate {
  const typed = text.trim().replace(/\s+/gu, " ").toLowerCase()
  if (typed === "") return { ok: false, reason: "empty" }
  if (wordsForToday.has(typed)) return { ok: true, value: today }
  const fromToday = /^[-+]\d{1,4}$/u.test(typed) ? addDays(today, Number(typed)) : undefined
  if (fromToday) return inBusiness(fromToday)
  const week = /^w ?(?<week>\d{1,2})$/u.exec(typed)?.groups?.week
  if (week) return mondayOfWeek(partsOf(today).year, Number(week))
  for (const form of forms) {
    const groups = form.exec(typed)?.groups
    if (groups) return complete(groups as Typed, today)
  }
  return { ok: false, reason: "not_a_date" }
}

function inBusiness(date: IsoDate): ParsedDate {
  const { year } = partsOf(date)
  return year < FIRST_YEAR || year > LAST_YEAR ? { ok: false, reason: "year_out_of_range" } : { ok: true, value: date }
}

/** The first week of a year is the one with its 4 January. */
function mondayOfWeek(year: number, week: number): ParsedDate {
  const monday = addDays(startOfWeek(dateOf(year, 1, 4)), (week - 1) * 7)
  // The last week of a year has its 28 December.
  const last = startOfWeek(dateOf(year, 12, 28))
  return week < 1 || monday > last ? { ok: false, reason: "no_such_day" } : { ok: true, value: monday }
}

function complete(typed: Typed, today: IsoDate): ParsedDate {
  const now = partsOf(today)
  const month =
    typed.month === undefined
      ? now.month
      : /^\d/u.test(typed.month)
        ? Number(typed.month)
        : monthNumbers.get(typed.month)
  if (month === undefined) return { ok: false, reason: "not_a_date" }
  const year = typed.year === undefined ? now.year : fullYear(typed.year, now.year)
  if (year < FIRST_YEAR || year > LAST_YEAR) return { ok: false, reason: "year_out_of_range" }
  const day = Number(typed.day)
  if (!isCalendarDay(year, month, day)) return { ok: false, reason: "no_such_day" }
  return { ok: true, value: dateOf(year, month, day) }
}

/** Two digits: the year from fifty before to forty-nine after this one. */
function fullYear(typed: string, thisYear: number): number {
  if (typed.length === 4) return Number(typed)
  const earliest = thisYear - 50
  return earliest + ((((Number(typed) - earliest) % 100) + 100) % 100)
}
