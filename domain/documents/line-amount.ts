import { type Decimal, HUNDRED, ONE, round, ZERO } from "@/domain/money/decimal"

const PERCENT_DECIMALS = 5

export type LineAmount = {
  /** round(round(quantity × cost ÷ price per) × %), in the document's currency. */
  lineDiscountAmount: Decimal
  /** round(quantity × cost ÷ price per) − line discount; includes VAT where the document's prices do. */
  lineAmount: Decimal
}

/**
 * What a line comes to (docs/semantics.md, "Amounts"). The discount is taken from the rounded amount, so that the two always
 * add up to what the quantity costs.
 *
 * @param line quantity and direct unit cost in the same unit of measure; the cost is that of `pricePer` units; line discount
 *   in percent (0 to 100)
 * @param decimals of the document's currency: 0, 2 or 3
 */
export function lineAmount(
  line: { quantity: Decimal; directUnitCost: Decimal; pricePer: Decimal; lineDiscountPercent: Decimal },
  decimals: number,
): LineAmount {
  const full = fullAmount(line, decimals)
  if (line.lineDiscountPercent.isZero()) return { lineDiscountAmount: ZERO, lineAmount: full }
  const lineDiscountAmount = round(full.times(line.lineDiscountPercent).div(HUNDRED), decimals)
  return { lineDiscountAmount, lineAmount: full.minus(lineDiscountAmount) }
}

/** What a quantity costs before any discount, rounded to the currency. */
export function fullAmount(
  line: { quantity: Decimal; directUnitCost: Decimal; pricePer: Decimal },
  decimals: number,
): Decimal {
  const product = line.quantity.times(line.directUnitCost)
  return round(line.pricePer.eq(ONE) ? product : product.div(line.pricePer), decimals)
}

/** The percentage that a discount is of what the quantity costs: five decimals, as the reference has it; 0 of nothing. */
export function discountPercent(full: Decimal, lineDiscountAmount: Decimal): Decimal {
  return full.isZero() ? ZERO : round(lineDiscountAmount.times(HUNDRED).div(full), PERCENT_DECIMALS)
}
