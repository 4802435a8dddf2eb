import { useLocale, useNow, useTranslations } from "next-intl"
import { dateIn, formatClock, formatDate, formatInstant, formatLongDate, formatShortDate } from "@/language/date-format"
import { ageOf } from "./age"
import { useZone } from "./time-zone"

/** A date without a time zone, YYYY-MM-DD, in the reader's way; null shows nothing. */
export function CalendarDate({ date, long = false }: { date: string | null; long?: boolean }) {
  const language = useLocale()
  if (date === null) return null
  return <time dateTime={date}>{long ? formatLongDate(date, language) : formatDate(date, language)}</time>
}

type InZone = {
  at: Date
  /** Where not that of the company in the address: an IANA name such as Europe/Amsterdam. */
  timeZone?: string
}

/** An instant as date and time of day in the company's time zone. */
export function Instant({ at, timeZone }: InZone) {
  return <time dateTime={at.toISOString()}>{formatInstant(at, useZone(timeZone), useLocale())}</time>
}

/** An instant's time of day in the company's time zone. */
export function Clock({ at, timeZone, seconds = false }: InZone & { seconds?: boolean }) {
  return <time dateTime={at.toISOString()}>{formatClock(at, useZone(timeZone), useLocale(), seconds)}</time>
}

/**
 * How long ago: "20 s", "26 min", "1 h", "yesterday", then the date ("18 Nov"), or with `beyond="days"` the number of
 * days ("2 days"), where it is the waiting that counts. The exact instant is its title.
 */
export function Age({ at, timeZone, now, beyond = "date" }: InZone & { now?: Date; beyond?: "date" | "days" }) {
  const t = useTranslations("common.age")
  const language = useLocale()
  const zone = useZone(timeZone)
  const current = useNow()
  const reference = now ?? current
  const age = ageOf(at, reference, zone)
  const text =
    age.unit === "yesterday"
      ? t("yesterday")
      : age.unit === "days" && beyond === "date"
        ? formatShortDate(dateIn(at, zone), dateIn(reference, zone), language)
        : t(age.unit, { count: age.count })
  return (
    <time className="no" dateTime={at.toISOString()} title={formatInstant(at, zone, language)}>
      {text}
    </time>
  )
}
