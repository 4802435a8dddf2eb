import { type Decimal, ZERO } from "@/domain/money/decimal"

/**
 * Converts amounts so that those of a group add up to their converted sum: each gets the group's converted figure up to and
 * including it, less the one before it. What comes to nothing together gets nothing together.
 */
export class CarriedShares {
  private readonly groups = new Map<string, { sum: Decimal; converted: Decimal }>()

  /** @param convert an amount, rounded */
  constructor(private readonly convert: (amount: Decimal) => Decimal) {}

  /** The next amount of a group, converted. */
  take(group: string, amount: Decimal): Decimal {
    const before = this.groups.get(group) ?? { sum: ZERO, converted: ZERO }
    const sum = before.sum.plus(amount)
    const converted = this.convert(sum)
    this.groups.set(group, { sum, converted })
    return converted.minus(before.converted)
  }
}
