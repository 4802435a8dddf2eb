import { and, eq, isNull, lt, lte, or } from "drizzle-orm"
import { approvalEntry } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { inCompany } from "@/db/tenancy"
import { tooLow } from "@/domain/approvals/limits"
import { standIn } from "@/domain/approvals/stand-in"
import { readWorkingCalendar } from "@/domain/calendar/read-working-calendar"
import { addDays, type IsoDate } from "@/domain/dates/date"
import { addWorkingDays, type WorkingCalendar } from "@/domain/dates/working-days"
import type { EntryRow } from "@/domain/purchase-approvals/open-entry"
import { isLastStep, type Pending } from "@/domain/purchase-approvals/pending"
import { tellByClock } from "./tell"
import { eachPending, listWaiting, readClockSetup } from "./waiting"

/**
 * Asks the next superior too, where an answer stayed out for the company's working days after its deadline: whoever was asked stays asked
 * (approvals and e-invoices, 23). Nobody is asked who may not approve it, or, in the last step, whose limit does not suffice; where
 * nobody is left, it is tried again the next day, as setup may have changed.
 *
 * @param now what day it is, in the company
 * @returns how many were asked
 */
export async function escalateOverdue(companyId: number, now = new Date()): Promise<number> {
  const late = await inCompany(companyId, async tx => {
    const setup = await readClockSetup(tx, companyId, now)
    if (!setup || setup.escalateAfterDays === null) return null
    const { day, escalateAfterDays: after } = setup
    const isLate = and(
      lte(approvalEntry.dueDate, addDays(day, -after)),
      or(isNull(approvalEntry.escalatedOn), lt(approvalEntry.escalatedOn, day)),
    )!
    const waiting = await listWaiting(tx, companyId, isLate)
    return { day, after, waiting, calendar: await readWorkingCalendar(tx, companyId, day) }
  })
  if (!late) return 0
  return eachPending(companyId, late.waiting, late.day, async (tx, pending) => {
    let asked = 0
    const entries = [...pending.entries]
    for (const entry of pending.entries) {
      if (!isOverdue(entry, late) || entries.some(isAnswerTo(entry))) continue
      const added = await askAbove(tx, { ...pending, entries }, entry, late)
      if (added) entries.push(added)
      asked += added ? 1 : 0
    }
    return asked
  })
}

type Late = { day: IsoDate; after: number; calendar: WorkingCalendar }

function isOverdue({ state, askedAt, dueDate, escalatedOn }: EntryRow, { day, after, calendar }: Late): boolean {
  if (state !== "open" || askedAt !== null || dueDate === null) return false
  return (escalatedOn ?? "") < day && addWorkingDays(dueDate, after, calendar) <= day
}

/** Somebody above was asked because of that entry already. */
const isAnswerTo =
  ({ step, approverId }: EntryRow) =>
  (other: EntryRow) =>
    other.step === step && other.escalatedFrom === approverId

/** @returns whom it went to; undefined: nobody above may approve it */
async function askAbove(tx: Tx, pending: Pending, entry: EntryRow, late: Late): Promise<EntryRow | undefined> {
  const { companyId, id, approvalId, step, approverId } = entry
  await tx
    .update(approvalEntry)
    .set({ escalatedOn: late.day })
    .where(and(eq(approvalEntry.companyId, companyId), eq(approvalEntry.id, id)))
  const next = nextAbove(pending, entry)
  if (!next) return undefined
  const days = next.deadlineDays ?? pending.setup.approvalDeadlineDays
  const dueDate = addWorkingDays(late.day, days, late.calendar)
  const [added] = await tx
    .insert(approvalEntry)
    .values({ companyId, approvalId, step, dueDate, state: "open", escalatedFrom: approverId, ...next.asked })
    .returning()
  await tellByClock(tx, pending.matter, "escalated", next.asked.approverId, { dueDate: entry.dueDate! })
  return { ...added!, approverName: "" }
}

/** The first above whoever was asked, or above whom they stand in for, who may approve it and is not asked in the step already. */
function nextAbove(pending: Pending, entry: EntryRow) {
  const { setup, subject } = pending.considered
  const mustSuffice = isLastStep(pending, entry.step)
  const asked = new Set(
    pending.entries
      .filter(({ step, state }) => step === entry.step && state !== "void")
      .map(({ approverId }) => approverId),
  )
  const seen = new Set<number>()
  let next = setup.people.get(entry.forUserId ?? entry.approverId)?.superiorId ?? null
  while (next !== null && !seen.has(next)) {
    seen.add(next)
    const person = setup.people.get(next)
    if (!person) return undefined
    const isFree = person.isReviewer && !subject.excluded.has(next) && !asked.has(next)
    if (isFree && (!mustSuffice || !tooLow(person, subject))) {
      const { person: who, forUserId } = standIn(setup, subject, person, mustSuffice)
      if (!asked.has(who.userId))
        return { asked: { approverId: who.userId, forUserId }, deadlineDays: who.deadlineDays }
    }
    next = person.superiorId
  }
  return undefined
}
