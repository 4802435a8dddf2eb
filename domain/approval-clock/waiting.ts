/** What waits for an approval, day by day. */
import { and, asc, eq, isNull, type SQL } from "drizzle-orm"
import { approval, approvalEntry, company, purchasesSetup } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import type { MatterRef } from "@/domain/approvals/matter"
import { readApprovalPeople } from "@/domain/approvals/people"
import { type IsoDate, today } from "@/domain/dates/date"
import { Refusal } from "@/domain/errors"
import { lockMatterOf, refOf } from "@/domain/purchase-approvals/matter-of"
import { type Pending, readPending } from "@/domain/purchase-approvals/pending"

/** What the clock asks of a company that approves drafts by rules, payments, or where vendors are paid. */
export type ClockSetup = {
  day: IsoDate
  /** Working days after a deadline; null: nobody above is asked. */
  escalateAfterDays: number | null
}

/** @returns null for a company that approves none of these by rules: nobody is asked there */
export async function readClockSetup(tx: Tx, companyId: number, now: Date): Promise<ClockSetup | null> {
  const [row] = await tx
    .select({
      timeZone: company.timeZone,
      approval: purchasesSetup.approval,
      paymentApprovalFrom: purchasesSetup.paymentApprovalFrom,
      bankAccountApproval: purchasesSetup.bankAccountApproval,
      escalateAfterDays: purchasesSetup.escalateAfterDays,
    })
    .from(company)
    .innerJoin(purchasesSetup, eq(purchasesSetup.companyId, company.id))
    .where(eq(company.id, companyId))
  if (!row) return null
  if (row.approval !== "rules" && row.paymentApprovalFrom === null && !row.bankAccountApproval) return null
  return { day: today(row.timeZone, now), escalateAfterDays: row.escalateAfterDays }
}

/** Drafts, payment orders and bank accounts of which an entry is open whose clock runs, and of which a condition holds. */
export async function listWaiting(tx: Tx, companyId: number, holds: SQL): Promise<MatterRef[]> {
  const rows = await tx
    .selectDistinct({ type: approval.subjectType, no: approval.subjectNo })
    .from(approvalEntry)
    .innerJoin(
      approval,
      and(eq(approval.companyId, approvalEntry.companyId), eq(approval.id, approvalEntry.approvalId)),
    )
    .where(
      and(
        eq(approvalEntry.companyId, companyId),
        eq(approvalEntry.state, "open"),
        isNull(approvalEntry.askedAt),
        eq(approval.state, "pending"),
        holds,
      ),
    )
    .orderBy(asc(approval.subjectType), asc(approval.subjectNo))
  return rows.map(refOf)
}

/**
 * Does something with each of them in a transaction of its own, locked as whoever answers it locks it, so that of both one comes second.
 * What is no longer pending, or cannot be weighed for want of an exchange rate, is passed over.
 *
 * @param act returns how many it did
 * @returns how many were done of all
 */
export async function eachPending(
  companyId: number,
  waiting: readonly MatterRef[],
  day: IsoDate,
  act: (tx: Tx, pending: Pending) => Promise<number>,
): Promise<number> {
  let done = 0
  for (const of of waiting) {
    done += await inCompany(companyId, async tx => {
      const found = await lockMatterOf(tx, companyId, of)
      if (!found) return 0
      try {
        const pending = await readPending(tx, found)
        const setup = await readApprovalPeople(tx, companyId, day)
        return await act(tx, { ...pending, considered: { ...pending.considered, setup, day } })
      } catch (error) {
        if (error instanceof Refusal) return 0
        throw error
      }
    })
  }
  return done
}
