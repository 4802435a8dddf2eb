/** Which row of a price list is the price of a line, and why another is not: of a vendor's prices as of a customer's. */
import { COST_DECIMALS } from "@/domain/documents/line-fields"
import { type Decimal, round } from "@/domain/money/decimal"
import type { ExchangeRate } from "@/domain/money/exchange-rate"
import { type PricedLine, type PriceListRow, reachesMinimum, rowQtyPerUnit } from "./price-list"

/** A row with its figure: a vendor's direct unit cost, or what stands for it, a customer's unit price. */
export type ListedPrice = PriceListRow & {
  directUnitCost: Decimal
  /** The figure is that of so many units of the row: 1, 100 or 1000. */
  pricePer: Decimal
}

/** What rows are judged by, beside the line. */
export type PriceTerms = {
  /** ISO 4217, of the document. */
  currencyCode: string
  /** Of the document's currency; null exactly when that is the company's own. */
  exchangeRate: ExchangeRate | null
  unitAmountDecimals: number
  /** Base units in each unit of an item, by item number and unit code. */
  unitsOfMeasure: ReadonlyMap<string, ReadonlyMap<string, Decimal>>
}

/** A price that applies to a line. */
export type PriceCandidate<Row extends ListedPrice = ListedPrice> = {
  row: Row
  qtyPerUnit: Decimal
  otherUnit: boolean
  otherCurrency: boolean
  /** Its unit or its currency is not the line's. */
  isConverted: boolean
  /** Per as many units of the line as the row has of its own, in the document's currency, not yet rounded. */
  cost: Decimal
}

/** Why a row that holds on the date, in the document's or the company's currency, is no candidate. */
export type Unfit = "unit_gone" | "zero" | "too_few"

/** By what one candidate goes before another. */
export type Advantage = "unit" | "currency" | "lower" | "later"

/**
 * The lowest of the rows that apply to a line; of the line's or the base unit before those of another unit, of the document's
 * currency before the company's, and of equals the latest start.
 *
 * @param rows that hold on the date, in the document's or the company's currency
 */
export function lowestPrice<Row extends ListedPrice>(
  rows: readonly Row[],
  line: PricedLine,
  terms: PriceTerms,
): PriceCandidate<Row> | undefined {
  let best: PriceCandidate<Row> | undefined
  for (const row of rows) {
    const candidate = candidateOf(row, line, terms)
    if (typeof candidate !== "string" && (!best || advantageOf(candidate, best))) best = candidate
  }
  return best
}

/** The figure of the lowest price for a number of units: one as it is printed, or one that was converted, rounded once. */
export function figureFor(
  { row, isConverted, cost }: PriceCandidate,
  pricePer: Decimal,
  { unitAmountDecimals }: PriceTerms,
) {
  const figure = pricePer.eq(row.pricePer) ? cost : cost.times(pricePer).div(row.pricePer)
  return round(figure, isConverted ? unitAmountDecimals : COST_DECIMALS)
}

/** The row as a price of the line, or why it is none. */
export function candidateOf<Row extends ListedPrice>(
  row: Row,
  line: PricedLine,
  terms: PriceTerms,
): PriceCandidate<Row> | Unfit {
  const qtyPerUnit = rowQtyPerUnit(row, line, terms.unitsOfMeasure.get(line.itemNo))
  if (!qtyPerUnit) return "unit_gone"
  if (row.directUnitCost.lte(0)) return "zero"
  if (!reachesMinimum(row, line, qtyPerUnit)) return "too_few"
  const otherUnit = row.unitOfMeasureCode !== "" && row.unitOfMeasureCode !== line.unitOfMeasureCode
  const otherCurrency = row.currencyCode !== terms.currencyCode
  const converted = otherCurrency ? fromCompanyCurrency(row.directUnitCost, terms) : row.directUnitCost
  const isSameSize = qtyPerUnit.eq(line.qtyPerUnitOfMeasure)
  const cost = isSameSize ? converted : converted.times(line.qtyPerUnitOfMeasure).div(qtyPerUnit)
  return { row, qtyPerUnit, otherUnit, otherCurrency, isConverted: otherCurrency || !isSameSize, cost }
}

/** By what the first goes before the second; null where it does not. */
export function advantageOf(a: PriceCandidate, b: PriceCandidate): Advantage | null {
  if (a.otherUnit !== b.otherUnit) return b.otherUnit ? "unit" : null
  if (a.otherCurrency !== b.otherCurrency) return b.otherCurrency ? "currency" : null
  const order = a.cost.times(b.row.pricePer).comparedTo(b.cost.times(a.row.pricePer))
  if (order !== 0) return order < 0 ? "lower" : null
  return (a.row.startingDate ?? "") > (b.row.startingDate ?? "") ? "later" : null
}

/** An amount of the company's currency in the document's, not rounded. */
export function fromCompanyCurrency(amount: Decimal, { exchangeRate }: Pick<PriceTerms, "exchangeRate">): Decimal {
  if (!exchangeRate) return amount
  return amount.times(exchangeRate.exchangeRateAmount).div(exchangeRate.relationalExchangeRateAmount)
}
