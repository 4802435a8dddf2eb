import { and, eq } from "drizzle-orm"
import { purchaseInvoice, vendor } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { type Duplicate, readDraftDuplicates, readPostedDuplicates } from "@/domain/posting/read-duplicates"
import { authorisePurchaseDocument, maySeePurchaseDocument } from "./access"

/** What stands in a draft's form and is not saved yet. */
export type TypedNumber = {
  /** Number of the draft; "" for one that is still to be made. */
  no: string
  documentType: "invoice" | "credit_memo"
  /** Buy-from vendor; an unknown one has no documents. */
  vendorNo: string
  vendorInvoiceNo: string
}

export type FoundDuplicates = {
  documentType: TypedNumber["documentType"]
  /** Posted and not cancelled: posting would be refused. None where a manager has allowed the number. */
  posted: Duplicate[]
  /** Drafts that the actor may see. */
  drafts: Duplicate[]
}

/**
 * The vendor's other documents with a Vendor Invoice No. that is being typed, however it is written. Writes nothing.
 *
 * @throws NotFound for an unknown draft, another company's, or somebody else's; Forbidden
 */
export async function findDuplicates(actor: Actor, typed: TypedNumber): Promise<FoundDuplicates> {
  authorise(actor, typed.no === "" ? "purchase_invoice.edit_all" : "purchase_invoice.edit_own")
  const { companyId } = actor
  return inCompany(companyId, async tx => {
    const draft = typed.no === "" ? null : await readDraft(tx, actor, typed.no)
    const payToVendorNo =
      draft && draft.buyFromVendorNo === typed.vendorNo
        ? draft.payToVendorNo
        : await readPayTo(tx, companyId, typed.vendorNo)
    const { documentType } = draft ?? typed
    const of = { companyId, documentType, payToVendorNo, no: typed.no }
    const [posted, drafts] = await Promise.all([
      readPostedDuplicates(tx, of, typed.vendorInvoiceNo),
      readDraftDuplicates(tx, of, typed.vendorInvoiceNo),
    ])
    const isAllowed =
      draft !== null &&
      draft.duplicateReason !== "" &&
      draft.payToVendorNo === payToVendorNo &&
      draft.vendorInvoiceNo === typed.vendorInvoiceNo
    const seen = drafts.filter(found => maySeePurchaseDocument(actor, found))
    return {
      documentType,
      posted: isAllowed ? [] : posted,
      drafts: seen.map(({ no, vendorInvoiceNo }) => ({ no, vendorInvoiceNo })),
    }
  })
}

async function readDraft(tx: Tx, actor: Actor, no: string) {
  const [draft] = await tx
    .select()
    .from(purchaseInvoice)
    .where(and(eq(purchaseInvoice.companyId, actor.companyId), eq(purchaseInvoice.no, no)))
  authorisePurchaseDocument(actor, draft)
  return draft
}

async function readPayTo(tx: Tx, companyId: number, no: string): Promise<string> {
  const [found] = await tx
    .select({ payToVendorNo: vendor.payToVendorNo })
    .from(vendor)
    .where(and(eq(vendor.companyId, companyId), eq(vendor.no, no)))
  return found?.payToVendorNo ?? no
}
