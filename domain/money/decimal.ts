/**
 * Exact numbers. Money, quantities, costs and percentages are `Decimal` in code, `numeric` in the database and strings
 * between them; a JavaScript number would lose cents.
 */
import { Decimal as DecimalJs } from "decimal.js"

/**
 * decimal.js with forty significant digits: quotients keep far more than any currency needs, so a rounding that follows
 * falls on the right side. ROUND_HALF_UP is half away from zero, the trade's rule (docs/design.md). No exponents: in a
 * template or in JSON a Decimal is written out in full.
 */
export const Decimal = DecimalJs.clone({
  precision: 40,
  rounding: DecimalJs.ROUND_HALF_UP,
  toExpNeg: -9e15,
  toExpPos: 9e15,
})
export type Decimal = DecimalJs

export const ZERO: Decimal = new Decimal(0)
export const ONE: Decimal = new Decimal(1)
export const HUNDRED: Decimal = new Decimal(100)

/** Rounds half away from zero to so many decimals (a currency's: 0, 2 or 3). Never answers minus zero. */
export function round(value: Decimal, decimals: number): Decimal {
  const rounded = value.decimalPlaces() > decimals ? value.toDecimalPlaces(decimals, DecimalJs.ROUND_HALF_UP) : value
  return rounded.isZero() ? ZERO : rounded
}

/** The sum, exact up to forty digits; 0 of none. */
export function sum(values: Iterable<Decimal>): Decimal {
  let total = ZERO
  for (const value of values) total = total.plus(value)
  return total
}

/** For the wire and the database: digits and a point, no exponent, no minus zero. @throws RangeError if not finite. */
export function toPlain(value: Decimal): string {
  if (!value.isFinite()) throw new RangeError("not a finite number")
  return value.isZero() ? "0" : value.toFixed()
}

/** A decimal string with at least so many decimals, for an amount that a message names; none is lost. */
export function withDecimals(value: Decimal, decimals: number): string {
  return value.toFixed(Math.max(decimals, value.decimalPlaces()))
}
