import { useTranslations } from "next-intl"
import { CalendarDate } from "./date"

/** A due date, and the word where it is past. @param today the company's, YYYY-MM-DD */
export function DueDate({ date, today }: { date: string; today: string }) {
  const t = useTranslations("common.state")
  if (date >= today) return <CalendarDate date={date} />
  return (
    <>
      <CalendarDate date={date} /> <span className="hint warn">{t("overdue")}</span>
    </>
  )
}
