import { type Decimal, round, ZERO } from "@/domain/money/decimal"

/**
 * Spreads an invoice discount over the lines that allow it, in proportion to their line amounts, carrying the remainder
 * from line to line (SEMANTICS.md, "Amounts"): the shares add up to the discount, to the cent.
 *
 * Lines of both signs are summed first. Where the lines that allow a discount sum to nothing there is nothing to spread
 * it over, and every share is 0: refuse such a discount before.
 *
 * @param lines line amounts rounded to the currency
 * @param invoiceDiscount in the currency, rounded; in the form of the line amounts (including VAT or not)
 * @param decimals of the currency
 * @returns one share a line, in the order of the lines; 0 for a line that allows none
 */
export function distributeInvoiceDiscount(
  lines: readonly { lineAmount: Decimal; allowInvoiceDiscount: boolean }[],
  invoiceDiscount: Decimal,
  decimals: number,
): Decimal[] {
  const discountBase = lines.reduce(
    (base, line) => (line.allowInvoiceDiscount ? base.plus(line.lineAmount) : base),
    ZERO,
  )
  if (discountBase.isZero()) return lines.map(() => ZERO)
  let seen = ZERO
  let spread = ZERO
  return lines.map(line => {
    if (!line.allowInvoiceDiscount) return ZERO
    seen = seen.plus(line.lineAmount)
    // The last line closes the sum: there `seen` is the whole base, and the quotient the discount itself.
    const upToHere = round(invoiceDiscount.times(seen).div(discountBase), decimals)
    const share = upToHere.minus(spread)
    spread = upToHere
    return share
  })
}
