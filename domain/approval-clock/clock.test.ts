import { and, eq } from "drizzle-orm"
import { beforeEach, expect, test } from "vitest"
import { approvalEntry, approvalSubstitute, event, holiday, notification } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { addDays, type IsoDate } from "@/domain/dates/date"
import { addWorkingDays, type WorkingCalendar } from "@/domain/dates/working-days"
import { approve } from "@/domain/purchase-approvals/decide"
import { sendForApproval } from "@/domain/purchase-approvals/send-for-approval"
import { approvalsOf, makeApprovalCompany, setApproval, setApprover, storedDraft, versionOf } from "@/test/approvals"
import { makeActor } from "@/test/factories"
import { escalateOverdue } from "./escalate"
import { remindOfDeadlines } from "./remind"
import { askSubstitutes } from "./substitute"

type Home = Awaited<ReturnType<typeof makeApprovalCompany>>
let home: Home
let top: Actor

beforeEach(async () => {
  home = await makeApprovalCompany({ escalateAfterDays: 2, approvalDeadlineDays: 3 })
  top = await makeActor(home.company.id, "purchasing_manager")
  await setApprover(home.head, { unlimited: true, superiorId: top.userId })
  await setApprover(top, { unlimited: true })
})

const week: WorkingCalendar = { off: new Set([6, 7]), holidays: new Set() }
/** Noon of a day, in the company. */
const noon = (day: IsoDate) => new Date(`${day}T11:00:00Z`)
const entries = async (no: string) => (await approvalsOf(home.company.id, no)).at(-1)!.entries
const asked = async (no: string) =>
  (await entries(no)).filter(({ state }) => state === "open").map(({ approverId }) => approverId)

async function sent(price: string): Promise<{ no: string; due: IsoDate }> {
  const no = await home.draft(home.buyer, price)
  await sendForApproval(home.buyer, no, await versionOf(home.company.id, no))
  return { no, due: (await entries(no))[0]!.dueDate! }
}

/** Events of the clock, with who was told. */
async function told(kind: string) {
  return inCompany(home.company.id, tx =>
    tx
      .select({ no: event.subjectNo, userId: notification.userId, mail: notification.mailState })
      .from(event)
      .innerJoin(notification, and(eq(notification.companyId, event.companyId), eq(notification.eventId, event.id)))
      .where(eq(event.kind, kind)),
  )
}

test("whoever is asked is reminded once, on the day that the answer is due, by a letter too", async () => {
  const { no, due } = await sent("500")
  const { id } = home.company
  expect(await remindOfDeadlines(id, noon(addDays(due, -1)))).toBe(0)
  // Twice at the same time is once.
  const runs = await Promise.all([remindOfDeadlines(id, noon(due)), remindOfDeadlines(id, noon(due))])
  expect(runs.toSorted()).toEqual([0, 1])
  expect(await remindOfDeadlines(id, noon(addDays(due, 1)))).toBe(0)
  const [reminded, ...others] = await told("approval.due")
  expect(others).toEqual([])
  expect(reminded).toMatchObject({ no, userId: home.lead.userId, mail: "pending" })
})

test("the clock stands still while a question is open, and for what is answered", async () => {
  const { no, due } = await sent("500")
  const other = await sent("600")
  const [entry] = await entries(no)
  const question = { askedAt: new Date(), askedOf: home.buyer.userId, question: "Why?" }
  await inCompany(home.company.id, tx => tx.update(approvalEntry).set(question).where(eq(approvalEntry.id, entry!.id)))
  await approve(home.lead, other.no, await versionOf(home.company.id, other.no))
  const late = noon(addDays(due, 30))
  expect(await remindOfDeadlines(home.company.id, late)).toBe(0)
  expect(await escalateOverdue(home.company.id, late)).toBe(0)
})

test("the next superior is asked too so many working days after the deadline, and either answer counts", async () => {
  const { no, due } = await sent("500")
  const { id } = home.company
  const day = addWorkingDays(due, 2, week)
  expect(await escalateOverdue(id, noon(addDays(day, -1)))).toBe(0)
  // A holiday more, and it is not yet late.
  await inCompany(id, tx => tx.insert(holiday).values({ companyId: id, date: day, description: "Feest" }))
  expect(await escalateOverdue(id, noon(day))).toBe(0)
  await inCompany(id, tx => tx.delete(holiday).where(eq(holiday.companyId, id)))
  const runs = await Promise.all([escalateOverdue(id, noon(day)), escalateOverdue(id, noon(day))])
  expect(runs.toSorted()).toEqual([0, 1])
  expect(await asked(no)).toEqual([home.lead.userId, home.head.userId])
  expect(await told("approval.escalated")).toMatchObject([{ no, userId: home.head.userId, mail: "pending" }])
  expect(await escalateOverdue(id, noon(addDays(day, 1)))).toBe(0)
  // Nor does the superior answer: it goes on up, and no further than there is somebody.
  const later = addDays(day, 30)
  expect(await escalateOverdue(id, noon(later))).toBe(1)
  expect(await asked(no)).toEqual([home.lead, home.head, top].map(({ userId }) => userId))
  expect(await escalateOverdue(id, noon(addDays(later, 90)))).toBe(0)
  await approve(home.lead, no, await versionOf(id, no))
  expect(await storedDraft(id, no)).toMatchObject({ reviewState: "reviewed" })
  expect(await asked(no)).toEqual([])
})

test("an escalation passes over who never approves it, and whose limit does not suffice", async () => {
  const { id } = home.company
  // The head registered the vendor a moment ago.
  await inCompany(id, tx =>
    tx.insert(event).values({
      companyId: id,
      actorId: home.head.userId,
      actorName: home.head.name,
      kind: "vendor.created",
      subjectType: "vendor",
      subjectNo: home.vendor.no,
      data: {},
    }),
  )
  const { no, due } = await sent("500")
  await setApprover(top, { approvalLimit: "100" })
  const late = addDays(due, 30)
  expect(await escalateOverdue(id, noon(late))).toBe(0)
  expect(await asked(no)).toEqual([home.lead.userId])
  // The same day it is not looked for again; the next it is, as setup may have changed.
  await setApprover(top, { unlimited: true })
  expect(await escalateOverdue(id, noon(late))).toBe(0)
  expect(await escalateOverdue(id, noon(addDays(late, 1)))).toBe(1)
  expect(await asked(no)).toEqual([home.lead.userId, top.userId])
})

test("nobody above is asked where the company does not want it, nor anybody where it approves by no rules", async () => {
  const { due } = await sent("500")
  const late = noon(addDays(due, 30))
  await setApproval(home.company.id, { escalateAfterDays: null })
  expect(await escalateOverdue(home.company.id, late)).toBe(0)
  await setApproval(home.company.id, { escalateAfterDays: 0, approval: "review" })
  expect(await escalateOverdue(home.company.id, late)).toBe(0)
  expect(await remindOfDeadlines(home.company.id, late)).toBe(0)
})

async function away(of: Actor, by: Actor, from: IsoDate, cap: string | null = null): Promise<void> {
  const { companyId, userId } = of
  const substitute = {
    companyId,
    userId,
    substituteId: by.userId,
    startingDate: from,
    endingDate: addDays(from, 4),
    cap,
  }
  await inCompany(companyId, tx => tx.insert(approvalSubstitute).values(substitute))
}

test("what waits for somebody comes along to the substitute on the day the absence begins, and to nobody before", async () => {
  const { no, due } = await sent("500")
  const { id } = home.company
  const from = addDays(due, 10)
  await away(home.lead, top, from)
  expect(await askSubstitutes(id, noon(addDays(from, -1)))).toBe(0)
  const runs = await Promise.all([askSubstitutes(id, noon(from)), askSubstitutes(id, noon(from))])
  expect(runs.toSorted()).toEqual([0, 1])
  expect((await entries(no)).filter(({ state }) => state === "open")).toMatchObject([
    { approverId: top.userId, forUserId: home.lead.userId, dueDate: due },
  ])
  expect(await told("approval.substituted")).toMatchObject([{ no, userId: top.userId, mail: "pending" }])
  expect(await askSubstitutes(id, noon(addDays(from, 1)))).toBe(0)
  // In time nobody above the absent one is left out: the substitute's silence goes up as theirs would.
  expect(await escalateOverdue(id, noon(addDays(from, 30)))).toBe(1)
  expect(await asked(no)).toEqual([top.userId, home.head.userId])
})

test("a substitute without the right, above the cap, or with a hand in it gets nothing", async () => {
  const { no, due } = await sent("500")
  const { id } = home.company
  const purchaser = await makeActor(id, "purchaser")
  await away(home.lead, purchaser, due)
  await away(home.lead, top, due, "100")
  await away(home.lead, home.buyer, due)
  expect(await askSubstitutes(id, noon(due))).toBe(0)
  expect(await asked(no)).toEqual([home.lead.userId])
  await away(home.lead, top, due, "1000")
  expect(await askSubstitutes(id, noon(due))).toBe(1)
})
