import { Decimal } from "@/domain/money/decimal"
import type { Application } from "./check-settlement"
import { type DiscountVat, type DocumentVat, lessenedVat } from "./discount-vat"
import { discountTaken } from "./payment-discount"
import { balanceOf, entryOf, type VendorEntry } from "./read-entries"
import { type Balance, type Detail, type Reduction, settle } from "./settle"

/** Detailed entries of applications, and the VAT that payment discounts take off. */
export type Settled = { details: Detail[]; vat: DiscountVat[] }

/**
 * Applies a payment or credit memo to entries one after the other. Pure.
 *
 * @param own what remains of what is applied
 * @param entries those that are settled, checked
 * @param documentVat of those that may have payment discounts
 */
export function settleApplications(
  own: Balance,
  applications: readonly Application[],
  entries: ReadonlyMap<number, VendorEntry>,
  documentVat: readonly DocumentVat[],
  lcyDecimals: number,
): Settled {
  const settled: Settled = { details: [], vat: [] }
  let applying = own
  for (const application of applications) {
    const entry = entryOf(entries, application.vendorLedgerEntryNo)
    const reductions = reductionsOf(entry, application)
    const each = settle(applying, balanceOf(entry), new Decimal(application.amount), lcyDecimals, reductions)
    applying = each.applying
    settled.details.push(...each.details)
    const [discount] = reductions
    if (!discount) continue
    const vat = documentVat.filter(({ entryNo }) => entryNo === entry.transactionNo)
    settled.vat.push(...lessenedVat(vat, discount.amount, new Decimal(entry.amount), lcyDecimals))
  }
  return settled
}

function reductionsOf(entry: VendorEntry, application: Application): Reduction[] {
  const discount = discountTaken(entry, application)
  if (discount.isZero()) return []
  return [{ entryType: "payment_discount", accountNo: entry.paymentDiscountAccountNo, amount: discount }]
}
