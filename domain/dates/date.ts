import { dateIn } from "@/language/date-format"

/**
 * Calendar dates: strings 'YYYY-MM-DD', which have no time zone and sort as they stand. Arithmetic counts days since
 * 1970-01-01 in the proleptic Gregorian calendar (Howard Hinnant, "chrono-compatible low-level date algorithms"); no
 * JavaScript Date takes part, so no clock change can move a day.
 */
export type IsoDate = string

/** Years of a business: anything else is a typing error. */
export const FIRST_YEAR = 1900
export const LAST_YEAR = 2200

type Parts = { year: number; month: number; day: number }

/** Whether the text is a date of the calendar, written 'YYYY-MM-DD', in the years a business knows (1900 to 2200). */
export function isValidDate(text: string): text is IsoDate {
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(text)) return false
  const { year, month, day } = partsOf(text)
  return year >= FIRST_YEAR && year <= LAST_YEAR && isCalendarDay(year, month, day)
}

/** Whether a month has that day; month 1 is January. */
export function isCalendarDay(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}

/** Days in a month; month 1 is January. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** Year, month and day of a date; month 1 is January. */
export function partsOf(date: IsoDate): Parts {
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), day: Number(date.slice(8, 10)) }
}

/** The date of these parts. @throws RangeError for a day that no calendar has, or a year that is not of four digits. */
export function dateOf(year: number, month: number, day: number): IsoDate {
  if (year < 1 || year > 9999 || !isCalendarDay(year, month, day)) {
    throw new RangeError(`no such date: ${year}-${month}-${day}`)
  }
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`
}

/** Negative when `a` is earlier, 0 when the same, positive when later. */
export function compareDates(a: IsoDate, b: IsoDate): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Days since 1970-01-01. */
export function dayNumber(date: IsoDate): number {
  const { year, month, day } = partsOf(date)
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

/** The date so many days after 1970-01-01. */
export function dateOfDayNumber(days: number): IsoDate {
  const z = days + 719_468
  const era = Math.floor(z / 146_097)
  const dayOfEra = z - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shifted = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1
  const month = shifted + (shifted < 10 ? 3 : -9)
  return dateOf(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
}

/** @throws RangeError outside the years 1 to 9999, as every function below. */
export function addDays(date: IsoDate, days: number): IsoDate {
  return dateOfDayNumber(dayNumber(date) + days)
}

/** From one date to another, in days; negative when `to` is earlier. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return dayNumber(to) - dayNumber(from)
}

/** Same day so many months on, or the month's last where it is shorter: 31 January + 1 month is 28 or 29 February. */
export function addMonths(date: IsoDate, months: number): IsoDate {
  const { year, month, day } = partsOf(date)
  const index = year * 12 + (month - 1) + months
  const toYear = Math.floor(index / 12)
  const toMonth = index - toYear * 12 + 1
  return dateOf(toYear, toMonth, Math.min(day, daysInMonth(toYear, toMonth)))
}

/** 1 is Monday, 7 is Sunday. */
export function weekday(date: IsoDate): number {
  const days = dayNumber(date) + 3
  return days - Math.floor(days / 7) * 7 + 1
}

/** Monday of the week. */
export function startOfWeek(date: IsoDate): IsoDate {
  return addDays(date, 1 - weekday(date))
}

/** Sunday of the week. */
export function endOfWeek(date: IsoDate): IsoDate {
  return addDays(date, 7 - weekday(date))
}

/** First day of the month. */
export function startOfMonth(date: IsoDate): IsoDate {
  return `${date.slice(0, 7)}-01`
}

/** Last day of the month. */
export function endOfMonth(date: IsoDate): IsoDate {
  const { year, month } = partsOf(date)
  return dateOf(year, month, daysInMonth(year, month))
}

/** First day of the calendar quarter. */
export function startOfQuarter(date: IsoDate): IsoDate {
  const { year, month } = partsOf(date)
  return dateOf(year, month - ((month - 1) % 3), 1)
}

/** Last day of the calendar quarter. */
export function endOfQuarter(date: IsoDate): IsoDate {
  return endOfMonth(addMonths(startOfQuarter(date), 2))
}

/**
 * The first day of the fiscal year that a date lies in.
 *
 * @param month in which fiscal years begin, 1 to 12
 */
export function startOfFiscalYear(date: IsoDate, month: number): IsoDate {
  const [year, own] = [Number(date.slice(0, 4)), Number(date.slice(5, 7))]
  const began = own < month ? year - 1 : year
  return `${String(began).padStart(4, "0")}-${String(month).padStart(2, "0")}-01` as IsoDate
}

/** 1 January. */
export function startOfYear(date: IsoDate): IsoDate {
  return `${date.slice(0, 4)}-01-01`
}

/** 31 December. */
export function endOfYear(date: IsoDate): IsoDate {
  return `${date.slice(0, 4)}-12-31`
}

/**
 * The date it is in a time zone.
 *
 * @param timeZone IANA name, e.g. 'Europe/Amsterdam': a company's
 * @param now the moment, default this one
 * @throws RangeError for an unknown time zone
 */
export function today(timeZone: string, now: Date = new Date()): IsoDate {
  return dateIn(now, timeZone)
}
