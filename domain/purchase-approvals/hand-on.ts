import { and, eq, sql } from "drizzle-orm"
import { approvalEntry } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { dueFrom } from "@/domain/approvals/due-from"
import type { MatterRef } from "@/domain/approvals/matter"
import { NotFound, refuse } from "@/domain/errors"
import { requireVersion } from "@/domain/purchase-documents/access"
import { lockForAdministration } from "./matter-of"
import { approvalEntryOf, type EntryRow, requireAllowed } from "./open-entry"
import { isLastStep, lockPending, type Pending, readPending } from "./pending"
import { readReason } from "./reason"
import { recordApproval } from "./record-approval"
import { whyNotTo } from "./why-not-to"

/**
 * Hands one draft, or payment order, on to somebody else, for a reason: by who is asked, to whom rules 19 and 20 allow. Who sent it cannot.
 *
 * @param to user id
 * @throws Refusal at `to` approval.own_…, approval.limit, approval.no_right, approval.asked_already; as `approve`
 */
export async function delegate(
  actor: Actor,
  of: MatterRef,
  version: number,
  to: number,
  reason: string,
): Promise<void> {
  authorise(actor, "purchase_invoice.review")
  const why = readReason(reason)
  await inCompany(actor.companyId, async tx => {
    const pending = await lockPending(tx, actor, of, version)
    const entry = await approvalEntryOf(tx, actor, pending.approval, pending.considered, pending.entries)
    requireAllowed(entry, false, pending.considered)
    await handOn(tx, actor, pending, entry, to, why, "delegated")
  })
}

/**
 * Mends a chain that is stuck: an administrator has somebody else asked, whom rules 19 and 20 allow, never the administrator; it leaves
 * a trace.
 *
 * @param entryId whose place it is
 * @throws Refusal as `delegate`; approval.settled; NotFound; Forbidden
 */
export async function reassign(
  actor: Actor,
  of: MatterRef,
  version: number,
  entryId: number,
  to: number,
  reason: string,
): Promise<void> {
  authorise(actor, "company.administer")
  const why = readReason(reason)
  if (to === actor.userId) throw refuse("approval.reassign_oneself", undefined, "to")
  await inCompany(actor.companyId, async tx => {
    const found = await lockForAdministration(tx, actor, of)
    requireVersion(found.matter, version)
    const pending = await readPending(tx, found)
    const entry = pending.entries.find(({ id }) => id === entryId)
    if (!entry) throw new NotFound("approval entry")
    if (entry.state !== "open" && entry.state !== "waiting") throw refuse("approval.settled")
    await handOn(tx, actor, pending, entry, to, why, "reassigned")
  })
}

async function handOn(
  tx: Tx,
  actor: Actor,
  pending: Pending,
  entry: EntryRow,
  to: number,
  reason: string,
  verb: "delegated" | "reassigned",
): Promise<void> {
  const { considered, setup, matter } = pending
  const why = whyNotTo(pending, entry.step, isLastStep(pending, entry.step), to)
  if (why) throw why
  const person = considered.setup.people.get(to)!
  const { companyId, approvalId, step, state } = entry
  await tx
    .update(approvalEntry)
    .set({ state: "void", decision: "delegated", decidedAt: sql`now()`, reason })
    .where(and(eq(approvalEntry.companyId, companyId), eq(approvalEntry.id, entry.id)))
  const dueDate = state === "open" ? dueFrom(considered, person.deadlineDays, setup) : null
  await tx
    .insert(approvalEntry)
    .values({ companyId, approvalId, step, state, dueDate, approverId: to, delegatedFrom: entry.approverId })
  await recordApproval(tx, actor, matter, verb, {
    data: { reason, fromUserId: entry.approverId, toUserId: to },
    tell: [to, ...(verb === "reassigned" ? [entry.approverId] : [])],
  })
}
