import { getTranslations } from "next-intl/server"
import { ClientMessages } from "@/app/client-messages"
import { issueSentences } from "@/app/issue-sentences"
import { Amount, Percentage, Quantity, UnitAmount } from "@/components/amount"
import { CalendarDate } from "@/components/date"
import { CostSourceText } from "@/components/document-form/cost-source-text"
import { Link } from "@/components/link"
import { PricePer } from "@/components/price-per"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import type { CostComparison } from "@/domain/cost-comparison/compare-costs"
import type { CostQuestion, VendorOffer } from "@/domain/cost-comparison/vendor-offer"
import { toPlain } from "@/domain/money/decimal"

type Props = { company: string; comparison: CostComparison; question: CostQuestion }

/** What each vendor asks: the line as a document would have it, in its currency and the company's, and when it would come. */
export async function CostTable({ company, comparison, question }: Props) {
  const t = await getTranslations("costs")
  const { companyCurrencyCode: own, companyAmountDecimals: decimals } = comparison
  return (
    <Table>
      <TableHead>
        <Row>
          <Column>{t("vendorNo")}</Column>
          <Column>{t("vendorName")}</Column>
          <Column className="num">{t("directUnitCost")}</Column>
          <Column>{t("whereFrom")}</Column>
          <Column className="num">{t("discount")}</Column>
          <Column className="num">
            {t("lineAmount")} (<Quantity value={toPlain(question.quantity)} /> {question.unitOfMeasureCode})
          </Column>
          <Column className="num">{t("amountLcy", { currency: own })}</Column>
          <Column>{t("leadTime")}</Column>
        </Row>
      </TableHead>
      <TableBody>
        {comparison.offers.map(offer => (
          <OfferRow key={offer.vendor.no} company={company} offer={offer} decimals={decimals} />
        ))}
      </TableBody>
    </Table>
  )
}

async function OfferRow({ company, offer, decimals }: { company: string; offer: VendorOffer; decimals: number }) {
  const [t, say] = [await getTranslations("costs"), await issueSentences()]
  const { vendor, line, currencyCode, amountDecimals } = offer
  return (
    <Row>
      <Cell className="mid no">
        <Link className="link" href={`/${company}/vendors/${encodeURIComponent(vendor.no)}`}>
          {vendor.no}
        </Link>
      </Cell>
      <Cell className="lead">
        {vendor.name} {vendor.isDefault && <span className="hint">{t("default")}</span>}
        {offer.problems.map(problem => (
          <span key={problem.code} className="says bad">
            {say(problem)}
          </span>
        ))}
      </Cell>
      <Cell className="num mid" label={t("directUnitCost")}>
        {line ? (
          <>
            {currencyCode} <UnitAmount value={line.directUnitCost} decimals={amountDecimals} /> <PricePer line={line} />
            {vendor.pricesIncludingVat && <span className="hint"> {t("inclVat")}</span>}
          </>
        ) : (
          t("noCost")
        )}
      </Cell>
      <Cell className="mid" label={line ? t("whereFrom") : undefined}>
        {line && (
          <ClientMessages namespaces={["documents"]}>
            <CostSourceText source={line.costSource} unit={line.unitOfMeasureCode} decimals={amountDecimals} />
          </ClientMessages>
        )}
      </Cell>
      <Cell className="num mid" label={line ? t("discount") : undefined}>
        {line && <Percentage value={line.lineDiscountPercent} sign={false} />}
      </Cell>
      <Cell className="num mid" label={line ? t("lineAmount") : undefined}>
        {line && <Amount value={line.lineAmount} decimals={amountDecimals} currency={currencyCode} />}
      </Cell>
      <Cell className="num amount" label={line ? t("amountLcyShort") : undefined}>
        {line && <Amount value={line.amountLcy} decimals={decimals} />}
      </Cell>
      <Cell className="mid" label={offer.arrives ? t("leadTime") : undefined}>
        {offer.arrives && <CalendarDate date={offer.arrives} />}
      </Cell>
    </Row>
  )
}
