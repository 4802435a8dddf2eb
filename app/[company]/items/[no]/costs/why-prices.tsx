import { getTranslations } from "next-intl/server"
import { pricePath } from "@/app/[company]/_prices/addresses"
import { Quantity, UnitAmount } from "@/components/amount"
import { CalendarDate } from "@/components/date"
import { Link } from "@/components/link"
import { PricePer } from "@/components/price-per"
import { Section } from "@/components/section"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import type { CostComparison } from "@/domain/cost-comparison/compare-costs"
import type { JudgedPrice, VendorOffer } from "@/domain/cost-comparison/vendor-offer"

type Props = { company: string; comparison: CostComparison; unit: string }

/** Every price of each vendor for the item: the one that counts, and why the others do not. */
export async function WhyPrices({ company, comparison, unit }: Props) {
  const t = await getTranslations("costs")
  const priced = comparison.offers.filter(({ prices }) => prices.length > 0)
  if (priced.length === 0) return null
  return (
    <Section title={t("why")}>
      <Table>
        <TableHead>
          <Row>
            <Column>{t("vendorNo")}</Column>
            <Column className="num">{t("directUnitCost")}</Column>
            <Column>{t("unit")}</Column>
            <Column className="num">{t("minimumQuantity")}</Column>
            <Column>{t("startingDate")}</Column>
            <Column>{t("endingDate")}</Column>
            <Column>{t("verdictTitle")}</Column>
          </Row>
        </TableHead>
        <TableBody>
          {priced.flatMap(offer =>
            offer.prices.map(price => (
              <PriceRow key={price.key.join("\n")} company={company} offer={offer} price={price} unit={unit} />
            )),
          )}
        </TableBody>
      </Table>
    </Section>
  )
}

type RowProps = { company: string; offer: VendorOffer; price: JudgedPrice; unit: string }

async function PriceRow({ company, offer, price, unit }: RowProps) {
  const t = await getTranslations("costs")
  const counts = price.verdict === "counts"
  const verdict = t(`verdict.${price.verdict}`, { unit })
  return (
    <Row>
      <Cell className="mid no">{offer.vendor.no}</Cell>
      <Cell className="num mid" label={t("directUnitCost")}>
        <Link className="link" href={pricePath(company, "purchase-prices", price.key)}>
          {price.currencyCode} <UnitAmount value={price.directUnitCost} />
        </Link>{" "}
        <PricePer line={price} />
      </Cell>
      <Cell className="mid" label={t("unit")}>
        {price.unitOfMeasureCode || t("baseUnit")}
      </Cell>
      <Cell className="num mid" label={t("minimumQuantity")}>
        <Quantity value={price.minimumQuantity} />
      </Cell>
      <Cell className="mid" label={t("startingDate")}>
        {price.startingDate && price.startingDate > "1900" && <CalendarDate date={price.startingDate} />}
      </Cell>
      <Cell className="mid" label={price.endingDate ? t("endingDate") : undefined}>
        {price.endingDate && <CalendarDate date={price.endingDate} />}
      </Cell>
      <Cell className={counts ? "mid" : "mid soft"}>{counts ? <strong>{verdict}</strong> : verdict}</Cell>
    </Row>
  )
}
