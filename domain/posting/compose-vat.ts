/** The VAT entries of a posting, and what they put on accounts. Pure. */
import { Decimal, HUNDRED, round, toPlain, ZERO } from "@/domain/money/decimal"
import type { GlEntrySums } from "./gl-entry-sums"
import { nonDeductiblePercent, type PostedLine, splitNonDeductible } from "./non-deductible-vat"
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
  lines: { line: PostingLine; net: Decimal; tax: Decimal }[]
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

/** What of an amount VAT is worked out from, how amounts come into the company's currency, and its decimals. */
export type Conversion = {
  toBase: (amount: Decimal) => Decimal
  toLcy: (amount: Decimal) => Decimal
  lcyDecimals: number
}

/** @param group with the net and tax that are worked out: all of it, or what it comes to line by line */
function splitVat({ line, setup, net, tax, percent }: PostedVatGroup, { toBase, toLcy, lcyDecimals }: Conversion) {
  const base = toLcy(toBase(net))
  const isReverseCharge = line.vatCalculationType === "reverse_charge"
  const amount = isReverseCharge ? round(base.times(setup.vatPercent).div(HUNDRED), lcyDecimals) : toLcy(tax)
  return splitNonDeductible({ base, amount }, percent, lcyDecimals)
}

/** A reverse charge is worked out once a group, on its base in the company's currency. */
export function composeVatEntry(group: PostedVatGroup, conversion: Conversion): ComposedVatEntry {
  const { line, setup, difference, percent } = group
  const { vatIdentifier, vatCalculationType } = line
  const vatProdPostingGroup = line.vatProdPostingGroup ?? ""
  const vatPercent = new Decimal(setup.vatPercent)
  const kind = { vatProdPostingGroup, vatIdentifier, vatCalculationType, vatPercent, nonDeductiblePercent: percent }
  return { ...kind, ...splitVat(group, conversion), vatDifference: conversion.toLcy(difference) }
}

/**
 * What each line of a VAT entry bears of the VAT that is not claimed back, by its own VAT, with its sign: what it would come to
 * with the lines up to and including it, less what with those before, so that the lines add up to the entry.
 */
function sharesOf(group: PostedVatGroup, conversion: Conversion): Decimal[] {
  let [net, tax, before] = [ZERO, ZERO, ZERO]
  return group.lines.map(line => {
    net = net.plus(line.net)
    tax = tax.plus(line.tax)
    const running = splitVat({ ...group, net, tax }, conversion).nonDeductibleAmount
    const share = running.minus(before)
    before = running
    return share
  })
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

type Share = Pick<PostedLine, "nonDeductibleVatPercent" | "nonDeductibleVatAmount" | "nonDedVatAccountNo">
export const noShare: Share = { nonDeductibleVatPercent: "0", nonDeductibleVatAmount: "0", nonDedVatAccountNo: null }

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
  conversion: Conversion,
  accountOf: (line: PostingLine) => string,
): ReadonlyMap<PostingLine, Share> {
  const shares = new Map<PostingLine, Share>()
  for (const [index, group] of groups.entries()) {
    const { amount, nonDeductibleAmount } = entries[index]!
    bookVat(gl, group, amount, amount.plus(nonDeductibleAmount))
    if (group.percent.isZero()) continue
    for (const [place, share] of sharesOf(group, conversion).entries()) {
      const { line } = group.lines[place]!
      const accountNo = group.setup.nonDedVatAccountNo ?? accountOf(line)
      shares.set(line, {
        nonDeductibleVatPercent: toPlain(group.percent),
        nonDeductibleVatAmount: toPlain(share),
        nonDedVatAccountNo: share.isZero() ? null : accountNo,
      })
      if (!share.isZero()) gl.book(accountNo, share, line.vatProdPostingGroup)
    }
  }
  return shares
}
