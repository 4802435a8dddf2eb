import { Decimal } from "@/domain/money/decimal"
import type { Application, DifferenceType } from "./application"
import { type DifferenceTerms, differenceReduction } from "./differences"
import { type DiscountVat, type DocumentVat, lessenedVat } from "./lessened-vat"
import { discountTaken } from "./payment-discount"
import { balanceOf, entryOf, type VendorEntry } from "./read-entries"
import { type Balance, type Detail, type Reduction, settle } from "./settle"

/** Detailed entries of applications, and the VAT that payment discounts and tolerances take off. */
export type SettledApplications = { details: Detail[]; vat: DiscountVat[] }

/** What settling rests on besides the entries. */
export type SettlementTerms = {
  lcyDecimals: number
  /** Of the documents whose VAT a payment discount or tolerance may lessen. */
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
): SettledApplications {
  const settled: SettledApplications = { details: [], vat: [] }
  let left = own
  for (const [index, application] of applications.entries()) {
    const entry = entryOf(entries, application.vendorLedgerEntryNo)
    const isLast = index === applications.length - 1
    const ofEntry = reductionsOf(entry, application, differences)
    const ofOwn = isLast ? overpaidReductions(left, application, overpaid, differences) : []
    const each = settleOne(left, balanceOf(entry), application.amount, lcyDecimals, {
      ofEntry,
      ofOwn,
      worth: own.booked,
    })
    left = each.left
    settled.details.push(...each.details)
    const vat = documentVat.filter(({ entryNo }) => entryNo === entry.transactionNo)
    // What is written off is given up, and no lower price.
    for (const reduction of ofEntry.filter(({ entryType }) => entryType !== "write_off")) {
      settled.vat.push(...lessenedVat(vat, reduction, new Decimal(entry.amount), lcyDecimals))
    }
  }
  return settled
}

type Lessened = { ofOwn: Reduction[]; ofEntry: Reduction[]; worth: Balance["booked"] }

/** A payment is applied to the entry, and the entry to a refund. */
function settleOne(
  own: Balance,
  entry: Balance,
  typed: string,
  lcyDecimals: number,
  { ofOwn, ofEntry, worth }: Lessened,
): { details: Detail[]; left: Balance } {
  const amount = new Decimal(typed)
  if (own.remaining.lt(0)) {
    const { details, applied } = settle(entry, own, amount, lcyDecimals, { applying: ofEntry, applied: ofOwn, worth })
    return { details, left: applied }
  }
  const { details, applying } = settle(own, entry, amount, lcyDecimals, { applying: ofOwn, applied: ofEntry, worth })
  return { details, left: applying }
}

function overpaidReductions(
  left: Balance,
  { amount }: Application,
  overpaid: DifferenceType | undefined,
  differences: SettlementTerms["differences"],
): Reduction[] {
  const rest = left.remaining.abs().minus(amount)
  return overpaid && rest.gt(0) ? [differenceReduction(rest, overpaid, differences(overpaid))] : []
}

function reductionsOf(
  entry: VendorEntry,
  application: Application,
  differences: SettlementTerms["differences"],
): Reduction[] {
  const reductions: Reduction[] = []
  const discount = discountTaken(entry, application)
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
