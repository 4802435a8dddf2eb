import { and, eq, exists, gte, isNull, lte, sql } from "drizzle-orm"
import { approvalEntry, approvalSubstitute } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { standIn } from "@/domain/approvals/stand-in"
import type { EntryRow } from "@/domain/purchase-approvals/open-entry"
import { isLastStep, type Pending } from "@/domain/purchase-approvals/pending"
import { tellByClock } from "./tell"
import { eachPending, listWaiting, readClockSetup } from "./waiting"

/**
 * Takes what waits for somebody who is away from today on to who stands in for them, within caps, limits and whom rule 19 excludes; where
 * nobody may, it stays where it is (approvals and e-invoices, 22).
 *
 * @param now what day it is, in the company
 * @returns how many went to somebody else
 */
export async function askSubstitutes(companyId: number, now = new Date()): Promise<number> {
  const away = await inCompany(companyId, async tx => {
    const setup = await readClockSetup(tx, companyId, now)
    if (!setup) return null
    const s = approvalSubstitute
    const isAway = tx
      .select({ found: sql`1` })
      .from(s)
      .where(
        and(
          eq(s.companyId, companyId),
          eq(s.userId, approvalEntry.approverId),
          lte(s.startingDate, setup.day),
          gte(s.endingDate, setup.day),
        ),
      )
    // Who stands in already hands it to nobody: chains would grow from day to day.
    const waiting = await listWaiting(tx, companyId, and(isNull(approvalEntry.forUserId), exists(isAway))!)
    return { day: setup.day, waiting }
  })
  if (!away) return 0
  return eachPending(companyId, away.waiting, away.day, async (tx, pending) => {
    let moved = 0
    for (const entry of pending.entries) {
      const isWaiting = entry.state === "open" && entry.askedAt === null && entry.forUserId === null
      if (isWaiting && (await handOver(tx, pending, entry))) moved += 1
    }
    return moved
  })
}

async function handOver(tx: Tx, pending: Pending, entry: EntryRow): Promise<boolean> {
  const { setup, subject } = pending.considered
  const person = setup.people.get(entry.approverId)
  if (!person || subject.excluded.has(person.userId)) return false
  const { person: who, forUserId } = standIn(setup, subject, person, isLastStep(pending, entry.step))
  const { companyId, id, approvalId, step, dueDate, remindedOn, delegatedFrom, escalatedFrom, escalatedOn } = entry
  if (forUserId === null) return false
  // Looked up now: an earlier entry of this very run may have asked them.
  const asked = await tx.$count(
    approvalEntry,
    and(
      eq(approvalEntry.companyId, companyId),
      eq(approvalEntry.approvalId, approvalId),
      eq(approvalEntry.step, step),
      eq(approvalEntry.approverId, who.userId),
      sql`${approvalEntry.state} in ('waiting', 'open', 'approved')`,
    ),
  )
  if (asked > 0) return false
  await tx
    .update(approvalEntry)
    .set({ state: "void" })
    .where(and(eq(approvalEntry.companyId, companyId), eq(approvalEntry.id, id)))
  const kept = { companyId, approvalId, step, dueDate, remindedOn, delegatedFrom, escalatedFrom, escalatedOn }
  await tx.insert(approvalEntry).values({ ...kept, state: "open", approverId: who.userId, forUserId })
  await tellByClock(tx, pending.matter, "substituted", who.userId, { dueDate: dueDate! })
  return true
}
