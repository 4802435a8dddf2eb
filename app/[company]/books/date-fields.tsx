import { useLocale, useTranslations } from "next-intl"
import type { IsoDate } from "@/domain/dates/date"
import { formatDate } from "@/language/date-format"
import { DateFilterField } from "./date-filter-field"
import type { DateFilter, DateName } from "./query"

type Props<Name extends DateName> = {
  dates: Record<Name, DateFilter>
  /** What is shown for where nothing is asked for. */
  otherwise?: Partial<Record<Name, IsoDate>>
}

/** Dates of a filter, typed and shown as the reader writes them; what is no date is said beside its field. */
export function DateFields<Name extends DateName>({ dates, otherwise = {} }: Props<Name>) {
  const t = useTranslations("books")
  const errors = useTranslations("errors")
  const language = useLocale()
  const says = ({ problem, typed = "" }: DateFilter) => {
    if (!problem) return undefined
    return problem === "before_first"
      ? t("dateBeforeFirst")
      : t("dateLeftOut", { problem: errors(`date_${problem}`, { typed }) })
  }
  return (Object.keys(dates) as Name[]).map(name => {
    const { parameter, typed, date = (otherwise as Partial<Record<Name, IsoDate>>)[name], ...rest } = dates[name]
    const isUnread = rest.problem !== undefined && rest.problem !== "before_first"
    return (
      <DateFilterField
        key={name}
        name={parameter}
        label={t(name as DateName)}
        shown={isUnread ? (typed ?? "") : date ? formatDate(date, language) : ""}
        error={says(dates[name])}
      />
    )
  })
}
