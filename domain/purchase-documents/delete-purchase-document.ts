import { and, eq, inArray } from "drizzle-orm"
import { attachment, purchaseInvoice } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { endApprovals } from "@/domain/approvals/in-force"
import { deletionBy } from "@/domain/documents/read-history"
import { NotFound } from "@/domain/errors"
import { recordEvent } from "@/domain/history/record-event"
import { lockPurchaseDocument, requireVersion } from "./access"
import { eventKind, type PurchaseDocumentType } from "./document-type"
import { descentOfDrafts, originsOfDraft } from "./turned-drafts"

/**
 * Deletes a draft, its lines and the files that were attached to it; its history stays, with what the files were called and their hashes.
 * What hangs on the request that it was built for stays there, and what another part of it shows that was split. Deleting what one has just deleted is no mistake.
 *
 * @returns what it was
 * @throws Stale where it was changed since the page was made; NotFound, Forbidden as for seeing it
 */
export async function deletePurchaseDocument(actor: Actor, no: string, version: number): Promise<PurchaseDocumentType> {
  return inCompany(actor.companyId, async tx => {
    const invoice = await lockPurchaseDocument(tx, actor, no).catch(async (error: unknown) => {
      const deleted = error instanceof NotFound ? await deletionBy(tx, actor, "purchase_invoice", no) : undefined
      if (deleted) return deleted === eventKind("credit_memo", "deleted") ? "credit_memo" : "invoice"
      throw error
    })
    if (typeof invoice === "string") return invoice
    requireVersion(invoice, version)
    await endApprovals(tx, actor.companyId, [no], "cancelled")
    await tx
      .delete(purchaseInvoice)
      .where(and(eq(purchaseInvoice.companyId, actor.companyId), eq(purchaseInvoice.no, no)))
    const attachments = await deleteAttachments(tx, actor.companyId, no)
    const { buyFromVendorName: vendorName, lineCount, amount, currencyCode } = invoice
    await recordEvent(tx, {
      companyId: actor.companyId,
      actor,
      kind: eventKind(invoice.documentType, "deleted"),
      subjectType: "purchase_invoice",
      subjectNo: no,
      version: version + 1,
      data: { vendorName, lineCount, amount, currencyCode, ...(attachments.length > 0 && { attachments }) },
    })
    return invoice.documentType
  })
}

/** But for those that other parts of what was split show. */
async function deleteAttachments(tx: Tx, companyId: number, no: string) {
  const nos = await originsOfDraft(tx, companyId, no)
  const descent = await descentOfDrafts(tx, companyId, nos)
  const over = nos.filter(each => !descent.get(each)?.isDraft && !descent.get(each)?.isPosted)
  return tx
    .delete(attachment)
    .where(
      and(
        eq(attachment.companyId, companyId),
        eq(attachment.subjectType, "purchase_invoice"),
        inArray(attachment.subjectNo, over),
      ),
    )
    .returning({ fileName: attachment.fileName, hash: attachment.hash })
}
