import { parameter, type Search, word } from "@/app/_lists/list-address"
import { listQueryIn } from "@/app/_lists/list-query"
import type { PurchaseKind } from "@/app/[company]/_document-kinds/draft-kinds"
import { type PurchaseDocumentQuery, purchaseDocumentSorts } from "@/domain/purchase-documents/list-purchase-documents"

export const reviewStates = ["ready_for_review", "reviewed", "sent_back"] as const
const dues = ["overdue", "this_week"] as const
/** Nobody is late with what is given back. */
export const duesOf = ({ documentType }: PurchaseKind) => (documentType === "invoice" ? dues : dues.slice(1))

/** What the address asks of the list of ongoing purchase documents, and of its file. */
export function purchaseQueryIn(kind: PurchaseKind, search: Search): PurchaseDocumentQuery {
  return {
    documentType: kind.documentType,
    ...listQueryIn(search, purchaseDocumentSorts),
    state: word(search, "state", reviewStates),
    due: word(search, "due", duesOf(kind)),
    vendorNo: parameter(search, "vendor"),
    withoutVendorInvoiceNo: parameter(search, "vendor_invoice_no") === "missing",
  }
}
