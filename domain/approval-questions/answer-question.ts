import { and, eq } from "drizzle-orm"
import { approval, approvalEntry, company } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import type { Matter, MatterRef } from "@/domain/approvals/matter"
import { readWorkingCalendar } from "@/domain/calendar/read-working-calendar"
import { type IsoDate, today } from "@/domain/dates/date"
import { addWorkingDays, type WorkingCalendar, workingDaysBetween } from "@/domain/dates/working-days"
import { Forbidden, refuse } from "@/domain/errors"
import { lockMatter } from "@/domain/purchase-approvals/matter-of"
import { mayAnswerQuestion } from "@/domain/purchase-approvals/open-question"
import { readWords } from "@/domain/purchase-approvals/reason"
import { recordApproval } from "@/domain/purchase-approvals/record-approval"

/**
 * Answers what an approver asked about a draft; the approver is told, and the clock runs again: the deadline is later by the working days on
 * which it stood. By whom it was put to, who asked for or sent the draft, or who asked the question and knows by now.
 *
 * @param entryId whose question it is
 * @param now when it is answered
 * @throws Refusal at `answer` without one, or above 500 characters; approval.question_settled where none is open any more
 * @throws NotFound, Forbidden as for seeing the draft, and for others
 */
export async function answerQuestion(
  actor: Actor,
  of: MatterRef,
  entryId: number,
  answer: string,
  now = new Date(),
): Promise<void> {
  authorise(actor, "purchase_invoice.edit_own")
  const says = readWords(answer, "answer", "approval.answer_missing")
  const { companyId } = actor
  await inCompany(companyId, async tx => {
    const { matter } = await lockMatter(tx, actor, of)
    const { entry, sentBy, isPending } = await entryOf(tx, matter, entryId)
    const { askedAt, askedOf, approverId, dueDate, remindedOn } = entry
    if (!isPending || entry.state !== "open" || askedAt === null) throw refuse("approval.question_settled")
    if (!mayAnswerQuestion(actor, { askedOf, approverId, sentBy, requestedBy: matter.requestedBy }))
      throw new Forbidden("purchase_invoice.review")
    const { timeZone, calendar, day } = await readClock(tx, companyId, now)
    const later = dueDate === null ? null : movedBy(dueDate, today(timeZone, askedAt), day, calendar)
    // Who was reminded of a day that is not the last any more is reminded of the one that is.
    const reminded = later !== null && later > day ? null : remindedOn
    await tx
      .update(approvalEntry)
      .set({ askedAt: null, askedOf: null, question: "", dueDate: later, remindedOn: reminded })
      .where(and(eq(approvalEntry.companyId, companyId), eq(approvalEntry.id, entryId)))
    await recordApproval(tx, actor, matter, "answered", { data: { answer: says }, tell: [approverId, askedOf!] })
  })
}

/** Later by the working days on which the clock stood. */
function movedBy(dueDate: IsoDate, asked: IsoDate, answered: IsoDate, calendar: WorkingCalendar): IsoDate {
  const days = Math.max(0, workingDaysBetween(asked, answered, calendar))
  return days === 0 ? dueDate : addWorkingDays(dueDate, days, calendar)
}

async function entryOf(tx: Tx, { companyId, type, no }: Matter, entryId: number) {
  const [found] = Number.isSafeInteger(entryId)
    ? await tx
        .select({ entry: approvalEntry, sentBy: approval.sentBy, state: approval.state })
        .from(approvalEntry)
        .innerJoin(
          approval,
          and(eq(approval.companyId, approvalEntry.companyId), eq(approval.id, approvalEntry.approvalId)),
        )
        .where(
          and(
            eq(approvalEntry.companyId, companyId),
            eq(approvalEntry.id, entryId),
            eq(approval.subjectType, type),
            eq(approval.subjectNo, no),
          ),
        )
    : []
  // Of another document, another company or none: alike.
  if (!found) throw refuse("approval.question_settled")
  return { ...found, isPending: found.state === "pending" }
}

async function readClock(tx: Tx, companyId: number, now: Date) {
  const [own] = await tx.select({ timeZone: company.timeZone }).from(company).where(eq(company.id, companyId))
  const { timeZone } = own!
  const day = today(timeZone, now)
  return { timeZone, day, calendar: await readWorkingCalendar(tx, companyId, day) }
}
