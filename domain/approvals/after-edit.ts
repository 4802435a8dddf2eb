import type { Tx } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import type { DraftLine } from "@/domain/documents/line-fields"
import { recordEvent } from "@/domain/history/record-event"
import { changesSinceSigned, endApprovals, readApproval, readApprovalSetup, readStanding } from "./in-force"
import { keepsOnDecrease } from "./kept-decrease"
import { columnsAfterEdit } from "./move"
import type { DraftRow } from "./signed"
import { readDecidedBy, type Told } from "./told"

export type AfterEdit = {
  /** Of the draft's state, for the update that writes the edit. */
  columns: Partial<ReturnType<typeof columnsAfterEdit>>
  /** It waits for a review that it did not wait for before. */
  waitsAnew: boolean
}

/**
 * What becomes of a draft's state when it is edited. By rules an approval, pending or given, is voided by a change of anything that it
 * signs, which the history names with it; a tolerated decrease keeps it, where none of those who approved it made it.
 *
 * @param before as it was, locked
 * @param isReviewKept whether a review would stand: what changed is not what reviews cover
 * @param after the draft with all its lines as it is now, asked for where an approval may rest on it; its lines are written already
 */
export async function afterEdit(
  tx: Tx,
  actor: Actor,
  before: DraftRow,
  isReviewKept: boolean,
  after: () => Promise<{ header: DraftRow; lines: readonly DraftLine[] }>,
): Promise<AfterEdit> {
  const { companyId, no, reviewState } = before
  const setup = await readApprovalSetup(tx, companyId)
  if (setup.approval !== "rules") {
    if (isReviewKept) return { columns: {}, waitsAnew: false }
    const waitsAnew = setup.approval === "review" && reviewState !== "ready_for_review"
    return { columns: columnsAfterEdit(setup.approval, reviewState), waitsAnew }
  }
  const { header, lines } = await after()
  const standing = await readStanding(tx, header, lines)
  const opened = { columns: columnsAfterEdit("rules", reviewState), waitsAnew: false }
  if (!standing.inForce) return opened
  const changes = await changesSinceSigned(tx, companyId, standing)
  if (changes.length === 0) return { columns: {}, waitsAnew: false }
  const approval = await readApproval(tx, companyId, standing.inForce.id)
  const told: Told[] = await readDecidedBy(tx, companyId, approval.id)
  const isApprovers = told.some(({ userId, decision }) => decision === "approved" && userId === actor.userId)
  if (approval.state === "approved" && !isApprovers && keepsOnDecrease(setup, approval, standing.signed, changes))
    return { columns: {}, waitsAnew: false }
  const fields = changes.map(({ field }) => field)
  await endApprovals(tx, companyId, [no], "voided", fields)
  await recordEvent(tx, {
    companyId,
    actor,
    kind: "approval.voided",
    subjectType: "purchase_invoice",
    subjectNo: no,
    version: header.version,
    data: { vendorName: header.buyFromVendorName, documentType: header.documentType, fields: fields.slice(0, 20) },
    tell: { userIds: [approval.sentBy, ...told.map(({ userId }) => userId)].filter(userId => userId !== actor.userId) },
  })
  return opened
}
