import { and, eq, inArray, isNull, lte } from "drizzle-orm"
import { approvalEntry } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { tellByClock } from "./tell"
import { eachPending, listWaiting, readClockSetup } from "./waiting"

/**
 * Tells everybody whose answer is due, once, on the day that it is (approvals and e-invoices, 23). Who has asked the requester something is
 * not reminded until there is an answer.
 *
 * @param now what day it is, in the company
 * @returns how many were told
 */
export async function remindOfDeadlines(companyId: number, now = new Date()): Promise<number> {
  const due = await inCompany(companyId, async tx => {
    const setup = await readClockSetup(tx, companyId, now)
    if (!setup) return null
    const isDue = and(lte(approvalEntry.dueDate, setup.day), isNull(approvalEntry.remindedOn))!
    return { ...setup, waiting: await listWaiting(tx, companyId, isDue) }
  })
  if (!due) return 0
  return eachPending(companyId, due.waiting, due.day, async (tx, { matter, entries }) => {
    const late = entries.filter(
      entry =>
        entry.state === "open" &&
        entry.askedAt === null &&
        entry.remindedOn === null &&
        entry.dueDate !== null &&
        entry.dueDate <= due.day,
    )
    if (late.length === 0) return 0
    await tx
      .update(approvalEntry)
      .set({ remindedOn: due.day })
      .where(
        and(
          eq(approvalEntry.companyId, companyId),
          inArray(
            approvalEntry.id,
            late.map(({ id }) => id),
          ),
        ),
      )
    for (const { approverId, dueDate } of late) {
      await tellByClock(tx, matter, "due", approverId, { dueDate: dueDate! })
    }
    return late.length
  })
}
