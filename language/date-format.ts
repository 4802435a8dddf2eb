import { defaultLanguage, type Language, languageFacts } from "./language"

/** Made once for each of the options below: making one takes longer than a page of them. */
const formats = new Map<Intl.DateTimeFormatOptions, Map<string, Intl.DateTimeFormat>>()

function formatter(language: Language, timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const alike = formats.get(options) ?? new Map<string, Intl.DateTimeFormat>()
  formats.set(options, alike)
  const key = `${language} ${timeZone}`
  let format = alike.get(key)
  if (!format) {
    format = new Intl.DateTimeFormat(languageFacts[language].locale, { ...options, timeZone })
    alike.set(key, format)
  }
  return format
}

/** Dates without a time: in figures (20-11-2026), or with the month's name (20 Nov 2026), which no reader mistakes. */
const dateOptions = {
  figures: { day: "2-digit", month: "2-digit", year: "numeric" },
  named_month: { day: "numeric", month: "short", year: "numeric" },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>

const longOptions = { weekday: "long", day: "numeric", month: "long", year: "numeric" } as const
const dayAndMonth = { day: "numeric", month: "short" } as const
const clockOptions = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const
const secondsOptions = { ...clockOptions, second: "2-digit" } as const
const calendarOptions = { year: "numeric", month: "2-digit", day: "2-digit" } as const
const monthOptions = { long: { day: "numeric", month: "long" }, short: dayAndMonth } as const

/** A date has no time zone: it is taken and written as midnight UTC, so that no zone can move it. */
function midnight(date: string): Date {
  return new Date(`${date}T00:00:00Z`)
}

/** "2026-11-20" as "20 Nov 2026" or "20-11-2026". */
export function formatDate(date: string, language: Language): string {
  return formatter(language, "UTC", dateOptions[languageFacts[language].dates]).format(midnight(date))
}

/** "2026-11-20" as "Friday 20 November 2026" or "vrijdag 20 november 2026". */
export function formatLongDate(date: string, language: Language): string {
  return formatter(language, "UTC", longOptions).format(midnight(date)).replace(",", "")
}

/** "2026-11-20" as "20 Nov" or "20 nov", with the year where it is not that of `today`. */
export function formatShortDate(date: string, today: string, language: Language): string {
  const options = date.slice(0, 4) === today.slice(0, 4) ? dayAndMonth : dateOptions.named_month
  return formatter(language, "UTC", options).format(midnight(date))
}

/** An instant in the company's time zone: "20 Nov 2026, 14:25" or "20-11-2026 14:25". */
export function formatInstant(at: Date, timeZone: string, language: Language): string {
  const between = languageFacts[language].dates === "figures" ? " " : ", "
  return formatDate(dateIn(at, timeZone), language) + between + formatClock(at, timeZone, language)
}

/** The time of day in the company's time zone: "14:25", with seconds "14:25:58". */
export function formatClock(at: Date, timeZone: string, language: Language, seconds = false): string {
  return formatter(language, timeZone, seconds ? secondsOptions : clockOptions).format(at)
}

/** The calendar date, YYYY-MM-DD, on which an instant falls in a time zone. */
export function dateIn(at: Date, timeZone: string): string {
  const parts = formatter(defaultLanguage, timeZone, calendarOptions).formatToParts(at)
  const part = (type: string) => parts.find(each => each.type === type)?.value ?? ""
  return `${part("year")}-${part("month")}-${part("day")}`
}

/** The months of a language in full and abbreviated, in their order, as a date has them. */
export function monthNames(language: Language): { long: string[]; short: string[] } {
  const named = (month: "long" | "short") => {
    const format = formatter(language, "UTC", monthOptions[month])
    return Array.from({ length: 12 }, (_, index) => {
      const parts = format.formatToParts(Date.UTC(2026, index, 3))
      return parts.find(part => part.type === "month")?.value ?? ""
    })
  }
  return { long: named("long"), short: named("short") }
}

const monthNameOptions = { long: { month: "long", year: "numeric" }, short: { month: "short" } } as const

/** "2026-11" as "November 2026", or "Nov" alone where a column's width is all there is. */
export function formatMonthName(month: string, language: Language, length: "long" | "short"): string {
  return formatter(language, "UTC", monthNameOptions[length]).format(midnight(`${month}-01`))
}
