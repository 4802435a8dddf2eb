/** Days on which a company works: every day but those of the week that are off, and its holidays. */
import { addDays, type IsoDate, weekday } from "./date"

export type WorkingCalendar = {
  /** Days of the week on which nobody works; 1 is Monday, 7 is Sunday. */
  off: ReadonlySet<number>
  holidays: ReadonlySet<IsoDate>
}

/** Whether the company works on that date. */
export function isWorkingDay(date: IsoDate, { off, holidays }: WorkingCalendar): boolean {
  return !off.has(weekday(date)) && !holidays.has(date)
}

/**
 * The so-maniest working day after a date, which does not count itself; of 0 the date itself, or the first working day after
 * it.
 *
 * @param days 0 or more
 * @throws RangeError for fewer than 0, and for a week without a working day
 */
export function addWorkingDays(date: IsoDate, days: number, calendar: WorkingCalendar): IsoDate {
  if (days < 0) throw new RangeError(`${days} working days`)
  if (calendar.off.size >= 7) throw new RangeError("a week without a working day")
  let reached = days === 0 ? date : addDays(date, 1)
  for (let left = Math.max(days, 1); ; reached = addDays(reached, 1)) {
    if (isWorkingDay(reached, calendar)) left -= 1
    if (left === 0) return reached
  }
}

/** Working days after one date up to and with another; negative where `to` is earlier. */
export function workingDaysBetween(from: IsoDate, to: IsoDate, calendar: WorkingCalendar): number {
  if (to < from) return -workingDaysBetween(to, from, calendar)
  let count = 0
  for (let date = from; date < to; ) {
    date = addDays(date, 1)
    if (isWorkingDay(date, calendar)) count += 1
  }
  return count
}
