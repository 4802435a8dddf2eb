import { and, eq, sql } from "drizzle-orm"
import { purchaseInvoice } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { refuse } from "@/domain/errors"
import { recordEvent } from "@/domain/history/record-event"
import { hadAHandIn, lockPurchaseDocument, requireVersion } from "./access"
import { eventKind } from "./document-type"
import type { PurchaseDocumentRow } from "./purchase-header"

/** Most characters of a reason. */
const MAX_REASON = 500

/**
 * Marks a purchase invoice as reviewed; the requester is told.
 *
 * @throws Refusal "review_own" for what the actor asked for or edited, in whatever roles; "review_settled" where it does
 *   not wait for review
 * @throws Stale where it was changed since it was looked at; NotFound, Forbidden
 */
export async function markReviewed(actor: Actor, no: string, version: number): Promise<void> {
  await review(actor, no, version, async (tx, invoice) => {
    await settle(tx, invoice, { reviewState: "reviewed", reviewedBy: actor.userId, sentBackReason: "" })
    await recordReview(tx, actor, invoice, "reviewed", {}, false)
  })
}

/**
 * Sends a purchase invoice back to the requester, who is told by bell and e-mail.
 *
 * @param reason what is to be corrected
 * @throws as `markReviewed`, and Refusal at `reason` without one or above 500 characters
 */
export async function sendBack(actor: Actor, no: string, version: number, reason: string): Promise<void> {
  await review(actor, no, version, async (tx, invoice) => {
    const text = reason.trim()
    if (text === "") throw refuse("reason_missing", undefined, "reason")
    if (text.length > MAX_REASON) throw refuse("too_long", { maximum: MAX_REASON }, "reason")
    await settle(tx, invoice, { reviewState: "sent_back", reviewedBy: null, sentBackReason: text })
    await recordReview(tx, actor, invoice, "sent_back", { reason: text }, true)
  })
}

async function review(
  actor: Actor,
  no: string,
  version: number,
  decide: (tx: Tx, invoice: PurchaseDocumentRow) => Promise<void>,
): Promise<void> {
  authorise(actor, "purchase_invoice.review")
  await inCompany(actor.companyId, async tx => {
    const invoice = await lockPurchaseDocument(tx, actor, no)
    requireVersion(invoice, version)
    if (await hadAHandIn(tx, actor, invoice)) throw refuse("review_own")
    if (invoice.reviewState !== "ready_for_review") throw refuse("review_settled")
    await decide(tx, invoice)
  })
}

async function settle(
  tx: Tx,
  invoice: PurchaseDocumentRow,
  state: Pick<PurchaseDocumentRow, "reviewState" | "reviewedBy" | "sentBackReason">,
): Promise<void> {
  await tx
    .update(purchaseInvoice)
    .set({ ...state, reviewStateAt: sql`now()`, updatedAt: sql`now()` })
    .where(and(eq(purchaseInvoice.companyId, invoice.companyId), eq(purchaseInvoice.no, invoice.no)))
}

async function recordReview(
  tx: Tx,
  actor: Actor,
  invoice: PurchaseDocumentRow,
  verb: "reviewed" | "sent_back",
  data: Record<string, unknown>,
  mail: boolean,
): Promise<void> {
  await recordEvent(tx, {
    companyId: actor.companyId,
    actor,
    kind: eventKind(invoice.documentType, verb),
    subjectType: "purchase_invoice",
    subjectNo: invoice.no,
    version: invoice.version,
    data: { ...data, vendorName: invoice.buyFromVendorName },
    tell: { userIds: [invoice.requestedBy], mail },
  })
}
