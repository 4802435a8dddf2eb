import { and, eq, inArray, sql } from "drizzle-orm"
import { approval, approvalEntry } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { dueFrom } from "@/domain/approvals/due-from"
import { endApprovals } from "@/domain/approvals/in-force"
import type { MatterRef } from "@/domain/approvals/matter"
import { moveDraft, requireMove } from "@/domain/approvals/move"
import type { DraftState } from "@/domain/approvals/moves"
import { refuse } from "@/domain/errors"
import { approvalEntryOf, type EntryRow, requireAllowed } from "./open-entry"
import { isLastStep, lockPending, type Pending } from "./pending"
import { readReason } from "./reason"
import { recordApproval } from "./record-approval"

/**
 * Approves a draft or a payment order, as who is asked now or stands in for them: the approver signs its digest. With enough of a step the next is asked;
 * with the last it is approved; a vendor's bank account is confirmed by that.
 *
 * @param options.shownDigest of the approval that the actor was shown, where a list showed it; another one is not what they agree to
 * @returns the state that the draft is in now
 * @throws Refusal approval.settled, approval.settled_by where somebody was quicker; approval.not_asked; approval.own_… and approval.limit
 *   for whom rules 19 and 20 bar; approval.pending_changed where it is not as it was sent; approval.changed_since_shown
 * @throws Stale where it was changed since it was looked at; NotFound, Forbidden
 */
export async function approve(
  actor: Actor,
  of: MatterRef,
  version: number,
  { shownDigest }: { shownDigest?: string } = {},
): Promise<DraftState> {
  authorise(actor, "purchase_invoice.review")
  return inCompany(actor.companyId, async tx => {
    const pending = await lockPending(tx, actor, of, version)
    if (shownDigest !== undefined && shownDigest !== pending.approval.digest)
      throw refuse("approval.changed_since_shown")
    const entry = await approvalEntryOf(tx, actor, pending.approval, pending.considered, pending.entries)
    requireAllowed(entry, isLastStep(pending, entry.step), pending.considered)
    if (pending.digest !== pending.approval.digest) throw refuse("approval.pending_changed")
    await decideEntry(tx, entry, { state: "approved", decision: "approved", digest: pending.digest })
    if (await isStepOpen(tx, pending, entry)) {
      const state = requireMove(pending.setup.approval, "approve_step", pending.matter)
      await told(tx, actor, pending, entry, "agreed", [])
      return state
    }
    await voidRest(tx, pending, entry)
    const next = pending.steps.find(({ step }) => step > entry.step)
    if (next) {
      const state = await moveDraft(tx, pending.setup.approval, "approve_step", pending.matter)
      await told(tx, actor, pending, entry, "agreed", await openStep(tx, pending, next.step))
      return state
    }
    await tx
      .update(approval)
      .set({ state: "approved", endedAt: sql`now()` })
      .where(and(eq(approval.companyId, actor.companyId), eq(approval.id, pending.approval.id)))
    const by = { reviewedBy: actor.userId, by: actor }
    const state = await moveDraft(tx, pending.setup.approval, "approve", pending.matter, by)
    await told(tx, actor, pending, entry, "approved", [pending.matter.requestedBy, pending.approval.sentBy])
    await pending.settled?.(tx, actor, state, "")
    return state
  })
}

/**
 * Rejects a draft, a payment order or a bank account, for a reason: it is open again, and a bank account is over. What others approved before stays in the history, void.
 *
 * @throws as `approve`, and Refusal at `reason`
 */
export async function reject(actor: Actor, of: MatterRef, version: number, reason: string): Promise<void> {
  authorise(actor, "purchase_invoice.review")
  const why = readReason(reason)
  await inCompany(actor.companyId, async tx => {
    const pending = await lockPending(tx, actor, of, version)
    const { matter, setup, approval: asked } = pending
    const entry = await approvalEntryOf(tx, actor, asked, pending.considered, pending.entries)
    requireAllowed(entry, false, pending.considered)
    await decideEntry(tx, entry, { state: "rejected", decision: "rejected", reason: why })
    await endApprovals(tx, actor.companyId, [matter.no], "rejected", [], matter.type)
    const state = await moveDraft(tx, setup.approval, "reject", matter, { reason: why, by: actor })
    const agreed = pending.entries.filter(({ state }) => state === "approved").map(({ approverId }) => approverId)
    await recordApproval(tx, actor, matter, "rejected", {
      data: { reason: why, ...forWhom(entry) },
      tell: [matter.requestedBy, asked.sentBy, ...agreed],
    })
    await pending.settled?.(tx, actor, state, why)
  })
}

async function decideEntry(
  tx: Tx,
  { companyId, id }: EntryRow,
  decided: Partial<typeof approvalEntry.$inferInsert>,
): Promise<void> {
  await tx
    .update(approvalEntry)
    .set({ ...decided, decidedAt: sql`now()` })
    .where(and(eq(approvalEntry.companyId, companyId), eq(approvalEntry.id, id)))
}

/** Whether, with this answer, others of its step are still to agree. */
async function isStepOpen(tx: Tx, { steps, approval: { companyId, id } }: Pending, entry: EntryRow): Promise<boolean> {
  const { needed } = steps.find(({ step }) => step === entry.step)!
  const agreed = await tx.$count(approvalEntry, inStep(companyId, id, entry.step, ["approved"]))
  return agreed < needed
}

const inStep = (companyId: number, approvalId: number, step: number, states: EntryRow["state"][]) =>
  and(
    eq(approvalEntry.companyId, companyId),
    eq(approvalEntry.approvalId, approvalId),
    eq(approvalEntry.step, step),
    inArray(approvalEntry.state, states),
  )

/** Those of its step who were not needed. */
async function voidRest(tx: Tx, { approval: { companyId, id } }: Pending, { step }: EntryRow): Promise<void> {
  await tx
    .update(approvalEntry)
    .set({ state: "void" })
    .where(inStep(companyId, id, step, ["open", "waiting"]))
}

/** @returns who is asked now */
async function openStep(
  tx: Tx,
  { approval: { companyId, id }, considered, setup, entries }: Pending,
  step: number,
): Promise<number[]> {
  const asked = entries.filter(entry => entry.step === step && entry.state === "waiting")
  for (const { id: entryId, approverId } of asked) {
    const deadlineDays = considered.setup.people.get(approverId)?.deadlineDays ?? null
    await tx
      .update(approvalEntry)
      .set({ state: "open", dueDate: dueFrom(considered, deadlineDays, setup) })
      .where(and(inStep(companyId, id, step, ["waiting"]), eq(approvalEntry.id, entryId)))
  }
  return asked.map(({ approverId }) => approverId)
}

async function told(
  tx: Tx,
  actor: Actor,
  pending: Pending,
  entry: EntryRow,
  verb: "agreed" | "approved",
  tell: number[],
): Promise<void> {
  await recordApproval(tx, actor, pending.matter, verb, { data: forWhom(entry), tell })
}

/** By its number: a name in the history would outlive its erasure. */
const forWhom = ({ forUserId }: EntryRow) => ({ forUserId: forUserId ?? 0 })
