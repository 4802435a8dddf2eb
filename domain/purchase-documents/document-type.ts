import type { PurchaseDocumentRow } from "./purchase-header"

/** A draft is an invoice of a vendor, or a credit memo: what the vendor gives back. */
export type PurchaseDocumentType = PurchaseDocumentRow["documentType"]

const nouns = { invoice: "purchase_invoice", credit_memo: "purchase_credit_memo" } as const

type Verb =
  | "created"
  | "built"
  | "saved"
  | "deleted"
  | "reviewed"
  | "sent_back"
  | "ready_for_review"
  | "posted"
  | "duplicate_allowed"
  | "turned"
  | "turned_into"
  | "split"
  | "split_off"

/** What an event on a draft is called: "purchase_invoice.saved", "purchase_credit_memo.saved". */
export function eventKind(documentType: PurchaseDocumentType, verb: Verb): string {
  return `${nouns[documentType]}.${verb}`
}

/** Events by which somebody has had a hand in a draft. */
export const editingKinds: readonly string[] = (["invoice", "credit_memo"] as const).flatMap(documentType =>
  (["created", "built", "saved", "turned", "split", "split_off"] as const).map(verb => eventKind(documentType, verb)),
)
