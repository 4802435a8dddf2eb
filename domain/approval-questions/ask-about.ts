import { and, eq, sql } from "drizzle-orm"
import { approvalEntry } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import type { MatterRef } from "@/domain/approvals/matter"
import { peopleWhoSee } from "@/domain/comments/people-who-see"
import { refuse } from "@/domain/errors"
import { approvalEntryOf, requireAllowed } from "@/domain/purchase-approvals/open-entry"
import { lockPending } from "@/domain/purchase-approvals/pending"
import { readWords } from "@/domain/purchase-approvals/reason"
import { recordApproval } from "@/domain/purchase-approvals/record-approval"

/**
 * Asks somebody who sees the draft, or makes payments, a question about it, as who is asked to approve it; they are told. Until there is an answer the
 * clock of the approver stands still; approving and rejecting go on as ever (approvals and e-invoices, 24).
 *
 * @param to user id
 * @throws Refusal at `question` without one, or above 500 characters; at `to` approval.ask_not_to for oneself and for whom the draft is hidden
 *   from, there or not; approval.question_open where one is; as `approve`
 * @throws Stale where it was changed since it was looked at; NotFound, Forbidden
 */
export async function askAbout(
  actor: Actor,
  of: MatterRef,
  version: number,
  to: number,
  question: string,
): Promise<void> {
  authorise(actor, "purchase_invoice.review")
  const asks = readWords(question, "question", "approval.question_missing")
  const { companyId } = actor
  await inCompany(companyId, async tx => {
    const pending = await lockPending(tx, actor, of, version)
    const entry = await approvalEntryOf(tx, actor, pending.approval, pending.considered, pending.entries)
    requireAllowed(entry, false, pending.considered)
    if (entry.askedAt !== null) throw refuse("approval.question_open")
    const people = await peopleWhoSee(tx, companyId, pending.matter)
    if (to === actor.userId || !people.some(({ id }) => id === to)) throw refuse("approval.ask_not_to", undefined, "to")
    await tx
      .update(approvalEntry)
      .set({ askedAt: sql`now()`, askedOf: to, question: asks })
      .where(and(eq(approvalEntry.companyId, companyId), eq(approvalEntry.id, entry.id)))
    await recordApproval(tx, actor, pending.matter, "asked", { data: { question: asks, toUserId: to }, tell: [to] })
  })
}
