import { Decimal, ZERO } from "@/domain/money/decimal"
import type { Application, DifferenceType } from "./application"
import { type DifferenceTerms, differenceReduction } from "./differences"
import { type DiscountVat, type DocumentVat, lessenedVat } from "./discount-vat"
import { discountTaken } from "./payment-discount"
import { balanceOf, entryOf, type VendorEntry } from "./read-entries"
import { type Balance, type Detail, type Reduction, settle } from "./settle"

/** Detailed entries of applications, and the VAT that payment discounts take off. */
export type Settled = { details: Detail[]; vat: DiscountVat[] }

/** What settling rests on besides the entries. */
export type SettlementTerms = {
  lcyDecimals: number
  /** Of the documents that may have payment discounts. */
  documentVat: readonly DocumentVat[]
  differences: (type: DifferenceType) => DifferenceTerms
}

/**
 * Applies a payment or credit memo to entries one after the other; what is paid back is settled by the entries. Pure.
 *
 * @param own what remains of what is applied; negative: of a refund
 * @param entries those that are settled, checked
 * @param overpaid how what no application takes of it is closed; absent: it stays open. With the last application.
 */
export function settleApplications(
  own: Balance,
  applications: readonly Application[],
  entries: ReadonlyMap<number, VendorEntry>,
  { lcyDecimals, documentVat, differences }: SettlementTerms,
  overpaid?: DifferenceType,
): Settled {
  const settled: Settled = { details: [], vat: [] }
  const isRefund = own.remaining.lt(0)
  let left = own
  for (const [index, application] of applications.entries()) {
    const entry = entryOf(entries, application.vendorLedgerEntryNo)
    const discount = discountTaken(entry, application)
    const isLast = index === applications.length - 1
    const rest = overpaid && isLast ? left.remaining.abs().minus(application.amount) : ZERO
    const ofEntry = reductionsOf(entry, application, discount, differences)
    const ofOwn = overpaid && rest.gt(0) ? [differenceReduction(rest, overpaid, differences(overpaid))] : []
    const [applying, applied] = isRefund ? [balanceOf(entry), left] : [left, balanceOf(entry)]
    const each = settle(applying, applied, new Decimal(application.amount), lcyDecimals, {
      applying: isRefund ? ofEntry : ofOwn,
      applied: isRefund ? ofOwn : ofEntry,
      worth: own.booked,
    })
    left = isRefund ? each.applied : each.applying
    settled.details.push(...each.details)
    if (discount.isZero()) continue
    const vat = documentVat.filter(({ entryNo }) => entryNo === entry.transactionNo)
    settled.vat.push(...lessenedVat(vat, discount, new Decimal(entry.amount), lcyDecimals))
  }
  return settled
}

function reductionsOf(
  entry: VendorEntry,
  application: Application,
  discount: Decimal,
  differences: SettlementTerms["differences"],
): Reduction[] {
  const reductions: Reduction[] = []
  if (discount.gt(0)) {
    reductions.push({ entryType: "payment_discount", accountNo: entry.paymentDiscountAccountNo, amount: discount })
  }
  const rest = restOf(entry, application)
  if (application.difference && rest.gt(0)) {
    reductions.push(differenceReduction(rest, application.difference, differences(application.difference)))
  }
  return reductions
}

/** What remains of an entry after an application and the payment discount that it takes. */
export function restOf(entry: VendorEntry, application: Application): Decimal {
  return new Decimal(entry.remaining).abs().minus(application.amount).minus(discountTaken(entry, application))
}
