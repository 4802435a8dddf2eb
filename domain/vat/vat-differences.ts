/**
 * VAT as it stands on the vendor's paper (docs/semantics.md, "Amounts"): what it differs by from the VAT that is worked out is
 * the VAT group's, and its lines share it. Pure.
 */
import { type Decimal, round, sum, ZERO } from "@/domain/money/decimal"
import type { VatGroup, VatLineAmounts, VatTotals } from "./vat-totals"

type Differing = { vatDifference: Decimal }

/** Totals whose VAT is as on the paper; a group's `vat` less its difference is what was worked out. */
export type DifferingTotals<Id> = Omit<VatTotals<Id>, "groups" | "lines"> & {
  groups: (VatGroup & Differing)[]
  lines: (VatLineAmounts<Id> & Differing)[]
}

/**
 * Adds VAT differences to totals that were worked out. A group's difference is shared out by the size of its lines' amounts,
 * whatever their signs, the remainder carried: no line gets more than the whole of it, and a line of nothing gets nothing.
 * Where prices include VAT what was typed stays, and the amount excluding VAT gives way.
 *
 * @param differences of each line, in the order of the totals; those of a group are added up
 * @param document.decimals of its currency
 */
export function withVatDifferences<Id>(
  totals: VatTotals<Id>,
  differences: readonly Decimal[],
  document: { pricesIncludingVat: boolean; decimals: number },
): DifferingTotals<Id> {
  const none = { vatDifference: ZERO }
  if (differences.every(difference => difference.isZero())) {
    const { groups, lines } = totals
    return {
      ...totals,
      groups: groups.map(each => ({ ...each, ...none })),
      lines: lines.map(each => ({ ...each, ...none })),
    }
  }
  const typed = document.pricesIncludingVat ? "amountIncludingVat" : "amount"
  const shares = new Map(totals.groups.map(group => [group.key, { whole: ZERO, size: ZERO, running: ZERO }]))
  for (const [index, { groupKey, [typed]: amount }] of totals.lines.entries()) {
    const share = shares.get(groupKey)!
    share.whole = share.whole.plus(differences[index]!)
    share.size = share.size.plus(amount.abs())
  }
  const lines = totals.lines.map(line => {
    const share = shares.get(line.groupKey)!
    const upTo = (running: Decimal) =>
      share.size.isZero() ? ZERO : round(share.whole.times(running).div(share.size), document.decimals)
    const before = share.running
    share.running = before.plus(line[typed].abs())
    return withDifference(line, upTo(share.running).minus(upTo(before)), document)
  })
  const groups = totals.groups.map(group =>
    withDifference(
      group,
      sum(lines.filter(line => line.groupKey === group.key).map(line => line.vatDifference)),
      document,
    ),
  )
  return {
    groups,
    lines,
    totals: withDifference(totals.totals, sum(groups.map(group => group.vatDifference)), document),
  }
}

type Figures = Pick<VatLineAmounts<unknown>, "vat" | "amountIncludingVat">

function withDifference<Of extends Figures & ({ amount: Decimal } | { base: Decimal })>(
  of: Of,
  vatDifference: Decimal,
  { pricesIncludingVat }: { pricesIncludingVat: boolean },
): Of & Differing {
  const vat = of.vat.plus(vatDifference)
  if (!pricesIncludingVat) {
    return Object.assign({}, of, { vatDifference, vat, amountIncludingVat: of.amountIncludingVat.plus(vatDifference) })
  }
  const net = of.amountIncludingVat.minus(vat)
  return Object.assign({}, of, { vatDifference, vat }, "base" in of ? { base: net } : { amount: net })
}
