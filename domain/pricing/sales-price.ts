/** What a line is sold for: the lowest applicable price that its customer has, else the unit price on the item. */
import type { IsoDate } from "@/domain/dates/date"
import { type Decimal, HUNDRED, ONE, round, ZERO } from "@/domain/money/decimal"
import { fromCompanyCurrency, type ListedPrice, lowestPrice, type PriceTerms } from "./lowest-price"
import { type PricedLine, priceListOn } from "./price-list"
import type { CostConversion, CostSource } from "./purchase-cost"

/** What is the same for every line of the document. */
export type SalesPriceTerms = PriceTerms & {
  /** Prices of this date: the posting date. */
  date: IsoDate
  companyCurrencyCode: string
  /** The document's prices include VAT; those of customers and items never do. */
  pricesIncludingVat: boolean
  /** The customer's rows; those of other dates and currencies are passed over. */
  prices: Iterable<ListedPrice>
}

export type SoldLine = PricedLine & {
  /** The price is that of so many units of the line. */
  pricePer: Decimal
  /** On the item: company currency, per base unit, excluding VAT. */
  itemPrice: Decimal
  /** 0 where no VAT is added. */
  vatPercent: Decimal
}

export type FoundPrice = {
  /** Document currency, per `pricePer` units of the line, including VAT where the document's prices do. */
  unitPrice: Decimal
  source: Extract<CostSource, { kind: "price_list" }> | ({ kind: "item_price" } & CostConversion)
}

/**
 * Prepares the terms of one document and answers a function that prices its lines, by the rule of purchase prices (`lowestPrice`).
 * Converted, with VAT where the document's prices include it, and rounded once, to the currency's unit amounts.
 */
export function unitPriceFinder(terms: SalesPriceTerms): (line: SoldLine) => FoundPrice {
  const prices = priceListOn(terms.prices, terms.date, [terms.currencyCode, terms.companyCurrencyCode])

  return line => {
    const best = lowestPrice(prices.get(line.itemNo) ?? [], line, terms)
    const perUnit = best
      ? best.cost.div(best.row.pricePer)
      : fromCompanyCurrency(line.itemPrice.times(line.qtyPerUnitOfMeasure), terms)
    const percent = HUNDRED.plus(terms.pricesIncludingVat ? line.vatPercent : ZERO)
    const unitPrice = round(perUnit.times(percent).div(HUNDRED).times(line.pricePer), terms.unitAmountDecimals)
    if (!best) return { unitPrice, source: { kind: "item_price", ...conversion(line, ONE, "", terms) } }
    const { row, qtyPerUnit, otherCurrency } = best
    const { unitOfMeasureCode, minimumQuantity, startingDate, endingDate } = row
    const converted = conversion(line, qtyPerUnit, unitOfMeasureCode, otherCurrency ? terms : undefined)
    const own = { unitOfMeasureCode, minimumQuantity, startingDate, endingDate }
    return { unitPrice, source: { kind: "price_list", ...own, ...converted } }
  }
}

/** @param foreign where the price was in the company's currency */
function conversion(
  line: PricedLine,
  qtyPerUnitOfMeasure: Decimal,
  unitOfMeasureCode: string,
  foreign: Pick<SalesPriceTerms, "currencyCode" | "companyCurrencyCode"> | undefined,
): CostConversion {
  const isForeign = foreign && foreign.currencyCode !== foreign.companyCurrencyCode
  return {
    ...(qtyPerUnitOfMeasure.eq(line.qtyPerUnitOfMeasure)
      ? {}
      : { convertedFrom: { unitOfMeasureCode, qtyPerUnitOfMeasure } }),
    ...(isForeign && { currencyConvertedFrom: foreign.companyCurrencyCode }),
  }
}
