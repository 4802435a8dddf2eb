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
 * @param rest what closes what no application takes of it, with the last one; absent: it stays open
 */
export function settleApplications(
  own: Balance,
  applications: readonly Application[],
  entries: ReadonlyMap<number, VendorEntry>,
  { lcyDecimals, documentVat, differences }: SettlementTerms,
  rest: OwnRest = {},
): SettledApplications {
  const settled: SettledApplications = { details: [], vat: [] }
  let left = own
  for (const [index, application] of applications.entries()) {
    const entry = entryOf(entries, application.vendorLedgerEntryNo)
    const isLast = index === applications.length - 1
    const ofEntry = reductionsOf(entry, application, differences)
    const ofOwn = isLast ? ownReductions(left, application, rest, differences) : []
    // A discount is worth what was paid: of a credit memo that is applied to a refund, what came back.
    const isOwnDiscount = ofOwn.some(({ entryType }) => entryType === "payment_discount")
    const worth = isOwnDiscount ? balanceOf(entry).booked : own.booked
    const each = settleOne(left, balanceOf(entry), application.amount, lcyDecimals, { ofEntry, ofOwn, worth })
    left = each.left
    settled.details.push(...each.details)
    settled.vat.push(...vatOf(entry, ofEntry), ...(isOwnDiscount ? vatOf(rest.discounted!, ofOwn) : []))
  }
  return settled

  function vatOf(lessened: VendorEntry, reductions: readonly Reduction[]): DiscountVat[] {
    const vat = documentVat.filter(({ entryNo }) => entryNo === lessened.transactionNo)
    // What is written off is given up, and no lower price.
    return reductions
      .filter(({ entryType }) => entryType !== "write_off")
      .flatMap(reduction => lessenedVat(vat, reduction, new Decimal(lessened.amount), lcyDecimals))
  }
}

/** What closes the rest of what is applied. */
export type OwnRest = {
  /** Of a payment or refund: how what is paid too much is closed. */
  overpaid?: DifferenceType
  /** The credit memo that is applied to what came back: its payment discount may be taken. */
  discounted?: VendorEntry
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

function ownReductions(
  left: Balance,
  { amount, takesDiscount }: Application,
  { overpaid, discounted }: OwnRest,
  differences: SettlementTerms["differences"],
): Reduction[] {
  const rest = left.remaining.abs().minus(amount)
  if (discounted) {
    const possible = new Decimal(discounted.discountPossible)
    if (!takesDiscount || possible.isZero() || !rest.eq(possible)) return []
    return [{ entryType: "payment_discount", accountNo: discounted.paymentDiscountAccountNo, amount: possible }]
  }
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
