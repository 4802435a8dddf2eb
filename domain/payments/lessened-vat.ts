/** What a payment discount or tolerance takes off the VAT of a document. Pure. */
import type { vatEntry } from "@/db/schema"
import { Decimal, round, sum, ZERO } from "@/domain/money/decimal"
import { splitNonDeductible } from "@/domain/posting/non-deductible-vat"
import type { Reduction } from "./settle"

/** Of a VAT entry, what its amounts belong to. */
type VatKind = Pick<
  typeof vatEntry.$inferSelect,
  | "countryRegionCode"
  | "vatRegistrationNo"
  | "vatBusPostingGroup"
  | "vatProdPostingGroup"
  | "vatIdentifier"
  | "vatCalculationType"
  | "vatPercent"
  | "nonDeductiblePercent"
> & {
  /** The document's vendor ledger entry. */
  entryNo: number
  purchaseVatAccountNo: string | null
  reverseChargeVatAccountNo: string | null
  /** What is claimed back; in the company's currency, as what is not. */
  base: Decimal
  amount: Decimal
  nonDeductibleBase: Decimal
  nonDeductibleAmount: Decimal
}

/** What a payment discount or tolerance takes off a document's VAT. */
export type DiscountVat = VatKind & {
  /** Where the discount or tolerance went, of which this is a part. */
  reductionAccountNo: string | null
  /** The account whose cost the non-deductible part lessens; null: of none, and not known; then it stays with the discount. */
  nonDedVatAccountNo: string | null
}

/** What an account bears of a VAT entry's non-deductible part. */
export type BorneVat = Pick<DiscountVat, "nonDedVatAccountNo" | "nonDeductibleAmount">

/** VAT of a document, who bears its non-deductible part, and whether the setup has a payment discount lessen it. */
export type DocumentVat = VatKind & { borne: BorneVat[]; isAdjusted: boolean }

/**
 * What a payment discount or tolerance takes off a document's VAT: of each VAT entry the part that it is of the document, the
 * remainder carried from entry to entry; of those that the setup has adjusted. A reverse charge's VAT is not paid to the vendor, so
 * that it is of its base alone. What is not claimed back is worked out of each entry's base and VAT as in posting, and
 * lessens what the accounts bear that bore it.
 *
 * @param vat of one document, in the order of its entries
 * @param reduction > 0, in the document's currency, as is `total`, what its entry was for
 * @returns with the sign of what is taken off; of an entry whose non-deductible part several accounts bear, one for each
 */
export function lessenedVat(
  vat: readonly DocumentVat[],
  { amount: reduction, accountNo: reductionAccountNo }: Pick<Reduction, "amount" | "accountNo">,
  total: Decimal,
  lcyDecimals: number,
): DiscountVat[] {
  const part = (of: Decimal) => round(of.times(reduction).div(total.abs()), lcyDecimals)
  let [owed, tax] = [ZERO, ZERO]
  return vat.flatMap(({ isAdjusted, borne, ...kind }): DiscountVat[] => {
    const isReverseCharge = kind.vatCalculationType === "reverse_charge"
    const [owedBefore, taxBefore] = [owed, tax]
    const whole = kind.amount.plus(kind.nonDeductibleAmount)
    owed = sum([owed, kind.base, kind.nonDeductibleBase, isReverseCharge ? ZERO : whole])
    tax = tax.plus(whole)
    if (!isAdjusted) return []
    const amount = part(tax).minus(part(taxBefore)).neg()
    const base = part(owedBefore)
      .minus(part(owed))
      .minus(isReverseCharge ? ZERO : amount)
    const split = splitNonDeductible({ base, amount }, new Decimal(kind.nonDeductiblePercent), lcyDecimals)
    const [first, ...others] = lessenedBorne(borne, split.nonDeductibleAmount, part)
    const none = { base: ZERO, amount: ZERO, nonDeductibleBase: ZERO }
    const own = { ...kind, reductionAccountNo }
    return [{ ...own, ...split, ...first! }, ...others.map(each => ({ ...own, ...none, ...each }))]
  })
}

/** What of it each account bears less: its own part, the remainder carried; what is left over is the last one's. */
function lessenedBorne(borne: readonly BorneVat[], whole: Decimal, part: (of: Decimal) => Decimal): BorneVat[] {
  const last = borne.at(-1)?.nonDedVatAccountNo ?? null
  let [running, given] = [ZERO, ZERO]
  const parts = borne.slice(0, -1).map(({ nonDedVatAccountNo, nonDeductibleAmount }): BorneVat => {
    running = running.plus(nonDeductibleAmount)
    const lessened = part(running).neg().minus(given)
    given = given.plus(lessened)
    return { nonDedVatAccountNo, nonDeductibleAmount: lessened }
  })
  return [...parts, { nonDedVatAccountNo: last, nonDeductibleAmount: whole.minus(given) }]
}

/** The VAT that takes this back. */
export function undoneVat(vat: readonly DiscountVat[]): DiscountVat[] {
  return vat.map(entry => ({
    ...entry,
    base: entry.base.neg(),
    amount: entry.amount.neg(),
    nonDeductibleBase: entry.nonDeductibleBase.neg(),
    nonDeductibleAmount: entry.nonDeductibleAmount.neg(),
  }))
}
