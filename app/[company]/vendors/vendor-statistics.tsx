import { useLocale, useTranslations } from "next-intl"
import { Amount } from "@/components/amount"
import { countShown } from "@/components/count-shown"
import { CalendarDate, Instant } from "@/components/date"
import { type Fact, Facts } from "@/components/facts"
import { Link } from "@/components/link"
import { Section } from "@/components/section"
import type { VendorStatistics } from "@/domain/vendors/read-vendor-statistics"
import { formatNumber } from "@/language/number-format"

type Props = { statistics: VendorStatistics; no: string; company: string }

/** What a vendor is to the company, in figures that each lead to what they are of. */
export function VendorFigures({ statistics, no, company }: Props) {
  const t = useTranslations("vendors.statistics")
  const language = useLocale()
  const { currencyCode, amountDecimals: decimals } = statistics
  const list = (page: string) => `/${company}/${page}?vendor=${encodeURIComponent(no)}`
  const amount = (value: string) => <Amount value={value} decimals={decimals} currency={currencyCode} />
  const linked = (href: string, value: React.ReactNode) => (
    <Link className="link" href={href}>
      {value}
    </Link>
  )
  const facts: Fact[] = [
    { term: t("balance"), value: linked(list("books/vendor-ledger-entries"), amount(statistics.balance)) },
    { term: t("overdue"), value: amount(statistics.overdue) },
    {
      term: t("purchasesThisYear"),
      value: linked(list("posted-purchase-invoices"), amount(statistics.purchasesThisYear)),
    },
    { term: t("purchasesLastYear"), value: amount(statistics.purchasesLastYear) },
    { term: t("drafts"), value: linked(list("purchase-invoices"), countShown(statistics.drafts, language)) },
    {
      term: t("requests"),
      value: linked(
        `/${company}/purchase-requests?search=${encodeURIComponent(no)}`,
        countShown(statistics.requests, language),
      ),
    },
    ...(statistics.daysToPay === null
      ? []
      : [{ term: t("daysToPay"), value: t("days", { count: statistics.daysToPay }) }]),
    ...(statistics.bankAccountChangedAt
      ? [{ term: t("bankAccountChanged"), value: <Instant at={statistics.bankAccountChangedAt} /> }]
      : []),
  ]
  return (
    <Section title={t("title")}>
      <Facts facts={facts} />
      {statistics.risenCosts.length > 0 && (
        <>
          <h3>{t("risen")}</h3>
          <ul>
            {statistics.risenCosts.map(
              ({ itemNo, description, documentNo, postingDate, before, now, currencyCode: of }) => (
                <li key={`${documentNo} ${itemNo} ${now}`}>
                  <span className="no">{itemNo}</span> {description}:{" "}
                  {formatNumber(before, language, { min: 2, max: 10 })} →{" "}
                  {formatNumber(now, language, { min: 2, max: 10 })} {of},{" "}
                  {linked(`/${company}/posted-purchase-invoices/${encodeURIComponent(documentNo)}`, documentNo)},{" "}
                  <CalendarDate date={postingDate} />
                </li>
              ),
            )}
          </ul>
        </>
      )}
    </Section>
  )
}
