import { and, eq, inArray, type SQL } from "drizzle-orm"
import { event, purchaseInvoice } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { type Actor, authorise, may } from "@/domain/access/actor"
import { Forbidden, NotFound, Stale } from "@/domain/errors"
import { editingKinds, type PurchaseDocumentType } from "./document-type"
import type { PurchaseDocumentRow } from "./purchase-header"
import { touchesReviewed } from "./review-scope"
import { originsOfDraft } from "./turned-drafts"

/**
 * Who sees and edits a purchase invoice: purchasers and managers each one, order processors those of their own requests
 * until they are reviewed (docs/design.md, "Who may"). A credit memo is nobody's request, so it is no order processor's. Whether
 * the actor has to do with drafts at all is asked before one is read.
 *
 * @throws NotFound for somebody else's, which answers as an unknown number; Forbidden for one's own, once reviewed
 */
export function authorisePurchaseDocument(
  actor: Actor,
  invoice: Pick<PurchaseDocumentRow, "requestedBy" | "reviewState" | "documentType"> | undefined,
): asserts invoice {
  if (!invoice) throw new NotFound("purchase invoice")
  if (may(actor, "purchase_invoice.edit_all")) return
  const isOwn = invoice.requestedBy === actor.userId && invoice.documentType === "invoice"
  if (!isOwn) throw new NotFound("purchase invoice")
  if (invoice.reviewState === "reviewed") throw new Forbidden("purchase_invoice.edit_all")
}

/** Whether `authorisePurchaseDocument` would let the actor see a draft. */
export function maySeePurchaseDocument(
  actor: Actor,
  { requestedBy, reviewState, documentType }: Pick<PurchaseDocumentRow, "requestedBy" | "reviewState" | "documentType">,
): boolean {
  if (may(actor, "purchase_invoice.edit_all")) return true
  const isOwn = requestedBy === actor.userId && documentType === "invoice"
  return may(actor, "purchase_invoice.edit_own") && isOwn && reviewState !== "reviewed"
}

/**
 * Reads the header for a change; whoever comes second waits.
 *
 * @throws NotFound, Forbidden as `authorisePurchaseDocument`
 */
export async function lockPurchaseDocument(tx: Tx, actor: Actor, no: string): Promise<PurchaseDocumentRow> {
  authorise(actor, "purchase_invoice.edit_own")
  const [invoice] = await tx
    .select()
    .from(purchaseInvoice)
    .where(and(eq(purchaseInvoice.companyId, actor.companyId), eq(purchaseInvoice.no, no)))
    .for("update")
  authorisePurchaseDocument(actor, invoice)
  return invoice
}

/** The condition that a page of one type of document reads by; absent: either type. */
export function ofType(documentType: PurchaseDocumentType | undefined): SQL | undefined {
  return documentType && eq(purchaseInvoice.documentType, documentType)
}

/** @throws Stale where the document is no longer the one that was looked at */
export function requireVersion(invoice: { version: number }, version: number): void {
  if (invoice.version !== version) throw new Stale(invoice.version, [])
}

/**
 * Whether somebody asked for the invoice, made it or ever edited it: then they never review it. What a review does not cover,
 * such as the Vendor Invoice No., is the reviewer's own to fill in.
 */
export async function hadAHandIn(tx: Tx, actor: Actor, invoice: PurchaseDocumentRow): Promise<boolean> {
  if (invoice.requestedBy === actor.userId) return true
  const nos = await originsOfDraft(tx, actor.companyId, invoice.no)
  const [edit] = await tx
    .select({ id: event.id })
    .from(event)
    .where(
      and(
        eq(event.companyId, actor.companyId),
        eq(event.subjectType, "purchase_invoice"),
        inArray(event.subjectNo, nos),
        eq(event.actorId, actor.userId),
        inArray(event.kind, editingKinds),
        touchesReviewed(),
      ),
    )
    .limit(1)
  return edit !== undefined
}
