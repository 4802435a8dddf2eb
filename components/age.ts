import { dateIn } from "@/language/date-format"

/** Whole calendar days from one YYYY-MM-DD date to another. */
export function calendarDaysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
}

export type TimePassed = { unit: "seconds" | "minutes" | "hours" | "days"; count: number } | { unit: "yesterday" }

/**
 * How long ago something was, as people say it: seconds, minutes and hours while it is less than an hour or still the
 * same day in the company's time zone, then yesterday, then whole days. A clock that runs ahead gives 0 seconds.
 */
export function ageOf(at: Date, now: Date, timeZone: string): TimePassed {
  const seconds = Math.max(0, Math.floor((now.getTime() - at.getTime()) / 1000))
  if (seconds < 60) return { unit: "seconds", count: seconds }
  if (seconds < 3600) return { unit: "minutes", count: Math.floor(seconds / 60) }
  const days = calendarDaysBetween(dateIn(at, timeZone), dateIn(now, timeZone))
  if (days < 1) return { unit: "hours", count: Math.floor(seconds / 3600) }
  return days === 1 ? { unit: "yesterday" } : { unit: "days", count: days }
}
