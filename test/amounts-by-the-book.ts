/**
 * Lines drawn by chance, and a second calculation of their amounts and VAT, written from docs/semantics.md in whole minor
 * units (BigInt). It shares no code with the product.
 */
import fc from "fast-check"
import type { VatCalculationType } from "@/domain/vat/vat-totals"
import { nearest } from "./minor-units"

/** A quantity in thousandths, a cost in units of 10^-costDecimals, percentages in hundredths of a percent. */
export type Line = {
  quantity: bigint
  cost: bigint
  costDecimals: number
  pricePer: bigint
  discount: bigint
  /** An amount that was typed instead of the percentage: what `discount` per cent would come to, and a little off. */
  typed: "lineDiscountAmount" | "lineAmount" | null
  off: bigint
  vat: { identifier: string; type: VatCalculationType; percent: bigint }
  allowInvoiceDiscount: boolean
}

export const vatKinds: Line["vat"][] = [
  { identifier: "21", type: "normal", percent: 2100n },
  { identifier: "9", type: "normal", percent: 900n },
  { identifier: "5.5", type: "normal", percent: 550n },
  { identifier: "0", type: "normal", percent: 0n },
  { identifier: "EU", type: "reverse_charge", percent: 2100n },
  { identifier: "FREE", type: "exempt", percent: 0n },
]

export const line: fc.Arbitrary<Line> = fc.record({
  quantity: fc.oneof(
    fc.bigInt(-5_000_000n, 5_000_000n),
    fc.bigInt(-20n, 20n).map(whole => whole * 1000n),
  ),
  cost: fc.oneof(
    fc.bigInt(0n, 100_000_000n),
    fc.bigInt(0n, 9999n).map(cents => cents * 1000n),
  ),
  costDecimals: fc.constantFrom(5, 5, 10),
  pricePer: fc.constantFrom(1n, 1n, 100n, 1000n),
  discount: fc.oneof(fc.constantFrom(0n, 10_000n), fc.bigInt(0n, 10_000n)),
  typed: fc.constantFrom(null, null, "lineDiscountAmount", "lineAmount"),
  off: fc.bigInt(-3n, 3n),
  vat: fc.constantFrom(...vatKinds),
  allowInvoiceDiscount: fc.boolean(),
})

export const decimalsOfCurrency = fc.constantFrom(0, 2, 3)

/** Line discount and line amount in minor units, by the book. */
export function expectedAmount(of: Line, decimals: number) {
  // quantity (10^-3) × cost (10^-costDecimals) ÷ price per, in units of 10^-decimals.
  const full = nearest(of.quantity * of.cost, 10n ** BigInt(3 + of.costDecimals - decimals) * of.pricePer)
  const discount = typedDiscount(full, nearest(full * of.discount, 10_000n), of)
  return { discount, amount: full - discount }
}

/** A discount as it was typed, which is not that of its percentage: somewhere from nothing to what the quantity costs. */
export function typedDiscount(full: bigint, discount: bigint, { typed, off }: Pick<Line, "typed" | "off">): bigint {
  if (typed === null) return discount
  const [low, high] = full < 0n ? [full, 0n] : [0n, full]
  const wanted = discount + off
  return wanted < low ? low : wanted > high ? high : wanted
}

/** The percentage of a typed discount in hundred-thousandths of a percent. */
export function expectedPercent(full: bigint, discount: bigint): bigint {
  if (full === 0n) return 0n
  const [part, whole] = full < 0n ? [-discount, -full] : [discount, full]
  return nearest(part * 10_000_000n, whole)
}

/** The VAT of a group by the book. @param typed the amounts of its lines, less their discounts */
export function expectedVat(typed: bigint, percent: bigint, pricesIncludingVat: boolean): { net: bigint; vat: bigint } {
  if (!pricesIncludingVat) return { net: typed, vat: nearest(typed * percent, 10_000n) }
  const net = nearest(typed * 10_000n, 10_000n + percent)
  return { net, vat: typed - net }
}

/** |difference ÷ unit| ≤ 1 */
export function within(difference: bigint, unit: bigint): boolean {
  const abs = (value: bigint) => (value < 0n ? -value : value)
  return abs(difference) <= abs(unit)
}
