import { resolveParty } from "@/app/_document-form/find-party"
import { lookup } from "@/app/_document-form/lookup"
import { duplicateLinks } from "@/app/_posting/duplicate-links"
import { findDuplicates } from "@/domain/purchase-documents/find-duplicates"
import { cutText } from "@/domain/text/cut-text"
import { receivedLine } from "@/domain/text/received-text"

/**
 * The documents of `?vendor=` (as its field shows it) that carry the Vendor Invoice No. `?q=`, while it is typed into the
 * draft `?draft=`, or into the form for a new one of `?type=`.
 */
export const GET = lookup(async (actor, vendorInvoiceNo, search, company) => {
  const vendor = await resolveParty(actor, "vendor", cutText(receivedLine(search.get("vendor") ?? ""), 200))
  const found = await findDuplicates(actor, {
    no: search.get("draft") ?? "",
    documentType: search.get("type") === "credit_memo" ? "credit_memo" : "invoice",
    vendorNo: "no" in vendor ? vendor.no : "",
    vendorInvoiceNo,
  })
  return duplicateLinks(actor, company, found)
})
