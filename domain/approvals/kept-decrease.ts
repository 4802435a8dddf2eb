import { Decimal } from "@/domain/money/decimal"
import type { ApprovalRow, ApprovalSetup } from "./in-force"
import { isDecrease, type Signed, type SignedChange } from "./signed"

type Tolerance = Pick<ApprovalSetup, "keepOnDecreasePercent" | "keepOnDecreaseAmount">

/**
 * Whether an approval outlives what changed: the invoice became less, by no more than the company's percent and amount (in its own
 * currency, at the rate of the approval), against what was signed, however often it was changed since.
 */
export function keepsOnDecrease(
  tolerance: Tolerance,
  approval: Pick<ApprovalRow, "amount" | "signed">,
  after: Signed,
  changes: readonly SignedChange[],
): boolean {
  const before = approval.signed as Signed
  if (!isDecrease(before, changes)) return false
  const [was, is] = [before, after].map(({ header }) => new Decimal(String(header.amountIncludingVat))) as [
    Decimal,
    Decimal,
  ]
  const part = was.minus(is).div(was)
  return (
    part.times(100).lte(tolerance.keepOnDecreasePercent) &&
    part.times(approval.amount).lte(tolerance.keepOnDecreaseAmount)
  )
}
