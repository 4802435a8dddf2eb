import { and, eq, max } from "drizzle-orm"
import { approval, approvalEntry, approvalStep } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { dueFrom } from "@/domain/approvals/due-from"
import {
  type ApprovalSetup,
  changesSinceSigned,
  endApprovals,
  readApproval,
  readApprovalSetup,
  readStanding,
  type Standing,
} from "@/domain/approvals/in-force"
import { keepsOnDecrease } from "@/domain/approvals/kept-decrease"
import { moveDraft, requireMove } from "@/domain/approvals/move"
import { type Route, routeOf } from "@/domain/approvals/route"
import { besideOf, type DraftRow } from "@/domain/approvals/signed"
import { readLines } from "@/domain/documents/store-lines"
import { refuse } from "@/domain/errors"
import { toPlain } from "@/domain/money/decimal"
import { lockPurchaseDocument, requireVersion } from "@/domain/purchase-documents/access"
import { recordApproval } from "./record-approval"
import { type Considered, consider } from "./subject-of"

/**
 * Sends a draft for approval: those whom the rules name are asked, the first step at once, and told.
 *
 * @throws Refusal approval.no_move where the company does not approve by rules; approval.in_force where one is pending or good;
 *   approval.nothing for a draft without amounts; approval.nobody_left; exchange_rate_missing
 * @throws Stale where it was changed since it was looked at; NotFound, Forbidden as for seeing it
 */
export async function sendForApproval(actor: Actor, no: string, version: number): Promise<void> {
  await inCompany(actor.companyId, async tx => {
    const header = await lockPurchaseDocument(tx, actor, no)
    requireVersion(header, version)
    const setup = await readApprovalSetup(tx, actor.companyId)
    requireMove(setup.approval, "send", header)
    const lines = await readLines(tx, "purchase", actor.companyId, no)
    const standing = await readStanding(tx, header, lines)
    await endWhatCountsNoMore(tx, header, setup, standing)
    if (Object.keys(standing.signed.lines).length === 0) throw refuse("approval.nothing")
    const considered = await consider(tx, header, lines, setup, actor.userId)
    const route = routeOf(considered.setup, considered.subject)
    if (route.steps.length === 0) throw nobodyLeft(route)
    await writeApproval(tx, actor, header, standing, route, considered, setup)
    await moveDraft(tx, setup.approval, "send", header)
    await recordApproval(tx, actor, header, "sent", {
      tell: route.steps[0]!.entries.map(({ approverId }) => approverId),
    })
  })
}

/** @throws Refusal approval.in_force where one is pending or good just as the draft is */
async function endWhatCountsNoMore(tx: Tx, header: DraftRow, setup: ApprovalSetup, standing: Standing): Promise<void> {
  const { inForce, signed } = standing
  if (!inForce) return
  const changes = await changesSinceSigned(tx, header.companyId, standing)
  const approved = await readApproval(tx, header.companyId, inForce.id)
  const isKept = inForce.state === "approved" && keepsOnDecrease(setup, approved, signed, changes)
  if (changes.length === 0 || isKept) throw refuse("approval.in_force")
  await endApprovals(
    tx,
    header.companyId,
    [header.no],
    "voided",
    changes.map(({ field }) => field),
  )
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
  header: DraftRow,
  { signed, digest }: Standing,
  route: Route,
  considered: Considered,
  setup: ApprovalSetup,
): Promise<void> {
  const { companyId, no } = header
  const [before] = await tx
    .select({ round: max(approval.round) })
    .from(approval)
    .where(
      and(eq(approval.companyId, companyId), eq(approval.subjectType, "purchase_invoice"), eq(approval.subjectNo, no)),
    )
  const [made] = await tx
    .insert(approval)
    .values({
      companyId,
      subjectType: "purchase_invoice",
      subjectNo: no,
      round: (before?.round ?? 0) + 1,
      way: route.way,
      ruleNo: route.ruleNo,
      amount: toPlain(considered.subject.amount),
      routedAmount: route.routedAmount,
      sentBy: actor.userId,
      sentByName: actor.name,
      digest,
      signed,
      facts: { beside: besideOf(header) },
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
