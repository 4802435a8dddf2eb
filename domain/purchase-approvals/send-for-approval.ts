import { and, eq, max } from "drizzle-orm"
import { approval, approvalEntry, approvalStep } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import type { Considered } from "@/domain/approvals/considered"
import { dueFrom } from "@/domain/approvals/due-from"
import { endApprovals } from "@/domain/approvals/in-force"
import type { Approvable, MatterRef } from "@/domain/approvals/matter"
import { moveDraft, requireMove } from "@/domain/approvals/move"
import { type Route, routeOf } from "@/domain/approvals/route"
import { refuse } from "@/domain/errors"
import { toPlain } from "@/domain/money/decimal"
import { requireVersion } from "@/domain/purchase-documents/access"
import { lockMatter } from "./matter-of"
import { recordApproval } from "./record-approval"

/**
 * Sends a draft or a payment order for approval: those whom the rules name are asked, the first step at once, and told.
 *
 * @throws Refusal approval.no_move where the company does not approve by rules; approval.in_force where one is pending or good;
 *   approval.nothing for a draft without amounts; approval.nobody_left; exchange_rate_missing
 * @throws Stale where it was changed since it was looked at; NotFound, Forbidden as for seeing it
 */
export async function sendForApproval(actor: Actor, of: MatterRef, version: number): Promise<void> {
  await inCompany(actor.companyId, async tx => {
    const found = await lockMatter(tx, actor, of)
    requireVersion(found.matter, version)
    await sendIn(tx, actor, found)
  })
}

/** The same of what is locked, in the caller's transaction. @throws as `sendForApproval` */
export async function sendIn(tx: Tx, actor: Actor, of: Approvable): Promise<void> {
  const { matter, setup } = of
  requireMove(setup.approval, "send", matter)
  await endWhatCountsNoMore(tx, of)
  if (of.isNothing) throw refuse("approval.nothing")
  const considered = await of.consider(actor.userId)
  const route = routeOf(considered.setup, considered.subject)
  if (route.steps.length === 0) throw nobodyLeft(route)
  await writeApproval(tx, actor, of, route, considered)
  await moveDraft(tx, setup.approval, "send", matter)
  await recordApproval(tx, actor, matter, "sent", {
    tell: route.steps[0]!.entries.map(({ approverId }) => approverId),
  })
}

/** @throws Refusal approval.in_force where one is pending or good just as it is */
async function endWhatCountsNoMore(tx: Tx, of: Approvable): Promise<void> {
  if (!of.inForce) return
  const { companyId, no, type } = of.matter
  const changes = await of.changes()
  const isKept = of.inForce.state === "approved" && (await of.isKeptDespite(changes))
  if (changes.length === 0 || isKept) throw refuse("approval.in_force")
  const fields = changes.map(({ field }) => field)
  await endApprovals(tx, companyId, [no], "voided", fields, type)
}

/** With who could be given what they lack, so that somebody can be asked to. */
function nobodyLeft({ couldBeGiven }: Route) {
  const names = couldBeGiven.slice(0, 5).map(({ name }) => name)
  return names.length === 0
    ? refuse("approval.nobody_left")
    : refuse("approval.nobody_left_but", { names: names.join(", "), count: couldBeGiven.length })
}

async function writeApproval(
  tx: Tx,
  actor: Actor,
  { matter, setup, signed, digest, beside }: Approvable,
  route: Route,
  considered: Considered,
): Promise<void> {
  const { companyId, type: subjectType, no: subjectNo } = matter
  const [before] = await tx
    .select({ round: max(approval.round) })
    .from(approval)
    .where(
      and(eq(approval.companyId, companyId), eq(approval.subjectType, subjectType), eq(approval.subjectNo, subjectNo)),
    )
  const [made] = await tx
    .insert(approval)
    .values({
      companyId,
      subjectType,
      subjectNo,
      round: (before?.round ?? 0) + 1,
      way: route.way,
      ruleNo: route.ruleNo,
      amount: toPlain(considered.subject.amount),
      routedAmount: route.routedAmount,
      sentBy: actor.userId,
      sentByName: actor.name,
      digest,
      signed,
      facts: { beside },
    })
    .returning({ id: approval.id })
  const approvalId = made!.id
  await tx
    .insert(approvalStep)
    .values(route.steps.map(({ needed }, index) => ({ companyId, approvalId, step: index + 1, needed })))
  await tx.insert(approvalEntry).values(
    route.steps.flatMap(({ entries }, index) =>
      entries.map(({ approverId, forUserId, deadlineDays }) => ({
        companyId,
        approvalId,
        step: index + 1,
        approverId,
        forUserId,
        ...(index === 0 && { state: "open" as const, dueDate: dueFrom(considered, deadlineDays, setup) }),
      })),
    ),
  )
}
