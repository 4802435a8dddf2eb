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
 * Applies a payment or credit memo to entries one after the other. Pure.
 *
 * @param own what remains of what is applied
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
  let applying = own
  for (const [index, application] of applications.entries()) {
    const entry = entryOf(entries, application.vendorLedgerEntryNo)
    const discount = discountTaken(entry, application)
    const isLast = index === applications.length - 1
    const rest = overpaid && isLast ? applying.remaining.minus(application.amount) : ZERO
    const each = settle(applying, balanceOf(entry), new Decimal(application.amount), lcyDecimals, {
      applied: reductionsOf(entry, application, discount, differences),
      applying: overpaid && rest.gt(0) ? [differenceReduction(rest, overpaid, differences(overpaid))] : [],
      worth: own.booked,
    })
    applying = each.applying
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
