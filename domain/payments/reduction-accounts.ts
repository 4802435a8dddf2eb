/** Accounts that what is taken off entries is posted to. Pure. */
import { type Application, applicationField, type DifferenceType } from "./application"
import { differenceTerms } from "./differences"
import type { DocumentVat } from "./lessened-vat"
import { discountTaken } from "./payment-discount"
import type { VendorEntry } from "./read-entries"
import { restOf } from "./settle-applications"

type Purchases = Parameters<typeof differenceTerms>[0]

/**
 * Accounts that payment discounts of these applications, and the VAT that they or a tolerance lessen, are posted to, each with its control;
 * one not set up is no concern here.
 */
export function discountAccounts(
  applications: readonly Application[],
  entries: ReadonlyMap<number, VendorEntry>,
  documentVat: readonly DocumentVat[],
): { no: string; field: string }[] {
  return applications.flatMap(application => {
    const entry = entries.get(application.vendorLedgerEntryNo)
    if (!entry) return []
    const isDiscounted = discountTaken(entry, application).gt(0)
    const isTolerated = application.difference === "payment_tolerance" && restOf(entry, application).gt(0)
    if (!isDiscounted && !isTolerated) return []
    const vat = documentVat.filter(({ entryNo, isAdjusted }) => isAdjusted && entryNo === entry.transactionNo)
    const nos = vat.flatMap(each => [
      each.purchaseVatAccountNo,
      each.reverseChargeVatAccountNo,
      ...each.borne.map(({ nonDedVatAccountNo }) => nonDedVatAccountNo),
    ])
    return [isDiscounted ? entry.paymentDiscountAccountNo : null, ...nos]
      .filter(no => no !== null)
      .map(no => ({ no, field: applicationField(entry.transactionNo) }))
  })
}

/** Accounts of the differences that a payment closes, each with its control. */
export function differenceAccounts(
  { applications, overpaid }: { applications: readonly Application[]; overpaid?: DifferenceType },
  purchases: Purchases,
): { no: string; field: string }[] {
  const asked = applications.map(({ vendorLedgerEntryNo: no, difference }) => ({
    field: applicationField(no),
    type: difference,
  }))
  return [...asked, { field: "overpaid", type: overpaid }].flatMap(({ field, type }) => {
    const no = type && differenceTerms(purchases, type).accountNo
    return no ? [{ no, field }] : []
  })
}
