import { addDays, today } from "@/domain/dates/date"

/** A moment on the day so many calendar days before today: with 24 hours for a day, a change of clocks in between tells of another one. */
export function daysAgo(days: number, timeZone = "Europe/Amsterdam"): Date {
  return days === 0 ? new Date() : new Date(`${addDays(today(timeZone), -days)}T12:00:00Z`)
}
