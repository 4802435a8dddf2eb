import { type PrintedField, printedFields } from "@/app/_document-form/printed-fields"
import type { PostedHeader } from "@/domain/posted-purchase-documents/read-posted-purchase-document"
import { purchaseHeader } from "@/domain/purchase-documents/purchase-header"

/** What of a posted document's header its page and its PDF show, in their order. */
export function printedOf(header: PostedHeader): PrintedField[] {
  return printedFields(purchaseHeader, header, ["vendorInvoiceNo", "postingDate", "documentDate", "dueDate"])
}
