import { useLocale, useTranslations } from "next-intl"
import { Amount, Percentage } from "@/components/amount"
import { Cell, Column, Row, Table, TableBody, TableFoot, TableHead } from "@/components/table"
import { type Decimal, toPlain } from "@/domain/money/decimal"
import type { Statistics, StatisticsGroup, TaxedAmount } from "@/domain/posting/statistics"
import type { DocumentStatistics } from "@/domain/purchase-documents/read-statistics"
import { formatNumber } from "@/language/number-format"

type Currency = DocumentStatistics<unknown>["currency"]
type Props = { statistics: Statistics; currency: Currency }

/** A document's VAT groups and what they add up to; a foreign one's in the company's currency as well. */
export function StatisticsGroups({ statistics, currency }: Props) {
  const t = useTranslations("statistics")
  const isInBoth = currency.isForeign && !currency.isRateMissing
  const own = currency.companyCurrencyCode
  const differs = statistics.groups.some(({ vatDifference }) => !vatDifference.isZero())
  const shown = { currency, isInBoth, differs }
  return (
    <Table className="table stack vat-groups">
      <TableHead>
        <Row>
          <Column>{t("vatIdentifier")}</Column>
          <Column>{t("vatCalculationType")}</Column>
          <Column className="num">{t("vatPercent")}</Column>
          <Column className="num">{t("lineAmount")}</Column>
          <Column className="num">{t("invoiceDiscountAmount")}</Column>
          <Column className="num">{t("vatBase")}</Column>
          <Column className="num">{t("vatAmount")}</Column>
          {differs && <Column className="num">{t("vatDifference")}</Column>}
          <Column className="num">{t("amountInclVat")}</Column>
          {isInBoth && (
            <>
              <Column className="num">{t("vatBaseIn", { currency: own })}</Column>
              <Column className="num">{t("vatAmountIn", { currency: own })}</Column>
              <Column className="num">{t("amountInclVatIn", { currency: own })}</Column>
            </>
          )}
        </Row>
      </TableHead>
      <TableBody>
        {statistics.groups.map(group => (
          <Row
            key={`${group.vatIdentifier} ${group.vatProdPostingGroup} ${group.vatCalculationType} ${group.vatPercent} ${group.nonDeductible.percent}`}
          >
            <Cell className="lead">{group.vatIdentifier || t("invoiceRounding")}</Cell>
            <Cell className="mid">
              <Calculation group={group} currency={currency} />
            </Cell>
            <Cell className="num mid" label={t("vatPercent")}>
              {group.vatIdentifier === "" ? null : <Percentage value={toPlain(group.vatPercent)} sign={false} />}
            </Cell>
            <Figures of={group} {...shown} />
          </Row>
        ))}
      </TableBody>
      <TableFoot>
        {isInBoth && !statistics.lcy.rounding.isZero() && (
          <Row>
            <Cell className="lead" colSpan={differs ? 11 : 10}>
              {t("rounding")}
            </Cell>
            <Cell className="num amount">
              <Amount value={toPlain(statistics.lcy.rounding)} decimals={currency.lcyAmountDecimals} />
            </Cell>
          </Row>
        )}
        <Row className="sum">
          <Cell className="lead" colSpan={3}>
            {t("total")}
          </Cell>
          <Figures of={statistics} {...shown} />
        </Row>
      </TableFoot>
    </Table>
  )
}

type Sums = TaxedAmount & Pick<StatisticsGroup, "lineAmount" | "invoiceDiscountAmount" | "vatDifference" | "lcy">
type FiguresProps = { of: Sums; currency: Currency; isInBoth: boolean; differs: boolean }

function Figures({ of, currency, isInBoth, differs }: FiguresProps) {
  const t = useTranslations("statistics")
  const own = currency.companyCurrencyCode
  const amount = (value: Decimal) => <Amount value={toPlain(value)} decimals={currency.amountDecimals} />
  const lcy = (value: Decimal) => <Amount value={toPlain(value)} decimals={currency.lcyAmountDecimals} />
  return (
    <>
      <Cell className="num mid" label={t("lineAmount")}>
        {amount(of.lineAmount)}
      </Cell>
      <Cell className="num mid" label={t("invoiceDiscountAmount")}>
        {amount(of.invoiceDiscountAmount)}
      </Cell>
      <Cell className="num mid" label={t("vatBase")}>
        {amount(of.vatBase)}
      </Cell>
      <Cell className="num mid" label={t("vatAmount")}>
        {amount(of.vat)}
      </Cell>
      {differs && (
        <Cell className="num mid" label={t("vatDifference")}>
          {amount(of.vatDifference)}
        </Cell>
      )}
      <Cell className="num amount">{amount(of.amountIncludingVat)}</Cell>
      {isInBoth && (
        <>
          <Cell className="num mid" label={t("vatBaseIn", { currency: own })}>
            {lcy(of.lcy.vatBase)}
          </Cell>
          <Cell className="num mid" label={t("vatAmountIn", { currency: own })}>
            {lcy(of.lcy.vat)}
          </Cell>
          <Cell className="num mid" label={t("amountInclVatIn", { currency: own })}>
            {lcy(of.lcy.amountIncludingVat)}
          </Cell>
        </>
      )}
    </>
  )
}

/** How VAT comes about; for a reverse charge what the document does not show: its rate, and what is posted both ways. */
function Calculation({ group, currency }: { group: StatisticsGroup; currency: Currency }) {
  const t = useTranslations("statistics")
  const language = useLocale()
  if (group.vatIdentifier === "") return null
  const { percent, amount } = group.reverseCharge
  const figure = (value: Decimal, decimals: { min: number; max: number }) =>
    formatNumber(toPlain(value), language, decimals)
  const decimals = currency.lcyAmountDecimals
  return (
    <>
      {t(`type.${group.vatCalculationType}`)}
      {group.vatCalculationType === "reverse_charge" && !currency.isRateMissing && (
        <span className="hint">
          {t("reverseCharge", {
            percent: `${figure(percent, { min: 0, max: 5 })}\u00a0%`,
            amount: `${currency.companyCurrencyCode}\u00a0${figure(amount, { min: decimals, max: decimals })}`,
          })}
        </span>
      )}
      {!group.nonDeductible.percent.isZero() && !currency.isRateMissing && (
        <span className="hint">
          {t("nonDeductible", {
            percent: `${figure(group.nonDeductible.percent, { min: 0, max: 5 })}\u00a0%`,
            amount: `${currency.companyCurrencyCode}\u00a0${figure(group.nonDeductible.amount, { min: decimals, max: decimals })}`,
          })}
        </span>
      )}
    </>
  )
}
