/** Whole minor units (BigInt), for second calculations that share no code with the product's. */
import { Decimal, toPlain } from "@/domain/money/decimal"

/** Numerator ÷ denominator to the nearest whole, halves away from zero. The denominator is positive. */
export function nearest(numerator: bigint, denominator: bigint): bigint {
  const magnitude = numerator < 0n ? -numerator : numerator
  const rounded = (2n * magnitude + denominator) / (2n * denominator)
  return numerator < 0n ? -rounded : rounded
}

/** So many units of 10^-decimals as the product sees them. */
export const scaled = (value: bigint, decimals: number) =>
  new Decimal(value.toString()).div(new Decimal(10).pow(decimals))

/** What the product answered, in units of 10^-decimals. @throws SyntaxError when it has more decimals than that */
export const units = (value: Decimal, decimals: number) => BigInt(toPlain(value.times(new Decimal(10).pow(decimals))))

/** The sum of amounts in minor units. */
export function total(values: Iterable<bigint>): bigint {
  let sum = 0n
  for (const value of values) sum += value
  return sum
}
