import { Decimal, HUNDRED, round, sum, ZERO } from "@/domain/money/decimal"

/**
 * Spreads an invoice discount over the lines that allow it, in proportion to their line amounts, carrying the remainder
 * from line to line (docs/semantics.md, "Amounts"): the shares add up to the discount, to the cent.
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

/** How a document's invoice discount comes about. */
export type InvoiceDiscount =
  | { calculation: "none" }
  /** Typed, in the currency and the form of the line amounts. */
  | { calculation: "amount"; value: string }
  /** Typed, of the lines that allow a discount. */
  | { calculation: "percent"; value: string }
  /** The vendor's: the highest minimum amount that those lines reach counts. */
  | { calculation: "tiers"; tiers: readonly DiscountTier[] }

/** Amounts in the document's currency, in the form of the line amounts. */
export type DiscountTier = { minimumAmount: string; discountPercent: string; serviceCharge: string }

/**
 * What an invoice discount comes to (docs/semantics.md, "Amounts").
 *
 * @param lines line amounts rounded to the currency
 * @param decimals of the currency
 * @returns in the form of the line amounts; 0 where no line allows one, or they sum to nothing
 */
export function invoiceDiscountAmount(
  lines: readonly { lineAmount: Decimal; allowInvoiceDiscount: boolean }[],
  discount: InvoiceDiscount | undefined,
  decimals: number,
): Decimal {
  const base = sum(lines.flatMap(line => (line.allowInvoiceDiscount ? [line.lineAmount] : [])))
  if (!discount || discount.calculation === "none" || base.isZero()) return ZERO
  if (discount.calculation === "amount") return round(new Decimal(discount.value), decimals)
  return round(base.times(percentOf(discount, base)).div(HUNDRED), decimals)
}

function percentOf(discount: InvoiceDiscount, base: Decimal): Decimal {
  if (discount.calculation === "percent") return new Decimal(discount.value)
  if (discount.calculation !== "tiers") return ZERO
  return new Decimal(tierReached(discount.tiers, base)?.discountPercent ?? 0)
}

/** The tier with the highest minimum amount that an amount reaches. */
function tierReached(tiers: readonly DiscountTier[], amount: Decimal): DiscountTier | undefined {
  let reached: { minimum: Decimal; tier: DiscountTier } | undefined
  for (const tier of tiers) {
    const minimum = new Decimal(tier.minimumAmount)
    if (minimum.gt(amount) || reached?.minimum.gt(minimum)) continue
    reached = { minimum, tier }
  }
  return reached?.tier
}

/**
 * What a vendor charges for its service by the tiers of its invoice discount (docs/semantics.md, "Amounts"). All lines count
 * towards the minimum amount, those that allow no invoice discount too; a document that comes to nothing bears none.
 *
 * @param lineAmounts of every line but that of the service charge, rounded to the currency
 * @param decimals of the currency
 * @returns in the form of the line amounts
 */
export function serviceChargeDue(
  lineAmounts: readonly Decimal[],
  discount: InvoiceDiscount | undefined,
  decimals: number,
): Decimal {
  const amount = sum(lineAmounts)
  if (discount?.calculation !== "tiers" || amount.isZero()) return ZERO
  return round(new Decimal(tierReached(discount.tiers, amount)?.serviceCharge ?? 0), decimals)
}
