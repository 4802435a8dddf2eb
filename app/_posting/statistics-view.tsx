import { getTranslations } from "next-intl/server"
import type { ReactNode } from "react"
import { Amount, Quantity } from "@/components/amount"
import { Crumbs } from "@/components/crumbs"
import { type Fact, Facts } from "@/components/facts"
import { Notice } from "@/components/notice"
import { PageHead } from "@/components/page-head"
import { Section } from "@/components/section"
import type { Actor } from "@/domain/access/actor"
import { type Decimal, toPlain } from "@/domain/money/decimal"
import type { DocumentStatistics } from "@/domain/purchase-documents/read-statistics"
import { formatDate } from "@/language/date-format"
import { formatNumber } from "@/language/number-format"
import { StatisticsGroups } from "./statistics-groups"

type Header = { no: string; buyFromVendorName: string; buyFromCity: string; postingDate: string }

type Props = {
  actor: Actor
  shown: DocumentStatistics<Header>
  /** Ways back: the list, then the document. */
  trail: { label: string; href: string }[]
  /** Of a draft. */
  state?: ReactNode
  /** Below the amounts: of a draft, where the VAT on its paper is typed. */
  children?: ReactNode
}

/** Statistics of a purchase document, draft or posted: its amounts per VAT group and in all. */
export async function StatisticsView({ actor, shown, trail, state, children }: Props) {
  const t = await getTranslations("statistics")
  const { header, statistics, currency, vendorBalance } = shown
  const own = currency.companyCurrencyCode
  const amount = (value: Decimal) => <Amount value={toPlain(value)} decimals={currency.amountDecimals} />
  const lcy = (value: Decimal) => <Amount value={toPlain(value)} decimals={currency.lcyAmountDecimals} />
  const number = (value: Decimal) => formatNumber(toPlain(value), actor.language, { min: 0, max: 6 })
  const isInBoth = currency.isForeign && !currency.isRateMissing
  const facts: (Fact | false)[] = [
    { term: t("quantity"), value: <Quantity value={toPlain(statistics.quantity)} /> },
    { term: t("lineDiscountAmount"), value: amount(statistics.lineDiscountAmount) },
    { term: t("invoiceDiscountAmount"), value: amount(statistics.invoiceDiscountAmount) },
    !statistics.reverseCharge.isZero() && {
      term: t("reverseChargeTotal", { currency: own }),
      value: lcy(statistics.reverseCharge),
    },
    isInBoth && {
      term: t("exchangeRate"),
      value: t("rateOf", {
        amount: number(currency.exchangeRateAmount),
        currency: currency.code,
        worth: number(currency.relationalExchangeRateAmount),
        own,
      }),
    },
    vendorBalance !== null && { term: t("vendorBalance"), value: lcy(vendorBalance) },
  ]
  return (
    <>
      <Crumbs trail={[...trail, { label: t("statistics") }]} />
      <PageHead
        title={t("of", { no: header.no })}
        state={state}
        subject={[header.buyFromVendorName, header.buyFromCity].filter(Boolean).join(", ")}
      />
      {currency.isRateMissing && (
        <Notice tone="warning">
          {t("rateMissing", {
            currency: currency.code,
            own,
            date: formatDate(header.postingDate, actor.language),
          })}
        </Notice>
      )}
      <Facts facts={facts.filter(fact => fact !== false)} />
      <Section
        title={t("amounts")}
        aside={
          <span className="hint">
            {isInBoth ? t("inBoth", { currency: currency.code, own }) : t("inCurrency", { currency: currency.code })}
          </span>
        }
      >
        {statistics.groups.length === 0 ? (
          <p className="soft">{t("noLines")}</p>
        ) : (
          <StatisticsGroups statistics={statistics} currency={currency} />
        )}
      </Section>
      {children}
    </>
  )
}
