/** What an approver asks stops the clock; whoever may answers, and it runs again with the time it stood added. */
import { and, eq } from "drizzle-orm"
import { beforeEach, expect, test } from "vitest"
import { approvalEntry, event, notification } from "@/db/schema"
import { inCompany, postgresErrorCode } from "@/db/tenancy"
import { remindOfDeadlines } from "@/domain/approval-clock/remind"
import { addDays, type IsoDate, today } from "@/domain/dates/date"
import { addWorkingDays } from "@/domain/dates/working-days"
import { Forbidden, NotFound } from "@/domain/errors"
import { approve } from "@/domain/purchase-approvals/decide"
import { readDraftApprovals } from "@/domain/purchase-approvals/read-approvals"
import { sendForApproval } from "@/domain/purchase-approvals/send-for-approval"
import { approvalsOf, makeApprovalCompany, storedDraft, versionOf } from "@/test/approvals"
import { makeActor, makeCompany } from "@/test/factories"
import { expectCode } from "@/test/refusals"
import { answerQuestion } from "./answer-question"
import { askAbout } from "./ask-about"
import { listAskable } from "./list-askable"

let home: Awaited<ReturnType<typeof makeApprovalCompany>>
let no: string
let version: number

beforeEach(async () => {
  home = await makeApprovalCompany({ approvalDeadlineDays: 3 })
  no = await home.draft(home.buyer, "500")
  await sendForApproval(home.buyer, no, await versionOf(home.company.id, no))
  version = await versionOf(home.company.id, no)
})

const entry = async () => (await approvalsOf(home.company.id, no)).at(-1)!.entries.at(-1)!
const ask = (text = "Why so dear?", to = home.buyer.userId) => askAbout(home.lead, no, version, to, text)
const noon = (day: IsoDate) => new Date(`${day}T11:00:00Z`)
const week = { off: new Set([6, 7]), holidays: new Set<IsoDate>() }

async function told(kind: string) {
  const rows = await inCompany(home.company.id, tx =>
    tx
      .select({ userId: notification.userId, data: event.data })
      .from(event)
      .innerJoin(notification, and(eq(notification.companyId, event.companyId), eq(notification.eventId, event.id)))
      .where(and(eq(event.kind, kind), eq(event.subjectNo, no))),
  )
  return rows.map(({ userId, data }) => [userId, data.question ?? data.answer])
}

test("the deadline moves by the working days on which the question was open, and the reminder with it", async () => {
  const { dueDate } = await entry()
  await ask()
  expect(await told("approval.asked")).toEqual([[home.buyer.userId, "Why so dear?"]])
  const start = today("Europe/Amsterdam")
  expect(await remindOfDeadlines(home.company.id, noon(addDays(start, 20)))).toBe(0)
  // A fortnight is ten working days, whichever day it begins on.
  await answerQuestion(home.buyer, no, (await entry()).id, "A rush order", noon(addDays(start, 14)))
  expect(await told("approval.answered")).toEqual([[home.lead.userId, "A rush order"]])
  const later = addWorkingDays(dueDate!, 10, week)
  expect(await entry()).toMatchObject({ dueDate: later, askedAt: null, askedOf: null, question: "" })
  expect(await remindOfDeadlines(home.company.id, noon(addDays(later, -1)))).toBe(0)
  expect(await remindOfDeadlines(home.company.id, noon(later))).toBe(1)
  await expectCode(answerQuestion(home.buyer, no, (await entry()).id, "Again"), "approval.question_settled")
  await ask("And now?")
  await answerQuestion(home.buyer, no, (await entry()).id, "Still", noon(start))
  expect(await entry()).toMatchObject({ dueDate: later })
})

test("only who is asked to approve asks, of who sees the draft, one question at a time", async () => {
  const { buyer, lead, head, asker, administrator } = home
  await expect(askAbout(buyer, no, version, lead.userId, "Me?")).rejects.toThrow(Forbidden)
  await expectCode(askAbout(head, no, version, buyer.userId, "Not asked"), "approval.not_asked")
  const stranger = await makeActor((await makeCompany()).id, "purchasing_manager")
  await expect(askAbout(stranger, no, version, buyer.userId, "Elsewhere")).rejects.toThrow(NotFound)
  for (const to of [lead, asker, administrator, stranger])
    await expectCode(ask("Who?", to.userId), "approval.ask_not_to")
  await expectCode(ask("Who?", 98_765_432), "approval.ask_not_to")
  await expectCode(ask("  "), "approval.question_missing")
  await expectCode(ask("x".repeat(501)), "too_long")
  expect(await listAskable(lead, no)).toEqual([
    { userId: buyer.userId, name: buyer.name },
    { userId: head.userId, name: head.name },
  ])
  await expect(listAskable(stranger, no)).rejects.toThrow(NotFound)
  await ask()
  await expectCode(ask("More?"), "approval.question_open")
})

test("whom it was put to, who asked for it and who asked answer; others do not, nor elsewhere", async () => {
  const { company, buyer, lead, head, asker } = home
  const other = await makeActor(company.id, "purchasing_manager")
  await ask("Head, what is this?", head.userId)
  const { id } = await entry()
  expect((await readDraftApprovals(lead, no)).may).toMatchObject({ answer: true, ask: false })
  const mayAnswer = async (actor: typeof lead) =>
    (await readDraftApprovals(actor, no)).rounds[0]!.steps[0]!.people[0]!.question?.mayAnswer
  expect(await Promise.all([head, buyer, lead, other].map(mayAnswer))).toEqual([true, true, true, false])
  await expect(answerQuestion(other, no, id, "Well")).rejects.toThrow(Forbidden)
  await expect(answerQuestion(asker, no, id, "Well")).rejects.toThrow(NotFound)
  await expectCode(answerQuestion(head, no, id + 1_000, "Well"), "approval.question_settled")
  const another = await home.draft(buyer, "20")
  await expectCode(answerQuestion(head, another, id, "Well"), "approval.question_settled")
  await expectCode(answerQuestion(head, no, id, " "), "approval.answer_missing")
  await answerQuestion(head, no, id, "All right")
  for (const actor of [buyer, lead]) {
    await ask("Head, again?", head.userId)
    await answerQuestion(actor, no, id, "By telephone")
  }
  // Two at the same moment are one answer.
  await ask("Once more?", head.userId)
  const both = await Promise.allSettled([buyer, head].map(actor => answerQuestion(actor, no, id, "Yes")))
  expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"])
})

test("an open question bars no answer to the approval, and is settled by it", async () => {
  await ask()
  const { id } = await entry()
  await approve(home.lead, no, version)
  expect(await storedDraft(home.company.id, no)).toMatchObject({ reviewState: "reviewed" })
  await expectCode(answerQuestion(home.buyer, no, id, "Late"), "approval.question_settled")
  expect((await readDraftApprovals(home.lead, no)).rounds[0]!.steps[0]!.people[0]!.question).toBeNull()
  const half = inCompany(home.company.id, tx =>
    tx.update(approvalEntry).set({ askedOf: null }).where(eq(approvalEntry.id, id)),
  )
  expect(postgresErrorCode(await half.catch((error: unknown) => error))).toBe("23514")
})
