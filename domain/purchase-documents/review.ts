import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { readApprovalSetup } from "@/domain/approvals/in-force"
import { moveDraft, requireMove } from "@/domain/approvals/move"
import type { ApprovalSetting } from "@/domain/approvals/moves"
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
  await review(actor, no, version, "review", async (tx, invoice, setting) => {
    await moveDraft(tx, setting, "review", invoice, { reviewedBy: actor.userId })
    await recordReview(tx, actor, invoice, "reviewed", {})
  })
}

/**
 * Sends a purchase invoice back to the requester, who is told.
 *
 * @param reason what is to be corrected
 * @throws as `markReviewed`, and Refusal at `reason` without one or above 500 characters
 */
export async function sendBack(actor: Actor, no: string, version: number, reason: string): Promise<void> {
  await review(actor, no, version, "send_back", async (tx, invoice, setting) => {
    const text = reason.trim()
    if (text === "") throw refuse("reason_missing", undefined, "reason")
    if (text.length > MAX_REASON) throw refuse("too_long", { maximum: MAX_REASON }, "reason")
    await moveDraft(tx, setting, "send_back", invoice, { reason: text })
    await recordReview(tx, actor, invoice, "sent_back", { reason: text })
  })
}

async function review(
  actor: Actor,
  no: string,
  version: number,
  action: "review" | "send_back",
  decide: (tx: Tx, invoice: PurchaseDocumentRow, setting: ApprovalSetting) => Promise<void>,
): Promise<void> {
  authorise(actor, "purchase_invoice.review")
  await inCompany(actor.companyId, async tx => {
    const invoice = await lockPurchaseDocument(tx, actor, no)
    requireVersion(invoice, version)
    if (await hadAHandIn(tx, actor, invoice)) throw refuse("review_own")
    const { approval } = await readApprovalSetup(tx, actor.companyId)
    requireMove(approval, action, invoice)
    await decide(tx, invoice, approval)
  })
}

async function recordReview(
  tx: Tx,
  actor: Actor,
  invoice: PurchaseDocumentRow,
  verb: "reviewed" | "sent_back",
  data: Record<string, unknown>,
): Promise<void> {
  await recordEvent(tx, {
    companyId: actor.companyId,
    actor,
    kind: eventKind(invoice.documentType, verb),
    subjectType: "purchase_invoice",
    subjectNo: invoice.no,
    version: invoice.version,
    data: { ...data, vendorName: invoice.buyFromVendorName },
    tell: { userIds: [invoice.requestedBy] },
  })
}
