import type { PostedDocumentType } from "@/domain/posted-purchase-documents/list-posted-purchase-documents"
import type { PostedState } from "@/domain/posted-purchase-documents/posted-state"

/** What sets posted purchase invoices and posted purchase credit memos apart: their addresses, states and words. */
export type PostedKind = {
  documentType: PostedDocumentType
  /** Below the company's address. */
  folder: "posted-purchase-invoices" | "posted-purchase-credit-memos"
  states: readonly PostedState[]
}

export const postedKinds: Record<PostedDocumentType, PostedKind> = {
  invoice: {
    documentType: "invoice",
    folder: "posted-purchase-invoices",
    states: ["open", "overdue", "paid", "cancelled"],
  },
  credit_memo: {
    documentType: "credit_memo",
    folder: "posted-purchase-credit-memos",
    states: ["open", "closed"],
  },
}

/** Address of a posted document. @param company the slug of the address */
export function postedPath(company: string, documentType: PostedDocumentType, no: string): string {
  return `/${company}/${postedKinds[documentType].folder}/${encodeURIComponent(no)}`
}
