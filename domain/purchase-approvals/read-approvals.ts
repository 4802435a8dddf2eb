import { and, asc, desc, eq, inArray, sql } from "drizzle-orm"
import { approval, approvalEntry, approvalStep, approvalSubstitute, company } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise, may } from "@/domain/access/actor"
import { shownName } from "@/domain/access/shown-name"
import { besideChanges } from "@/domain/approvals/beside"
import { readApprovalSetup } from "@/domain/approvals/in-force"
import { type Matter, matterOf } from "@/domain/approvals/matter"
import { type ApprovalSetting, moveOf } from "@/domain/approvals/moves"
import { besideOf, type SignedChange } from "@/domain/approvals/signed"
import { today } from "@/domain/dates/date"
import { mayAnswerQuestion } from "./open-question"
import { readSeen } from "./seen"

export type ApprovalPersonView = {
  entryId: number
  approverId: number
  name: string
  /** Whom they stand in for; "": nobody. */
  forName: string
  /** Who handed it on; "": nobody. */
  fromName: string
  state: (typeof approvalEntry.$inferSelect)["state"]
  decision: (typeof approvalEntry.$inferSelect)["decision"]
  decidedAt: Date | null
  dueDate: string | null
  reason: string
  /** What they asked of whom, and since when the clock stands still; null: nothing is open. */
  question: { text: string; ofName: string; askedAt: Date; mayAnswer: boolean } | null
}

/** A round of approval, as it is shown: a line of people and dates. */
export type ApprovalView = {
  id: number
  round: number
  state: (typeof approval.$inferSelect)["state"]
  /** In the company's currency, and what it was routed by where that is more. */
  amount: string
  routedAmount: string
  sentByName: string
  sentAt: Date
  endedAt: Date | null
  voidedByField: string[]
  steps: { step: number; needed: number; people: ApprovalPersonView[] }[]
}

export type DraftApprovals = {
  setting: ApprovalSetting
  /** The latest first. */
  rounds: ApprovalView[]
  /** What is not signed and became another since it was sent. */
  beside: SignedChange[]
  /** What the actor may do now; the operations ask again. */
  may: { send: boolean; cancel: boolean; answer: boolean; ask: boolean; reopen: boolean }
}

/**
 * The approvals of a draft, and what the actor may do about them.
 *
 * @throws NotFound, Forbidden as for seeing the draft
 */
export async function readDraftApprovals(actor: Actor, no: string): Promise<DraftApprovals> {
  authorise(actor, "purchase_invoice.edit_own")
  return inCompany(actor.companyId, async tx => {
    const header = await readSeen(tx, actor, no)
    const { approval } = await readApprovalSetup(tx, actor.companyId)
    return approvalsOf(tx, actor, matterOf(header), approval, besideOf(header))
  })
}

/**
 * The approvals of something that the actor sees, and what they may do about them.
 *
 * @param besideNow what of it is not signed and yet shown
 */
export async function approvalsOf(
  tx: Tx,
  actor: Actor,
  matter: Pick<Matter, "type" | "no" | "requestedBy" | "reviewState">,
  setting: ApprovalSetting,
  besideNow: Record<string, unknown>,
): Promise<DraftApprovals> {
  const { rounds, latest } = await readRounds(tx, actor, matter, matter.requestedBy)
  const isPending = latest?.state === "pending"
  const isAnswered =
    setting === "rules" && isPending && may(actor, "purchase_invoice.review") && (await isAsked(tx, actor, rounds[0]!))
  const hasAsked = rounds[0]?.steps.some(({ people }) =>
    people.some(({ approverId, question }) => approverId === actor.userId && question !== null),
  )
  const isSenders = latest?.sentBy === actor.userId || matter.requestedBy === actor.userId
  return {
    setting,
    rounds,
    beside: latest && isPending ? besideChanges((latest.facts.beside ?? {}) as never, besideNow) : [],
    may: {
      send: moveOf(setting, "send", matter.reviewState) !== undefined && !isPending && latest?.state !== "approved",
      cancel: setting === "rules" && isPending && (isSenders || may(actor, "company.administer")),
      answer: isAnswered,
      ask: isAnswered && !hasAsked,
      reopen: moveOf(setting, "reopen", matter.reviewState) !== undefined && may(actor, "purchase_invoice.edit_all"),
    },
  }
}

/** The approvals of what a posted document was before. @throws Forbidden for who does not see the books */
export async function readPostedApprovals(actor: Actor, draftNo: string): Promise<ApprovalView[]> {
  authorise(actor, "books.see")
  return inCompany(
    actor.companyId,
    async tx => (await readRounds(tx, actor, { type: "purchase_invoice", no: draftNo })).rounds,
  )
}

/** @param requestedBy of a draft; of what is posted nobody answers anything */
async function readRounds(tx: Tx, actor: Actor, { type, no }: Pick<Matter, "type" | "no">, requestedBy?: number) {
  const { companyId } = actor
  const approvals = await tx
    .select()
    .from(approval)
    .where(and(eq(approval.companyId, companyId), eq(approval.subjectType, type), eq(approval.subjectNo, no)))
    .orderBy(desc(approval.round))
    .limit(10)
  const ids = approvals.map(({ id }) => id)
  if (ids.length === 0) return { rounds: [], latest: undefined }
  const [steps, entries] = await Promise.all([
    tx
      .select()
      .from(approvalStep)
      .where(and(eq(approvalStep.companyId, companyId), inArray(approvalStep.approvalId, ids)))
      .orderBy(asc(approvalStep.step)),
    tx
      .select({
        entry: approvalEntry,
        name: shownName(companyId, approvalEntry.approverId),
        forName: sql<string>`case when ${approvalEntry.forUserId} is null then '' else ${shownName(companyId, approvalEntry.forUserId)} end`,
        fromName: sql<string>`case when ${approvalEntry.delegatedFrom} is null then '' else ${shownName(companyId, approvalEntry.delegatedFrom)} end`,
        askedOfName: sql<string>`case when ${approvalEntry.askedOf} is null then '' else ${shownName(companyId, approvalEntry.askedOf)} end`,
      })
      .from(approvalEntry)
      .where(and(eq(approvalEntry.companyId, companyId), inArray(approvalEntry.approvalId, ids)))
      .orderBy(asc(approvalEntry.step), asc(approvalEntry.id)),
  ])
  const rounds = approvals.map(
    ({ id, round, state, amount, routedAmount, sentBy, sentByName, sentAt, endedAt, voidedByField }): ApprovalView => ({
      id,
      round,
      state,
      amount,
      routedAmount,
      sentByName,
      sentAt,
      endedAt,
      voidedByField,
      steps: steps
        .filter(({ approvalId }) => approvalId === id)
        .map(({ step, needed }) => ({
          step,
          needed,
          people: entries
            .filter(({ entry }) => entry.approvalId === id && entry.step === step)
            .map(({ entry, askedOfName, ...names }) => ({
              entryId: entry.id,
              approverId: entry.approverId,
              ...names,
              question:
                state === "pending" && entry.state === "open" && entry.askedAt !== null
                  ? {
                      text: entry.question,
                      ofName: askedOfName,
                      askedAt: entry.askedAt,
                      mayAnswer:
                        requestedBy !== undefined && mayAnswerQuestion(actor, { ...entry, sentBy, requestedBy }),
                    }
                  : null,
              state: entry.state,
              decision: entry.decision,
              decidedAt: entry.decidedAt,
              dueDate: entry.dueDate,
              reason: entry.reason,
            })),
        })),
    }),
  )
  return { rounds, latest: approvals[0] }
}

/** Whether the actor is asked now, or stands in today for who is. */
async function isAsked(tx: Tx, { companyId, userId }: Actor, { steps }: ApprovalView): Promise<boolean> {
  const open = steps.flatMap(({ people }) => people.filter(({ state }) => state === "open"))
  if (open.some(({ approverId }) => approverId === userId)) return true
  const [own] = await tx.select({ timeZone: company.timeZone }).from(company).where(eq(company.id, companyId))
  const day = today(own!.timeZone)
  const stands = and(
    eq(approvalSubstitute.companyId, companyId),
    eq(approvalSubstitute.substituteId, userId),
    inArray(
      approvalSubstitute.userId,
      open.map(({ approverId }) => approverId),
    ),
    sql`${day}::date between ${approvalSubstitute.startingDate} and ${approvalSubstitute.endingDate}`,
  )
  return open.length > 0 && (await tx.$count(approvalSubstitute, stands)) > 0
}
