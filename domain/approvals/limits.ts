/** Up to which amount somebody's approval suffices. Pure; amounts include VAT and are in the company's currency. */
import { Decimal, sum, ZERO } from "@/domain/money/decimal"

export type Limit = {
  /** Null: none, unless `unlimited`. */
  approvalLimit: string | null
  unlimited: boolean
}

/** What is to be approved, beside what the same person asked of the same vendor lately. */
export type Weighed = { amount: Decimal; others: readonly Decimal[] }

/**
 * Whether a limit suffices: the amount is within it, and so is the sum of all that each stay below it, or an order split in two would
 * pass where the whole would not.
 */
export function suffices({ approvalLimit, unlimited }: Limit, weighed: Weighed): boolean {
  if (unlimited) return true
  if (approvalLimit === null) return false
  const limit = new Decimal(approvalLimit)
  return weighed.amount.lte(limit) && below(limit, weighed).lte(limit)
}

/** What limits are held against: the amount, or what it comes to with those that stayed below a limit that together they do not. */
export function routedAmount(limits: readonly Limit[], weighed: Weighed): Decimal {
  const failed = limits
    .flatMap(({ approvalLimit }) => (approvalLimit === null ? [] : [new Decimal(approvalLimit)]))
    .filter(limit => weighed.amount.lte(limit))
    .map(limit => ({ limit, sum: below(limit, weighed) }))
    .filter(each => each.sum.gt(each.limit))
    .map(each => each.sum)
  return Decimal.max(weighed.amount, ...failed)
}

/** The amount with those of the others that a limit would let pass by themselves. */
function below(limit: Decimal, { amount, others }: Weighed): Decimal {
  return sum([amount, ...others.filter(other => other.gt(ZERO) && other.lte(limit))])
}
