/**
 * What a line costs (docs/semantics.md, "Create Purchase Invoice", 7): the lowest applicable price of the vendor's price
 * list, else the item's last direct cost. Every answer says where it came from.
 */

import type { IsoDate } from "@/domain/dates/date"
import { type Decimal, HUNDRED, ONE, round, ZERO } from "@/domain/money/decimal"
import type { VatCalculationType } from "@/domain/vat/vat-totals"
import {
  figureFor,
  fromCompanyCurrency,
  type ListedPrice,
  lowestPrice,
  type PriceCandidate,
  type PriceTerms,
} from "./lowest-price"
import { type PricedLine, type PriceList, priceListOn } from "./price-list"

/** A row of `purchase_price`. The cost includes VAT if the vendor's prices do. */
export type PurchasePrice = ListedPrice

/** What is the same for every line of the document. */
export type CostTerms = PriceTerms & {
  /** Prices of this date: the request's. */
  date: IsoDate
  companyCurrencyCode: string
  /** The vendor's prices include VAT, those on its price list and those on the document. */
  pricesIncludingVat: boolean
  /** The vendor's rows; those of other dates and currencies are passed over. */
  prices: Iterable<PurchasePrice>
}

export type CostLine = PricedLine & {
  /** The cost is asked for so many units of the line: 1, 100 or 1000; null: for as many as the price list has it, else for one. */
  pricePer: Decimal | null
  /** Company currency, per base unit, excluding VAT; 0: never bought. */
  lastDirectCost: Decimal
  /** Of the VAT posting setup for vendor and item. */
  vatPercent: Decimal
  vatCalculationType: VatCalculationType
}

/** What was done to a cost to bring it into the line's unit and the document's currency. */
export type CostConversion = {
  /** From a unit of another size than the line's; a blank code is the base unit. */
  convertedFrom?: { unitOfMeasureCode: string; qtyPerUnitOfMeasure: Decimal }
  currencyConvertedFrom?: string
}

export type CostSource =
  | ({
      kind: "price_list"
      unitOfMeasureCode: string
      minimumQuantity: Decimal
      startingDate: IsoDate | null
      endingDate: IsoDate | null
    } & CostConversion)
  | ({ kind: "last_direct_cost"; vatAdded?: Decimal } & CostConversion)
  | { kind: "none" }

export type FoundCost = {
  /** Document currency, per `pricePer` units of the line, including VAT where the vendor's prices do; 0 with source "none". */
  directUnitCost: Decimal
  /** 1, 100 or 1000: those asked for, else those of the price. */
  pricePer: Decimal
  source: CostSource
}

/**
 * Prepares the terms of one document and answers a function that costs its lines.
 *
 * A price applies when it holds on the date, the quantity reaches its minimum (compared in base units), and it is in
 * the document's or the company's currency. Of the applicable ones, first those in the line's unit or the base unit (as
 * the reference), else those in another unit of the item, converted by quantity per unit; within these first those in
 * the document's currency, else those in the company's, converted; within these the lowest; of equals the latest start.
 * Prices are compared for one unit, whatever number of units they are printed for. A price of zero or less is no price.
 * Nothing applicable: the last direct cost, converted, plus VAT where the vendor's prices include it. What is converted is
 * rounded once, at the end, half away from zero; a listed cost stands as it is printed.
 *
 * @throws RangeError when the currency is foreign and no exchange rate is given: check that before
 */
export function directUnitCostFinder(terms: CostTerms): (line: CostLine) => FoundCost {
  const { currencyCode, companyCurrencyCode, exchangeRate, unitAmountDecimals } = terms
  const foreign = currencyCode !== companyCurrencyCode
  if (foreign && !exchangeRate) throw new RangeError(`no exchange rate for ${currencyCode}`)
  const prices: PriceList<PurchasePrice> = priceListOn(terms.prices, terms.date, [currencyCode, companyCurrencyCode])

  return line => {
    const best = lowestPrice(prices.get(line.itemNo) ?? [], line, terms)
    if (!best) return lastDirectCost(line)
    const pricePer = line.pricePer ?? best.row.pricePer
    return { directUnitCost: figureFor(best, pricePer, terms), pricePer, source: sourceOf(best, line) }
  }

  function lastDirectCost(line: CostLine): FoundCost {
    const pricePer = line.pricePer ?? ONE
    if (line.lastDirectCost.lte(0)) return { directUnitCost: ZERO, pricePer, source: { kind: "none" } }
    const perUnit = fromCompanyCurrency(line.lastDirectCost.times(line.qtyPerUnitOfMeasure), terms)
    const vatPercent = terms.pricesIncludingVat && line.vatCalculationType === "normal" ? line.vatPercent : ZERO
    const cost = vatPercent.isZero() ? perUnit : perUnit.times(HUNDRED.plus(vatPercent)).div(HUNDRED)
    const source: CostSource = { kind: "last_direct_cost" }
    if (!vatPercent.isZero()) source.vatAdded = vatPercent
    if (!line.qtyPerUnitOfMeasure.eq(ONE)) source.convertedFrom = { unitOfMeasureCode: "", qtyPerUnitOfMeasure: ONE }
    if (foreign) source.currencyConvertedFrom = companyCurrencyCode
    return { directUnitCost: round(cost.times(pricePer), unitAmountDecimals), pricePer, source }
  }
}

function sourceOf({ row, qtyPerUnit, otherCurrency }: PriceCandidate, line: CostLine): CostSource {
  const { unitOfMeasureCode, minimumQuantity, startingDate, endingDate, currencyCode } = row
  const source: CostSource = { kind: "price_list", unitOfMeasureCode, minimumQuantity, startingDate, endingDate }
  if (!qtyPerUnit.eq(line.qtyPerUnitOfMeasure)) {
    source.convertedFrom = { unitOfMeasureCode, qtyPerUnitOfMeasure: qtyPerUnit }
  }
  if (otherCurrency) source.currencyConvertedFrom = currencyCode
  return source
}
