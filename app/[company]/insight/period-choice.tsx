import { useTranslations } from "next-intl"
import { Link } from "@/components/link"
import { ListFilters } from "@/components/list-filters"
import { PlainSelectField } from "@/components/plain-select-field"
import { addMonths, endOfMonth, type IsoDate } from "@/domain/dates/date"
import { fiscalYearOf, type MonthPeriod, monthsOf } from "@/domain/insight/period"
import { formatMonthName } from "@/language/date-format"
import type { Language } from "@/language/language"
import { insightAddress } from "./addresses"

type Props = {
  slug: string
  period: MonthPeriod
  /** The first day with something posted, and today: what lies between is offered. */
  first: IsoDate
  today: IsoDate
  startMonth: number
  /** Whether the address asks for a period. */
  isChosen: boolean
  language: Language
}

const YEARS_AT_MOST = 6

/** The fiscal years as links, and any months between. */
export function PeriodChoice({ slug, period, first, today, startMonth, isChosen, language }: Props) {
  const t = useTranslations("insight")
  const years: MonthPeriod[] = []
  for (let day = today; years.length < YEARS_AT_MOST && day >= fiscalYearOf(first, startMonth).from; ) {
    const year = fiscalYearOf(day, startMonth)
    years.push(year)
    day = addMonths(year.from, -1)
  }
  const earliest = [years.at(-1)?.from ?? period.from, period.from].sort()[0]!
  const latest = [years[0]?.to ?? period.to, period.to].sort()[1]!
  const months = monthsOf({ from: earliest, to: endOfMonth(latest) })
    .map(month => month.slice(0, 7))
    .reverse()
    .map(month => ({ value: month, label: formatMonthName(month, language, "long") }))
  return (
    <>
      <nav className="queue-kinds" aria-label={t("fiscalYears")}>
        {years.map(year => (
          <Link
            key={year.from}
            className="btn plain"
            href={insightAddress(slug, year)}
            aria-current={year.from === period.from && year.to === period.to ? "page" : undefined}
          >
            {startMonth === 1
              ? year.from.slice(0, 4)
              : `${formatMonthName(year.from.slice(0, 7), language, "long")} – ${formatMonthName(year.to.slice(0, 7), language, "long")}`}
          </Link>
        ))}
      </nav>
      <ListFilters action={`/${slug}/insight`} filtered={isChosen}>
        <PlainSelectField name="from" label={t("from")} defaultValue={period.from.slice(0, 7)} options={months} />
        <PlainSelectField name="to" label={t("to")} defaultValue={period.to.slice(0, 7)} options={months} />
      </ListFilters>
    </>
  )
}
