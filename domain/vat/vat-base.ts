import { type Decimal, HUNDRED, round } from "@/domain/money/decimal"

/**
 * What VAT is worked out from: the amount excluding VAT less the discount that lessens the VAT base, whether or not it is taken
 * (docs/decisions/0063-vat-on-the-discounted-base.md). Rounded, as it stands on paper with the VAT that is worked out from it.
 *
 * @param amount of a VAT group, excluding VAT
 * @param discountPercent from 0 to 100
 * @param decimals of the document's currency
 */
export function vatBase(amount: Decimal, discountPercent: Decimal, decimals: number): Decimal {
  if (discountPercent.isZero()) return amount
  return round(amount.times(HUNDRED.minus(discountPercent)).div(HUNDRED), decimals)
}
