/** Periods of whole months, as they stand in the address. */
import { addMonths, endOfMonth, type IsoDate, isValidDate, startOfFiscalYear } from "@/domain/dates/date"

/** From the first day of a month to the last day of another. */
export type MonthPeriod = { from: IsoDate; to: IsoDate }

/** More months than can be told apart on a narrow page. */
const MONTHS_AT_MOST = 24

/** The first day of a month written YYYY-MM; undefined for anything else. */
export function monthNamed(text: string | undefined): IsoDate | undefined {
  const day = `${text}-01`
  return isValidDate(day) ? day : undefined
}

/** The fiscal year that a date lies in. */
export function fiscalYearOf(date: IsoDate, startMonth: number): MonthPeriod {
  const from = startOfFiscalYear(date, startMonth)
  return { from, to: endOfMonth(addMonths(from, 11)) }
}

/**
 * The period between two months, whichever comes first; without one of them a single month, without both the fiscal year of today.
 * Of one that is longer than MONTHS_AT_MOST, its last months.
 */
export function periodBetween(
  one: IsoDate | undefined,
  other: IsoDate | undefined,
  { today, startMonth }: { today: IsoDate; startMonth: number },
): MonthPeriod {
  const [first, last] = [one ?? other, other ?? one].sort()
  if (!first || !last) return fiscalYearOf(today, startMonth)
  const earliest = addMonths(last, 1 - MONTHS_AT_MOST)
  return { from: first < earliest ? earliest : first, to: endOfMonth(last) }
}

/** Its months, by their first days. */
export function monthsOf({ from, to }: MonthPeriod): IsoDate[] {
  const months: IsoDate[] = []
  for (let month = from; month <= to; month = addMonths(month, 1)) months.push(month)
  return months
}

/** A month, quarter or year of the calendar. */
export type CalendarPeriod = { months: 1 | 3 | 12; begins: IsoDate }

/** The longest of them that a period is made of. */
export function calendarPeriodsOf({ from, to }: MonthPeriod): CalendarPeriod[] {
  const periods: CalendarPeriod[] = []
  for (let begins = from; begins <= to; ) {
    const month = Number(begins.slice(5, 7)) - 1
    const months = ([12, 3] as const).find(each => month % each === 0 && addMonths(begins, each - 1) <= to) ?? 1
    periods.push({ months, begins })
    begins = addMonths(begins, months)
  }
  return periods
}
