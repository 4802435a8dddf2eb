/**
 * VAT of a document (docs/semantics.md, "Amounts"): rounded once per VAT group, then handed out to the group's lines so that
 * the lines add up to the group and the groups to the document, to the cent.
 */
import { type Decimal, HUNDRED, ONE, round, ZERO } from "@/domain/money/decimal"
import { vatBase } from "./vat-base"

export type VatCalculationType = "normal" | "reverse_charge" | "exempt"

/** A line as VAT sees it. `Id` is whatever the caller knows the line by. */
export type VatLine<Id> = {
  id: Id
  /** Line amount after line discount, rounded to the currency; includes VAT where the document's prices do. */
  lineAmount: Decimal
  /** This line's share of the invoice discount, in the same form. Default 0. */
  invoiceDiscountAmount?: Decimal
  /** Of the VAT posting setup, e.g. 21. Reverse charge and exempt lines show and bear 0, whatever stands here. */
  vatPercent: Decimal
  /** Of the VAT posting setup; lines with the same identifier, type and percentage form one group. */
  vatIdentifier: string
  calculationType: VatCalculationType
}

export type VatGroup = {
  /** Unique among the document's groups. */
  key: string
  vatIdentifier: string
  calculationType: VatCalculationType
  /** As shown: 0 for reverse charge and exempt. */
  vatPercent: Decimal
  /** Amount excluding VAT; the VAT is worked out from it, less the discount of the VAT base. */
  base: Decimal
  vat: Decimal
  amountIncludingVat: Decimal
}

export type VatLineAmounts<Id> = {
  id: Id
  groupKey: string
  /** Excluding VAT, after discounts; its VAT base where no discount lessens that. */
  amount: Decimal
  vat: Decimal
  amountIncludingVat: Decimal
}

export type VatTotals<Id> = {
  /** In the order of their first line. */
  groups: VatGroup[]
  /** In the order of the input. */
  lines: VatLineAmounts<Id>[]
  totals: { amount: Decimal; vat: Decimal; amountIncludingVat: Decimal }
}

/** What a line bears on the document: reverse-charge VAT is worked out at posting, exempt has none. */
function effectivePercent(line: Pick<VatLine<unknown>, "vatPercent" | "calculationType">): Decimal {
  return line.calculationType === "normal" ? line.vatPercent : ZERO
}

type Running = VatGroup & { typed: Decimal; rate: Decimal; discountPercent: Decimal }

/**
 * Adds the lines up per VAT group.
 *
 * Each line gets the group's rounded figure up to and including it, less the group's rounded figure before it: the
 * remainder of one line's rounding is carried to the next, and the last figure is the group's own. So lines of both
 * signs are summed first, a line of nothing bears nothing, and no line is off by more than one minor unit.
 *
 * Prices excluding VAT: VAT = round(sum of bases × rate). Prices including VAT: base = round(sum of gross ÷ (1 + rate))
 * and VAT = gross − base, because the amount that was typed is sacred. Where a discount lessens the VAT base, VAT is that of
 * the base less its percent, and a gross amount has VAT of so much less in it.
 *
 * @param input.vatBaseDiscountPercent from 0 to 100; absent: none
 * @param input.decimals of the document's currency; every line amount has at most so many
 */
export function vatTotals<Id>(input: {
  pricesIncludingVat: boolean
  decimals: number
  vatBaseDiscountPercent?: Decimal
  lines: readonly VatLine<Id>[]
}): VatTotals<Id> {
  const { pricesIncludingVat, decimals, vatBaseDiscountPercent: discountPercent = ZERO } = input
  const groups = new Map<string, Running>()
  const lines = input.lines.map(line => {
    const vatPercent = effectivePercent(line)
    const key = `${line.vatIdentifier}|${line.calculationType}|${vatPercent.toString()}`
    let group = groups.get(key)
    if (!group) {
      const { vatIdentifier, calculationType } = line
      const rate = vatPercent.div(HUNDRED)
      group = { key, vatIdentifier, calculationType, vatPercent, rate, discountPercent, typed: ZERO, ...nothing }
      groups.set(key, group)
    }
    group.typed = group.typed.plus(
      line.invoiceDiscountAmount ? line.lineAmount.minus(line.invoiceDiscountAmount) : line.lineAmount,
    )
    const after = pricesIncludingVat ? fromGross(group, decimals) : fromNet(group, decimals)
    const amounts = {
      id: line.id,
      groupKey: key,
      amount: after.base.minus(group.base),
      vat: after.vat.minus(group.vat),
      amountIncludingVat: after.amountIncludingVat.minus(group.amountIncludingVat),
    }
    Object.assign(group, after)
    return amounts
  })
  const totals = { amount: ZERO, vat: ZERO, amountIncludingVat: ZERO }
  for (const group of groups.values()) {
    totals.amount = totals.amount.plus(group.base)
    totals.vat = totals.vat.plus(group.vat)
    totals.amountIncludingVat = totals.amountIncludingVat.plus(group.amountIncludingVat)
  }
  return {
    groups: Array.from(groups.values(), ({ typed, rate, discountPercent: _, ...group }) => group),
    lines,
    totals,
  }
}

type Figures = Pick<VatGroup, "base" | "vat" | "amountIncludingVat">

const nothing: Figures = { base: ZERO, vat: ZERO, amountIncludingVat: ZERO }

function fromNet({ typed, rate, discountPercent }: Running, decimals: number): Figures {
  const vat = round(vatBase(typed, discountPercent, decimals).times(rate), decimals)
  return { base: typed, vat, amountIncludingVat: typed.plus(vat) }
}

function fromGross({ typed, rate, discountPercent }: Running, decimals: number): Figures {
  const borne = discountPercent.isZero() ? rate : rate.times(HUNDRED.minus(discountPercent)).div(HUNDRED)
  const base = borne.isZero() ? typed : round(typed.div(ONE.plus(borne)), decimals)
  return { base, vat: typed.minus(base), amountIncludingVat: typed }
}
