import { useLocale, useNow, useTranslations } from "next-intl"
import type { ReactNode } from "react"
import { dateIn, formatShortDate } from "@/language/date-format"
import { calendarDaysBetween } from "./age"
import { Clock } from "./date"
import { useZone } from "./time-zone"

export type LogEntry = { id: string | number; at: Date; what: ReactNode; hint?: ReactNode }

/** Who did what when, the latest first as given, under a heading for each day of the company's time zone. */
export function Log(props: { entries: readonly LogEntry[]; timeZone?: string; now?: Date }) {
  const { entries, timeZone, now } = props
  const t = useTranslations("common.day")
  const language = useLocale()
  const current = useNow()
  const zone = useZone(timeZone)
  const today = dateIn(now ?? current, zone)
  const heading = (day: string) => {
    const age = calendarDaysBetween(day, today)
    return age === 0 ? t("today") : age === 1 ? t("yesterday") : formatShortDate(day, today, language)
  }
  return (
    <>
      {byDay(entries, zone).map(([day, entriesOfDay]) => (
        <div key={day}>
          <p className="day">{heading(day)}</p>
          <ol className="log">
            {entriesOfDay.map(({ id, at, what, hint }) => (
              <li key={id}>
                <Clock at={at} timeZone={zone} />
                <span>{what}</span>
                {hint && <span className="hint">{hint}</span>}
              </li>
            ))}
          </ol>
        </div>
      ))}
    </>
  )
}

/** Two lists of entries as one, the latest first. */
export function newestFirst(one: readonly LogEntry[], other: readonly LogEntry[] = []): LogEntry[] {
  return other.length === 0 ? [...one] : [...one, ...other].sort((a, b) => b.at.getTime() - a.at.getTime())
}

/** Entries with the date they fall on, in the order in which they came. */
function byDay(entries: readonly LogEntry[], timeZone: string): [string, LogEntry[]][] {
  const days = new Map<string, LogEntry[]>()
  for (const entry of entries) {
    const day = dateIn(entry.at, timeZone)
    const ofDay = days.get(day)
    if (ofDay) ofDay.push(entry)
    else days.set(day, [entry])
  }
  return [...days]
}
