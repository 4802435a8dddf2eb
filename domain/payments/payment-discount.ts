/**
 * Payment discount: what may be taken off a document that is paid in time. Business Central's rules: it is taken whole and
 * only with what settles the rest of the document; a partial payment takes none. Pure.
 */
import { addDays, type IsoDate } from "@/domain/dates/date"
import { Decimal, withDecimals, ZERO } from "@/domain/money/decimal"
import type { Application, Reason } from "./application"
import type { VendorEntry } from "./read-entries"

/** When it is paid, and how many days after the discount's date it may still be taken. */
export type Paid = { paidOn: string; graceDays: number }

/** The last day on which the discount of an entry may be taken; null: it has none. */
export function lastDiscountDate(
  { paymentDiscountDate, discountPossible }: Pick<VendorEntry, "paymentDiscountDate" | "discountPossible">,
  graceDays: number,
): IsoDate | null {
  if (paymentDiscountDate === null || new Decimal(discountPossible).isZero()) return null
  return addDays(paymentDiscountDate as IsoDate, graceDays)
}

/** What an application takes as payment discount, in the entry's currency, ≥ 0: nothing where the entry stays open. */
export function discountTaken(entry: VendorEntry, { amount, takesDiscount, difference }: Application): Decimal {
  if (!takesDiscount) return ZERO
  const possible = new Decimal(entry.discountPossible)
  const settled = possible.plus(amount)
  const remaining = new Decimal(entry.remaining).abs()
  return settled.eq(remaining) || (difference && settled.lt(remaining)) ? possible : ZERO
}

/**
 * Why a credit memo cannot take its payment discount with the refund that it is applied to, where that asks for it. What an invoice sets off
 * takes a part of the discount along, so it is applied by itself.
 *
 * @param applied to what the credit memo is applied at once, and for how much in all
 */
export function ownDiscountReasons(
  memo: VendorEntry,
  refund: Pick<VendorEntry, "postingDate">,
  applied: { total: Decimal; isRefundAlone: boolean },
  graceDays: number,
  decimals: number,
): Reason[] {
  if (!applied.isRefundAlone) return [{ code: "discount_with_others", more: { memo: memo.documentNo } }]
  const reasons = discountReasons(memo, applied.total, { paidOn: refund.postingDate, graceDays }, decimals)
  return reasons.map(({ code, more }) => ({ code, more: { ...more, document: memo.documentNo } }))
}

/** Why an application cannot take the entry's payment discount, where it asks for it. @param amount at most what remains */
export function discountReasons(entry: VendorEntry, amount: Decimal, paid: Paid, decimals: number): Reason[] {
  const last = lastDiscountDate(entry, paid.graceDays)
  if (last === null) return [{ code: "discount_none" }]
  if (paid.paidOn > last) return [{ code: "discount_late", more: { date: last } }]
  const possible = new Decimal(entry.discountPossible)
  const payable = new Decimal(entry.remaining).abs().minus(possible)
  if (amount.gt(payable)) {
    const more = { discount: withDecimals(possible, decimals), payable: withDecimals(payable, decimals) }
    return [{ code: "discount_and_more", more }]
  }
  if (entry.paymentDiscountAccountNo === null) {
    return [{ code: "discount_account_missing", more: { group: entry.vendorPostingGroup } }]
  }
  return []
}
