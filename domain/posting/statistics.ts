/** What a purchase document comes to, VAT group by VAT group, in its own currency and in the company's. Pure. */

import { toCompanyCurrency } from "@/domain/documents/document-currency"
import { Decimal, HUNDRED, round, toPlain, ZERO } from "@/domain/money/decimal"
import { makesEntry, type PostingLine } from "./posting-document"
import type { PostingSetup } from "./read-posting-setup"

/** An amount excluding VAT, what of it VAT is worked out from, and the VAT. */
export type TaxedAmount = { base: Decimal; vatBase: Decimal; vat: Decimal; amountIncludingVat: Decimal }

/** As VAT entries are made: lines of one VAT identifier, calculation type, percentage and product group. */
export type StatisticsGroup = TaxedAmount &
  Pick<PostingLine, "vatIdentifier" | "vatCalculationType" | "vatProdPostingGroup"> & {
    /** As on the document: 0 for reverse charge. */
    vatPercent: Decimal
    /** After line discount; includes VAT where the document's prices do. */
    lineAmount: Decimal
    /** In the form of the line amount. */
    invoiceDiscountAmount: Decimal
    /** Part of the VAT: what was typed beyond what is worked out. */
    vatDifference: Decimal
    lcy: TaxedAmount
    /** Of the setup, and what it comes to in the company's currency: posted both ways; 0 for every other group. */
    reverseCharge: { percent: Decimal; amount: Decimal }
    /** Of its VAT, a reverse charge's too, what is not claimed back, in the company's currency. */
    nonDeductible: { percent: Decimal; amount: Decimal }
  }

export type Statistics = TaxedAmount & {
  /** In the order of their first line; the line of invoice rounding is a group without a VAT identifier. */
  groups: StatisticsGroup[]
  /** Of all lines, each in its own unit of measure. */
  quantity: Decimal
  lineDiscountAmount: Decimal
  lineAmount: Decimal
  invoiceDiscountAmount: Decimal
  vatDifference: Decimal
  /** What the vendor is owed, and how it comes about: `rounding` is what converting each group alone leaves over. */
  lcy: TaxedAmount & { rounding: Decimal }
  reverseCharge: Decimal
}

/** What amounts in the company's currency rest on. */
type Rate = Pick<
  PostingSetup["currency"],
  "isForeign" | "exchangeRateAmount" | "relationalExchangeRateAmount" | "lcyAmountDecimals"
>

/**
 * Adds a document up as posting does: each VAT group's amounts are converted as a whole, and so is the document's total.
 *
 * @param lines with their amounts, the line of invoice rounding among them
 * @param reverseChargePercent the rate of a VAT product posting group under reverse charge
 * @param nonDeductiblePercent of a line's VAT, what is not claimed back; default none
 * @param toBase what of a VAT group's amount VAT is worked out from; default all of it
 */
export function workOutStatistics(
  lines: readonly PostingLine[],
  rate: Rate,
  reverseChargePercent: (line: PostingLine) => Decimal,
  nonDeductiblePercent: (line: PostingLine) => Decimal = () => ZERO,
  toBase: (amount: Decimal) => Decimal = amount => amount,
): Statistics {
  const toLcy = (amount: Decimal) => toCompanyCurrency(amount, rate)
  const groups = new Map<string, StatisticsGroup>()
  const none = { lineAmount: ZERO, invoiceDiscountAmount: ZERO, vatDifference: ZERO }
  const totals = { ...nothing, ...none, quantity: ZERO, lineDiscountAmount: ZERO }
  for (const line of lines.filter(makesEntry)) {
    const { vatIdentifier, vatCalculationType, vatPercent, vatProdPostingGroup } = line
    const percent = nonDeductiblePercent(line)
    const key = JSON.stringify([vatIdentifier, vatCalculationType, vatPercent, vatProdPostingGroup, toPlain(percent)])
    const group = groups.get(key) ?? emptyGroup(line, reverseChargePercent, percent)
    groups.set(key, group)
    for (const sum of [group, totals]) {
      sum.base = sum.base.plus(line.amount)
      sum.amountIncludingVat = sum.amountIncludingVat.plus(line.amountIncludingVat)
      sum.vat = sum.amountIncludingVat.minus(sum.base)
      sum.lineAmount = sum.lineAmount.plus(line.lineAmount)
      sum.invoiceDiscountAmount = sum.invoiceDiscountAmount.plus(line.invoiceDiscountAmount)
      sum.vatDifference = sum.vatDifference.plus(line.vatDifference)
    }
    totals.quantity = totals.quantity.plus(line.quantity)
    totals.lineDiscountAmount = totals.lineDiscountAmount.plus(line.lineDiscountAmount)
  }
  const lcy = { ...nothing, rounding: ZERO }
  let reverseCharge = ZERO
  for (const group of groups.values()) {
    group.vatBase = group.vatIdentifier === "" ? group.base : toBase(group.base)
    totals.vatBase = totals.vatBase.plus(group.vatBase)
    const [base, vat, vatBase] = [toLcy(group.base), toLcy(group.vat), toLcy(group.vatBase)]
    group.lcy = { base, vatBase, vat, amountIncludingVat: base.plus(vat) }
    group.reverseCharge.amount = round(vatBase.times(group.reverseCharge.percent).div(HUNDRED), rate.lcyAmountDecimals)
    const taxed = group.vatCalculationType === "reverse_charge" ? group.reverseCharge.amount : vat
    group.nonDeductible.amount = round(taxed.times(group.nonDeductible.percent).div(HUNDRED), rate.lcyAmountDecimals)
    lcy.base = lcy.base.plus(base)
    lcy.vatBase = lcy.vatBase.plus(vatBase)
    lcy.vat = lcy.vat.plus(vat)
    reverseCharge = reverseCharge.plus(group.reverseCharge.amount)
  }
  lcy.amountIncludingVat = toLcy(totals.amountIncludingVat)
  lcy.rounding = lcy.amountIncludingVat.minus(lcy.base).minus(lcy.vat)
  return { ...totals, groups: [...groups.values()], lcy, reverseCharge }
}

const nothing: TaxedAmount = { base: ZERO, vatBase: ZERO, vat: ZERO, amountIncludingVat: ZERO }

function emptyGroup(
  line: PostingLine,
  reverseChargePercent: (line: PostingLine) => Decimal,
  nonDeductible: Decimal,
): StatisticsGroup {
  const { vatIdentifier, vatCalculationType, vatProdPostingGroup } = line
  return {
    ...nothing,
    vatIdentifier,
    vatCalculationType,
    vatProdPostingGroup,
    vatPercent: new Decimal(line.vatPercent),
    lineAmount: ZERO,
    invoiceDiscountAmount: ZERO,
    vatDifference: ZERO,
    lcy: nothing,
    reverseCharge: {
      percent: vatCalculationType === "reverse_charge" ? reverseChargePercent(line) : ZERO,
      amount: ZERO,
    },
    nonDeductible: { percent: nonDeductible, amount: ZERO },
  }
}
