/** What waits for an approval, day by day. */
import { and, asc, eq, isNull, type SQL } from "drizzle-orm"
import { approval, approvalEntry, company, purchaseInvoice, purchasesSetup } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { readApprovalPeople } from "@/domain/approvals/people"
import { type IsoDate, today } from "@/domain/dates/date"
import { Refusal } from "@/domain/errors"
import { type Pending, readPending } from "@/domain/purchase-approvals/pending"

/** What the clock asks of a company that approves by rules. */
export type ClockSetup = {
  day: IsoDate
  /** Working days after a deadline; null: nobody above is asked. */
  escalateAfterDays: number | null
}

/** @returns null for a company that does not approve by rules: nobody is asked there */
export async function readClockSetup(tx: Tx, companyId: number, now: Date): Promise<ClockSetup | null> {
  const [row] = await tx
    .select({
      timeZone: company.timeZone,
      approval: purchasesSetup.approval,
      escalateAfterDays: purchasesSetup.escalateAfterDays,
    })
    .from(company)
    .innerJoin(purchasesSetup, eq(purchasesSetup.companyId, company.id))
    .where(eq(company.id, companyId))
  if (row?.approval !== "rules") return null
  return { day: today(row.timeZone, now), escalateAfterDays: row.escalateAfterDays }
}

/** Numbers of drafts of which an entry is open whose clock runs, and of which a condition holds. */
export async function listWaiting(tx: Tx, companyId: number, holds: SQL): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ no: approval.subjectNo })
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
        eq(approval.subjectType, "purchase_invoice"),
        holds,
      ),
    )
    .orderBy(asc(approval.subjectNo))
  return rows.map(({ no }) => no)
}

/**
 * Does something with each draft in a transaction of its own, locked as whoever answers it locks it, so that of both one comes second.
 * What is no longer pending, or cannot be weighed for want of an exchange rate, is passed over.
 *
 * @param act returns how many it did
 * @returns how many were done of all
 */
export async function eachPending(
  companyId: number,
  nos: readonly string[],
  day: IsoDate,
  act: (tx: Tx, pending: Pending) => Promise<number>,
): Promise<number> {
  let done = 0
  for (const no of nos) {
    done += await inCompany(companyId, async tx => {
      const [header] = await tx
        .select()
        .from(purchaseInvoice)
        .where(and(eq(purchaseInvoice.companyId, companyId), eq(purchaseInvoice.no, no)))
        .for("update")
      if (!header) return 0
      try {
        const pending = await readPending(tx, header)
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
