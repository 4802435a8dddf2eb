import { useLocale, useTranslations } from "next-intl"
import type { IsoDate } from "@/domain/dates/date"
import { formatDate } from "@/language/date-format"

type Props = {
  /** By when an answer is due; null: no deadline runs. */
  dueDate: string | null
  /** Whose answer to a question is awaited, so that the clock stands still; absent: it runs. */
  askedOf?: string
  /** The company's today. */
  day: IsoDate
}

/** By when an approver answers, in red and in words where that is past, or that the clock stands still. */
export function Deadline({ dueDate, askedOf, day }: Props) {
  const t = useTranslations("approvals")
  const language = useLocale()
  if (askedOf !== undefined) return <span>{t("clock.still", { name: askedOf })}</span>
  if (dueDate === null) return null
  const date = formatDate(dueDate, language)
  return dueDate < day ? (
    <strong className="bad">{t("clock.overdue", { date })}</strong>
  ) : (
    <span>{t(dueDate === day ? "clock.today" : "clock.by", { date })}</span>
  )
}
