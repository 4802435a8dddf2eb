/**
 * VAT that is not claimed back (docs/semantics.md, "Posting does"): worked out once a VAT entry, and shared by its lines. Pure.
 */
import { Decimal, HUNDRED, round, ZERO } from "@/domain/money/decimal"
import type { PostingLine } from "./posting-document"
import type { PostingSetup } from "./read-posting-setup"

/** A line as it is posted: with what of its VAT is not claimed back, in the company's currency. */
export type PostedLine = PostingLine & {
  nonDeductibleVatPercent: string
  nonDeductibleVatAmount: string
  /** The account that bears it; null: none does. */
  nonDedVatAccountNo: string | null
}

/** The percentage of a line's VAT that is not claimed back: of its own account where that says so, else of the VAT posting setup. */
export function nonDeductiblePercent(line: PostingLine, { accounts, vatSetups }: PostingSetup): Decimal {
  if (line.vatCalculationType === "exempt") return ZERO
  const accountNo = line.type === "gl_account" ? line.no : line.chargeAccountNo
  const ofAccount = accounts.get(accountNo ?? "")?.nonDeductibleVatPercent
  return new Decimal(ofAccount ?? vatSetups.get(line.vatProdPostingGroup ?? "")?.nonDeductibleVatPercent ?? 0)
}

/** Base and VAT of an entry, without and with the other part: each is rounded once, and they add up. */
export function splitNonDeductible(figures: { base: Decimal; amount: Decimal }, percent: Decimal, decimals: number) {
  const part = (of: Decimal) => round(of.times(percent).div(HUNDRED), decimals)
  const [nonDeductibleBase, nonDeductibleAmount] = [part(figures.base), part(figures.amount)]
  return {
    base: figures.base.minus(nonDeductibleBase),
    amount: figures.amount.minus(nonDeductibleAmount),
    nonDeductibleBase,
    nonDeductibleAmount,
  }
}
