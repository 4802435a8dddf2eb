/** The VAT entries of a posting, and what they put on accounts. Pure. */
import { Decimal, HUNDRED, round, toPlain, ZERO } from "@/domain/money/decimal"
import type { GlEntrySums } from "./gl-entry-sums"
import { nonDeductiblePercent, type PostedLine, sharesOf, splitNonDeductible } from "./non-deductible-vat"
import type { PostingLine } from "./posting-document"
import type { PostingSetup, PostingVatSetup } from "./read-posting-setup"

export type ComposedVatEntry = {
  vatProdPostingGroup: string
  vatIdentifier: string
  vatCalculationType: PostingLine["vatCalculationType"]
  /** Of the setup: a reverse charge's own rate. */
  vatPercent: Decimal
  base: Decimal
  amount: Decimal
  /** Part of the whole VAT: what was typed beyond base by rate. */
  vatDifference: Decimal
  /** What is not claimed back; base and amount are without it. */
  nonDeductiblePercent: Decimal
  nonDeductibleBase: Decimal
  nonDeductibleAmount: Decimal
}

/** Lines that one VAT entry is made of, in the document's currency. */
export type PostedVatGroup = {
  line: PostingLine
  setup: PostingVatSetup
  net: Decimal
  tax: Decimal
  difference: Decimal
  /** Of its VAT, what is not claimed back. */
  percent: Decimal
  lines: { line: PostingLine; net: Decimal }[]
}

/**
 * As `vatTotals` groups them, and besides by product group, as a reverse charge's rate stands in the setup alone, and by what is not
 * claimed back.
 */
export function groupOf(groups: Map<string, PostedVatGroup>, line: PostingLine, posting: PostingSetup): PostedVatGroup {
  const percent = nonDeductiblePercent(line, posting)
  const { vatIdentifier, vatCalculationType, vatPercent, vatProdPostingGroup } = line
  const key = JSON.stringify([vatIdentifier, vatCalculationType, vatPercent, vatProdPostingGroup, toPlain(percent)])
  const known = groups.get(key)
  if (known) return known
  const setup = posting.vatSetups.get(vatProdPostingGroup ?? "")!
  const group: PostedVatGroup = { line, setup, net: ZERO, tax: ZERO, difference: ZERO, percent, lines: [] }
  groups.set(key, group)
  return group
}

/** A reverse charge is worked out once a group, on its base in the company's currency. */
export function composeVatEntry(
  { line, setup, net, tax, difference, percent }: PostedVatGroup,
  toLcy: (amount: Decimal) => Decimal,
  lcyDecimals: number,
): ComposedVatEntry {
  const { vatIdentifier, vatCalculationType } = line
  const [base, vatPercent] = [toLcy(net), new Decimal(setup.vatPercent)]
  const isReverseCharge = vatCalculationType === "reverse_charge"
  const amount = isReverseCharge ? round(base.times(vatPercent).div(HUNDRED), lcyDecimals) : toLcy(tax)
  const vatProdPostingGroup = line.vatProdPostingGroup ?? ""
  const kind = { vatProdPostingGroup, vatIdentifier, vatCalculationType, vatPercent, nonDeductiblePercent: percent }
  return { ...kind, ...splitNonDeductible({ base, amount }, percent, lcyDecimals), vatDifference: toLcy(difference) }
}

/**
 * @param amount that is claimed back; zero keeps the entry's place beside the first line that bears the VAT
 * @param whole what a reverse charge owes
 */
export function bookVat(gl: GlEntrySums, { line, setup }: PostedVatGroup, amount: Decimal, whole: Decimal): void {
  const { purchaseVatAccountNo, reverseChargeVatAccountNo } = setup
  if (purchaseVatAccountNo) gl.book(purchaseVatAccountNo, amount, line.vatProdPostingGroup)
  if (line.vatCalculationType !== "reverse_charge" || !reverseChargeVatAccountNo) return
  gl.book(reverseChargeVatAccountNo, whole.neg(), line.vatProdPostingGroup)
}

export function signed(entry: ComposedVatEntry, sign: number): ComposedVatEntry {
  return {
    ...entry,
    base: entry.base.times(sign),
    amount: entry.amount.times(sign),
    vatDifference: entry.vatDifference.times(sign),
    nonDeductibleBase: entry.nonDeductibleBase.times(sign),
    nonDeductibleAmount: entry.nonDeductibleAmount.times(sign),
  }
}

type Share = Pick<PostedLine, "nonDeductibleVatPercent" | "nonDeductibleVatAmount">
export const noShare: Share = { nonDeductibleVatPercent: "0", nonDeductibleVatAmount: "0" }

/**
 * Books the VAT of each entry: what is claimed back, what a reverse charge owes, and what is not claimed back, on the setup's account
 * or that of each line.
 *
 * @param entries of the groups, in their order
 * @param accountOf each line
 * @returns what each line bears
 */
export function bookVatGroups(
  gl: GlEntrySums,
  groups: readonly PostedVatGroup[],
  entries: readonly ComposedVatEntry[],
  lcyDecimals: number,
  accountOf: (line: PostingLine) => string,
): ReadonlyMap<PostingLine, Share> {
  const shares = new Map<PostingLine, Share>()
  for (const [index, group] of groups.entries()) {
    const { amount, nonDeductibleAmount } = entries[index]!
    bookVat(gl, group, amount, amount.plus(nonDeductibleAmount))
    const nets = group.lines.map(({ net }) => net)
    for (const [place, share] of sharesOf(nets, nonDeductibleAmount, lcyDecimals).entries()) {
      const { line } = group.lines[place]!
      shares.set(line, {
        nonDeductibleVatPercent: toPlain(group.percent),
        nonDeductibleVatAmount: toPlain(share),
      })
      const accountNo = group.setup.nonDedVatAccountNo ?? accountOf(line)
      if (!share.isZero()) gl.book(accountNo, share, line.vatProdPostingGroup)
    }
  }
  return shares
}
