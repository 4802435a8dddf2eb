/** What an approval of a payment signs: all that decides who is paid what, when, and on what account. Pure. */
import { createHash } from "node:crypto"
import type { SignedChange } from "@/domain/approvals/signed"
import { Decimal, toPlain } from "@/domain/money/decimal"
import type { NewPayment } from "@/domain/payments/check-payment"
import type { VendorBankAccount } from "@/domain/vendor-bank-accounts/bank-account"

/** Each field by the name of the form's control; an entry that is paid is `entries.<no>`. */
export type SignedOrder = Record<string, string>

/** What a payment leaves to others to say. */
export type Resolved = {
  /** Where it goes; null: to no bank account. */
  paidTo: VendorBankAccount | null
  methodCode: string | null
  /** Of the account that pays; "": it has none. */
  ownIban: string
}

/** The account that is paid, by its number and holder; a field of none of the form's, as it may become another by itself. */
const PAID_TO = "paidTo"

/** Everything of a payment that is signed. */
export function signedOrderOf(payment: NewPayment, { paidTo, methodCode, ownIban }: Resolved): SignedOrder {
  const entries = payment.applications.map(({ vendorLedgerEntryNo: no, amount, takesDiscount, difference }) => [
    `entries.${no}`,
    [plain(amount), takesDiscount ? "discount" : "", difference ?? ""].filter(Boolean).join(" "),
  ])
  return {
    vendorNo: payment.vendorNo,
    currency: payment.currency,
    amount: plain(payment.amount),
    postingDate: payment.postingDate,
    bankAccountNo: [payment.bankAccountNo, ownIban].filter(Boolean).join(" "),
    paymentMethodCode: methodCode ?? "",
    [PAID_TO]: paidTo ? `${paidTo.iban || paidTo.accountNo} ${paidTo.accountHolder}` : "",
    bankAmount: plain(payment.bankAmount),
    bankRate: plain(payment.bankRate),
    bankCharges: plain(payment.bankCharges),
    bankChargesAccountNo: payment.bankChargesAccountNo ?? "",
    overpaid: payment.overpaid ?? "",
    ...Object.fromEntries(entries),
  }
}

const plain = (number: string | undefined) => (number ? toPlain(new Decimal(number)) : "")

/** SHA-256 of what is signed, hex, in whatever order it was read. */
export function digestOfOrder(signed: SignedOrder): string {
  const content = Object.entries(signed).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return createHash("sha256").update(JSON.stringify(content)).digest("hex")
}

/** What of it became another, each field once. */
export function orderChanges(before: SignedOrder, after: SignedOrder): SignedChange[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .map(field => ({ field, before: before[field] ?? "", after: after[field] ?? "" }))
    .filter(change => change.before !== change.after)
}

/** What is not signed and yet shown to the approver. */
export function besideOfOrder({ description, externalDocumentNo }: NewPayment): Record<string, string> {
  return { description, externalDocumentNo: externalDocumentNo ?? "" }
}
