import type { Issue } from "@/domain/errors"

/** How a small difference is closed: tolerated, or written off. */
export const differenceTypes = ["payment_tolerance", "write_off"] as const
export type DifferenceType = (typeof differenceTypes)[number]

/** Money to the vendor, or back from it. */
export const paymentTypes = ["payment", "refund"] as const
export type PaymentType = (typeof paymentTypes)[number]

/** Whether a vendor ledger entry is money that was paid or came back. */
export function isMoney({ documentType }: { documentType: string }): boolean {
  return paymentTypes.some(type => type === documentType)
}

/** How much of an open vendor ledger entry is settled: more than zero, in the entry's currency. */
export type Application = {
  vendorLedgerEntryNo: number
  amount: string
  /**
   * Whether the payment discount is taken where amount and discount settle the rest of the entry: of a document that is paid or paid
   * back; of the credit memo itself where that is applied to a refund.
   */
  takesDiscount?: boolean
  /** How what then remains of the entry is closed; absent: it stays open. */
  difference?: DifferenceType
}

/** Why an application is refused: its code in `payment`, with what its text says beside the document and what remains of it. */
export type Reason = { code: string; more?: Issue["params"] }

/** Name of the control for the amount that an entry is settled for. */
export const applicationField = (entryNo: number) => `entries.${entryNo}`
