import { inCompany } from "@/db/tenancy"
import { type Actor, authorise, may } from "@/domain/access/actor"
import { endApprovals } from "@/domain/approvals/in-force"
import type { MatterRef } from "@/domain/approvals/matter"
import { moveDraft, requireMove } from "@/domain/approvals/move"
import { readDecidedBy } from "@/domain/approvals/told"
import { refuse } from "@/domain/errors"
import { requireVersion } from "@/domain/purchase-documents/access"
import { lockForAdministration, lockMatter } from "./matter-of"
import { readPendingApproval } from "./pending"
import { recordApproval } from "./record-approval"

/**
 * Takes a draft or a payment order back that waits for approval: it is open again. By who sent or asked for it, or an administrator;
 * also where it can no longer be held against limits.
 *
 * @throws Refusal approval.settled where none is pending; approval.not_sender
 * @throws Stale, NotFound, Forbidden as for seeing it
 */
export async function cancelApproval(actor: Actor, of: MatterRef, version: number): Promise<void> {
  await inCompany(actor.companyId, async tx => {
    const lock = may(actor, "company.administer") ? lockForAdministration : lockMatter
    const found = await lock(tx, actor, of)
    requireVersion(found.matter, version)
    const { approval, setup, matter } = await readPendingApproval(tx, found)
    const isSenders = approval.sentBy === actor.userId || matter.requestedBy === actor.userId
    if (!isSenders && !may(actor, "company.administer")) throw refuse("approval.not_sender")
    const told = await readDecidedBy(tx, actor.companyId, approval.id)
    await endApprovals(tx, actor.companyId, [matter.no], "cancelled", [], matter.type)
    await moveDraft(tx, setup.approval, "cancel", matter)
    await recordApproval(tx, actor, matter, "cancelled", {
      tell: [approval.sentBy, ...told.map(({ userId }) => userId)],
    })
  })
}

/**
 * Opens an approved draft or payment order again, in order to change it: the approval is no longer good.
 *
 * @throws Refusal approval.no_move where it is not approved
 * @throws Stale, NotFound, Forbidden
 */
export async function reopen(actor: Actor, of: MatterRef, version: number): Promise<void> {
  authorise(actor, "purchase_invoice.edit_all")
  await inCompany(actor.companyId, async tx => {
    const { matter, setup } = await lockMatter(tx, actor, of)
    requireVersion(matter, version)
    requireMove(setup.approval, "reopen", matter)
    await endApprovals(tx, actor.companyId, [matter.no], "cancelled", [], matter.type)
    await moveDraft(tx, setup.approval, "reopen", matter)
    await recordApproval(tx, actor, matter, "reopened", { tell: [matter.requestedBy] })
  })
}
