import { eq } from "drizzle-orm"
import { company, purchaseInvoice } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { stateOfNew } from "@/domain/approvals/move"
import { today } from "@/domain/dates/date"
import { headerField } from "@/domain/documents/draft"
import { onceByForm, sendingOf } from "@/domain/documents/form-once"
import { checkHeader } from "@/domain/documents/header-values"
import { refuseIf } from "@/domain/documents/plan-save"
import { refuse } from "@/domain/errors"
import { recordEvent } from "@/domain/history/record-event"
import { takeNumberOf } from "@/domain/numbering/take-number"
import { headerFromVendor, readVendorTerms, vendorProblems } from "@/domain/pricing/vendor-terms"
import { eventKind, type PurchaseDocumentType } from "./document-type"
import { seriesOf } from "./number-of-draft"
import { purchaseHeader } from "./purchase-header"

/**
 * Makes a purchase invoice or credit memo from new: a header from the vendor, dated the company's today, without lines.
 *
 * @param input.formId id the page made: sent twice with the same content, it makes one document
 * @param input.documentType absent: an invoice
 * @returns its number
 * @throws Refusal at header.buyFromVendorNo or header.vendorInvoiceNo; Forbidden
 */
export async function newPurchaseDocument(
  actor: Actor,
  input: { formId: string; vendorNo: string; vendorInvoiceNo?: string; documentType?: PurchaseDocumentType },
): Promise<string> {
  authorise(actor, "purchase_invoice.edit_all")
  const field = headerField("buyFromVendorNo")
  if (input.vendorNo === "") throw refuse("required", undefined, field)
  const documentType = input.documentType ?? "invoice"
  const kind = eventKind(documentType, "created")
  const vendorInvoiceNo = (input.vendorInvoiceNo ?? "").trim()
  refuseIf(checkHeader(purchaseHeader, { vendorInvoiceNo }))
  return inCompany(actor.companyId, tx =>
    onceByForm(tx, actor, sendingOf(input), async () => {
      const [own] = await tx.select({ timeZone: company.timeZone }).from(company).where(eq(company.id, actor.companyId))
      const terms = await readVendorTerms(tx, actor.companyId, input.vendorNo, today(own!.timeZone))
      if (!terms) throw refuse("vendor_not_found", { no: input.vendorNo }, field)
      refuseIf(vendorProblems(terms).map(issue => ({ ...issue, field })))
      const no = await takeNumberOf(tx, actor.companyId, seriesOf[documentType])
      await tx.insert(purchaseInvoice).values({
        ...headerFromVendor(terms, no, documentType),
        documentType,
        vendorInvoiceNo,
        requestedBy: actor.userId,
        reviewState: stateOfNew(actor.companyId),
      })
      await recordEvent(tx, {
        companyId: actor.companyId,
        actor,
        kind,
        subjectType: "purchase_invoice",
        subjectNo: no,
        version: 1,
        data: { vendorName: terms.buyFrom.name },
      })
      return no
    }),
  )
}
