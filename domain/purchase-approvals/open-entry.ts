import { and, asc, eq } from "drizzle-orm"
import { approvalEntry, approvalStep } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { shownName } from "@/domain/access/shown-name"
import type { Considered } from "@/domain/approvals/considered"
import type { ApprovalRow } from "@/domain/approvals/in-force"
import { tooLow } from "@/domain/approvals/limits"
import type { Person } from "@/domain/approvals/people"
import { mayStandIn } from "@/domain/approvals/stand-in"
import type { Subject } from "@/domain/approvals/subject"
import { refuse } from "@/domain/errors"

export type EntryRow = typeof approvalEntry.$inferSelect & { approverName: string }
export type StepRow = typeof approvalStep.$inferSelect

/** The steps of an approval, and everybody who is or was asked, in their order. */
export async function readApprovalEntries(
  tx: Tx,
  companyId: number,
  approvalId: number,
): Promise<{ steps: StepRow[]; entries: EntryRow[] }> {
  const [steps, entries] = await Promise.all([
    tx
      .select()
      .from(approvalStep)
      .where(and(eq(approvalStep.companyId, companyId), eq(approvalStep.approvalId, approvalId)))
      .orderBy(asc(approvalStep.step)),
    tx
      .select({ entry: approvalEntry, approverName: shownName(approvalEntry.companyId, approvalEntry.approverId) })
      .from(approvalEntry)
      .where(and(eq(approvalEntry.companyId, companyId), eq(approvalEntry.approvalId, approvalId)))
      .orderBy(asc(approvalEntry.step), asc(approvalEntry.id)),
  ])
  return { steps, entries: entries.map(({ entry, approverName }) => ({ ...entry, approverName })) }
}

/**
 * The open entry that asks the actor, or, from the day on which the actor stands in for somebody, that person: then it becomes the actor's,
 * for them.
 *
 * @throws Refusal approval.settled_by, approval.settled where somebody else was quicker; approval.not_asked
 */
export async function approvalEntryOf(
  tx: Tx,
  actor: Actor,
  approval: ApprovalRow,
  considered: Considered,
  entries: readonly EntryRow[],
): Promise<EntryRow> {
  const own = entries.find(({ state, approverId }) => state === "open" && approverId === actor.userId)
  if (own) return own
  const stands = considered.setup.substitutes.filter(({ substituteId }) => substituteId === actor.userId)
  const absent = entries.find(
    ({ state, approverId }) => state === "open" && stands.some(({ userId }) => userId === approverId),
  )
  if (absent) return takeOver(tx, actor, approval, absent)
  const answered = entries.find(({ approverId }) => approverId === actor.userId)
  if (!answered) throw refuse("approval.not_asked")
  const quicker = entries.findLast(({ step, decision }) => step === answered.step && decision !== null)
  throw quicker ? refuse("approval.settled_by", { name: quicker.approverName }) : refuse("approval.settled")
}

async function takeOver(tx: Tx, actor: Actor, { companyId }: ApprovalRow, absent: EntryRow): Promise<EntryRow> {
  await tx
    .update(approvalEntry)
    .set({ state: "void" })
    .where(and(eq(approvalEntry.companyId, companyId), eq(approvalEntry.id, absent.id)))
  const { approvalId, step, dueDate, approverId: forUserId } = absent
  const [taken] = await tx
    .insert(approvalEntry)
    .values({ companyId, approvalId, step, dueDate, forUserId, approverId: actor.userId, state: "open" })
    .returning()
  return { ...taken!, approverName: actor.name }
}

/**
 * Whether the one whom an entry asks may answer it today: no hand in the draft, a role that approves, within the cap of a substitute,
 * and, in the last step, within limits of their own and of whom they stand in for.
 *
 * Where the company allows it, the only one there is answers their own.
 *
 * @param isLast whether it is of the last step
 * @throws Refusal approval.own_<reason>, approval.no_right, approval.limit, approval.limit_vendor, approval.limit_account, approval.cap
 */
export function requireAllowed(
  entry: Pick<EntryRow, "approverId" | "forUserId">,
  isLast: boolean,
  considered: Considered,
): void {
  const { setup, subject } = considered
  if (subject.ownApproverId === entry.approverId && entry.forUserId === null) return
  // Whom one stands in for is no way round: what they may not approve is nobody's in their name.
  const why = subject.excluded.get(entry.approverId) ?? subject.excluded.get(entry.forUserId ?? 0)
  if (why) throw refuse(`approval.own_${why}`)
  const person = setup.people.get(entry.approverId)
  if (!person?.isReviewer) throw refuse("approval.no_right")
  requireLimits(person, isLast, subject)
  if (entry.forUserId === null) return
  const absent = setup.people.get(entry.forUserId)
  if (isLast && !absent) throw refuse("approval.limit")
  requireLimits(absent, isLast, subject)
  const standing = setup.substitutes.find(
    ({ userId, substituteId }) => userId === entry.forUserId && substituteId === entry.approverId,
  )
  if (standing && !mayStandIn(person, standing.cap, subject, isLast)) throw refuse("approval.cap")
}

/** With the limit that is too low, where it is one for a vendor or an account. */
function requireLimits(person: Person | undefined, isLast: boolean, subject: Subject): void {
  const low = isLast && person ? tooLow(person, subject) : undefined
  if (!low) return
  const { why, ...named } = low
  throw refuse(`approval.${why}`, named)
}
