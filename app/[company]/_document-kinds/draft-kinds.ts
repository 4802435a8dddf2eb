import type { Right } from "@/domain/access/rights"
import type { PurchaseDocumentType } from "@/domain/purchase-documents/document-type"

/** What sets ongoing purchase invoices and purchase credit memos apart: their addresses, rights and words. */
export type PurchaseKind = {
  documentType: PurchaseDocumentType
  /** Below the company's address. */
  folder: "purchase-invoices" | "purchase-credit-memos"
  /** Whoever sees its pages: order processors their own requests, and a credit memo is nobody's request. */
  right: Extract<Right, "purchase_invoice.edit_own" | "purchase_invoice.edit_all">
  /** Fields of the header that go by another name (`documents.header.<name>`). */
  names: Readonly<Record<string, string>>
}

export const purchaseKinds: Record<PurchaseDocumentType, PurchaseKind> = {
  invoice: { documentType: "invoice", folder: "purchase-invoices", right: "purchase_invoice.edit_own", names: {} },
  credit_memo: {
    documentType: "credit_memo",
    folder: "purchase-credit-memos",
    right: "purchase_invoice.edit_all",
    names: { vendorInvoiceNo: "vendorCrMemoNo", controlHint: "controlHintCrMemo" },
  },
}

/** Address of a draft. @param company the slug of the address */
export function draftPath(company: string, documentType: PurchaseDocumentType, no: string): string {
  return `/${company}/${purchaseKinds[documentType].folder}/${encodeURIComponent(no)}`
}
