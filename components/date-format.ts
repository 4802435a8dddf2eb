import { localeTag } from "./reader"

const formats = new Map<string, Intl.DateTimeFormat>()

function formatter(language: string, timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${timeZone} ${JSON.stringify(options)}`
  let format = formats.get(key)
  if (!format) {
    format = new Intl.DateTimeFormat(localeTag(language), { ...options, timeZone })
    formats.set(key, format)
  }
  return format
}

/** Dutch dates are written in figures (20-11-2026), English ones with the month's name, which no reader mistakes. */
function dateOptions(language: string): Intl.DateTimeFormatOptions {
  return language === "nl"
    ? { day: "2-digit", month: "2-digit", year: "numeric" }
    : { day: "numeric", month: "short", year: "numeric" }
}

const clockOptions: Intl.DateTimeFormatOptions = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }

/** A date has no time zone: it is taken and written as midnight UTC, so that no zone can move it. */
function midnight(date: string): Date {
  return new Date(`${date}T00:00:00Z`)
}

/** "2026-11-20" as "20 Nov 2026" or "20-11-2026". */
export function formatReaderDate(date: string, language: string): string {
  return formatter(language, "UTC", dateOptions(language)).format(midnight(date))
}

/** "2026-11-20" as "Friday 20 November 2026" or "vrijdag 20 november 2026". */
export function formatLongDate(date: string, language: string): string {
  const options = { weekday: "long", day: "numeric", month: "long", year: "numeric" } as const
  return formatter(language, "UTC", options).format(midnight(date)).replace(",", "")
}

/** "2026-11-20" as "20 Nov" or "20 nov", with the year where it is not that of `today`. */
export function formatShortDate(date: string, today: string, language: string): string {
  const year = date.slice(0, 4) === today.slice(0, 4) ? undefined : ("numeric" as const)
  return formatter(language, "UTC", { day: "numeric", month: "short", year }).format(midnight(date))
}

/** An instant in the company's time zone: "20 Nov 2026, 14:25" or "20-11-2026 14:25". */
export function formatInstant(at: Date, timeZone: string, language: string): string {
  return `${formatReaderDate(dateIn(at, timeZone), language)}${language === "nl" ? " " : ", "}${formatClock(at, timeZone, language)}`
}

/** The time of day in the company's time zone: "14:25", with seconds "14:25:58". */
export function formatClock(at: Date, timeZone: string, language: string, seconds = false): string {
  const options = seconds ? { ...clockOptions, second: "2-digit" as const } : clockOptions
  return formatter(language, timeZone, options).format(at)
}

/** The calendar date, YYYY-MM-DD, on which an instant falls in a time zone. */
export function dateIn(at: Date, timeZone: string): string {
  const parts = formatter("en", timeZone, { year: "numeric", month: "2-digit", day: "2-digit" }).formatToParts(at)
  const part = (type: string) => parts.find(each => each.type === type)?.value ?? ""
  return `${part("year")}-${part("month")}-${part("day")}`
}

/** Whole calendar days from one YYYY-MM-DD date to another. */
export function calendarDaysBetween(from: string, to: string): number {
  return Math.round((midnight(to).getTime() - midnight(from).getTime()) / 86_400_000)
}

export type Age = { unit: "seconds" | "minutes" | "hours" | "days"; count: number } | { unit: "yesterday" }

/**
 * How long ago something was, as people say it: seconds, minutes and hours while it is less than an hour or still the
 * same day in the company's time zone, then yesterday, then whole days. A clock that runs ahead gives 0 seconds.
 */
export function ageOf(at: Date, now: Date, timeZone: string): Age {
  const seconds = Math.max(0, Math.floor((now.getTime() - at.getTime()) / 1000))
  if (seconds < 60) return { unit: "seconds", count: seconds }
  if (seconds < 3600) return { unit: "minutes", count: Math.floor(seconds / 60) }
  const days = calendarDaysBetween(dateIn(at, timeZone), dateIn(now, timeZone))
  if (days < 1) return { unit: "hours", count: Math.floor(seconds / 3600) }
  return days === 1 ? { unit: "yesterday" } : { unit: "days", count: days }
}
