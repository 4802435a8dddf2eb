import { inCompany } from "@/db/tenancy"
import { type Actor, authorise, may } from "@/domain/access/actor"
import { endApprovals, readApprovalSetup } from "@/domain/approvals/in-force"
import { moveDraft, requireMove } from "@/domain/approvals/move"
import { readDecidedBy } from "@/domain/approvals/told"
import { refuse } from "@/domain/errors"
import { lockPurchaseDocument, requireVersion } from "@/domain/purchase-documents/access"
import { lockForAdministration, readPendingApproval } from "./pending"
import { recordApproval } from "./record-approval"

/**
 * Takes a draft back that waits for approval: it is open again. By who sent or asked for it, or an administrator; also where it can no
 * longer be held against limits.
 *
 * @throws Refusal approval.settled where none is pending; approval.not_sender
 * @throws Stale, NotFound, Forbidden as for seeing it
 */
export async function cancelApproval(actor: Actor, no: string, version: number): Promise<void> {
  await inCompany(actor.companyId, async tx => {
    const lock = may(actor, "company.administer") ? lockForAdministration : lockPurchaseDocument
    const header = await lock(tx, actor, no)
    requireVersion(header, version)
    const { approval, setup } = await readPendingApproval(tx, header)
    const isSenders = approval.sentBy === actor.userId || header.requestedBy === actor.userId
    if (!isSenders && !may(actor, "company.administer")) throw refuse("approval.not_sender")
    const told = await readDecidedBy(tx, actor.companyId, approval.id)
    await endApprovals(tx, actor.companyId, [no], "cancelled")
    await moveDraft(tx, setup.approval, "cancel", header)
    await recordApproval(tx, actor, header, "cancelled", {
      tell: [approval.sentBy, ...told.map(({ userId }) => userId)],
    })
  })
}

/**
 * Opens an approved draft again, in order to change it: the approval is no longer good.
 *
 * @throws Refusal approval.no_move where it is not approved
 * @throws Stale, NotFound, Forbidden
 */
export async function reopen(actor: Actor, no: string, version: number): Promise<void> {
  authorise(actor, "purchase_invoice.edit_all")
  await inCompany(actor.companyId, async tx => {
    const header = await lockPurchaseDocument(tx, actor, no)
    requireVersion(header, version)
    const { approval } = await readApprovalSetup(tx, actor.companyId)
    requireMove(approval, "reopen", header)
    await endApprovals(tx, actor.companyId, [no], "cancelled")
    await moveDraft(tx, approval, "reopen", header)
    await recordApproval(tx, actor, header, "reopened", { tell: [header.requestedBy] })
  })
}
