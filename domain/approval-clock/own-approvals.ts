/** The monthly list of what people approved of their own, for somebody outside (approvals and e-invoices, 27). */
import { and, eq, sql } from "drizzle-orm"
import { database } from "@/db/client"
import { approval, approvalEntry, company, ownApprovalList, purchasesSetup } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { shownName } from "@/domain/access/shown-name"
import { addMonths, type IsoDate, startOfMonth, today } from "@/domain/dates/date"
import { type Language, languageOfCountry } from "@/language/language"

export type OwnApproval = { day: IsoDate; no: string; vendorNo: string; amount: string; approver: string }

export type OwnApprovalLetter = {
  companyId: number
  company: string
  currencyCode: string
  language: Language
  to: string
  /** First day of the month. */
  month: IsoDate
  approvals: OwnApproval[]
}

/**
 * The lists that are due: of last month, in each company that allows own approvals or had some, until it was mailed. A month without any is
 * said too once there was a list: that none comes would mean nothing.
 *
 * @param now what day it is, in each company
 */
export async function dueOwnLists(now = new Date()): Promise<OwnApprovalLetter[]> {
  const due: OwnApprovalLetter[] = []
  for (const own of await database().select().from(company)) {
    const month = addMonths(startOfMonth(today(own.timeZone, now)), -1)
    const letter = await inCompany(own.id, async tx => {
      const [setup] = await tx
        .select({
          to: purchasesSetup.ownApprovalListTo,
          isMailed: sql<boolean>`exists (select from ${ownApprovalList} l where l.company_id = ${own.id} and l.month = ${month}::date)`,
          hadLists: sql<boolean>`exists (select from ${ownApprovalList} l where l.company_id = ${own.id} and l.month < ${month}::date)`,
        })
        .from(purchasesSetup)
        .where(eq(purchasesSetup.companyId, own.id))
      if (!setup || setup.to === "" || setup.isMailed) return null
      const approvals = await readOwnApprovals(tx, own.id, own.timeZone, month)
      return approvals.length > 0 || setup.hadLists ? { to: setup.to, approvals } : null
    })
    if (!letter) continue
    const language = own.language ?? languageOfCountry(own.countryRegionCode)
    due.push({ companyId: own.id, company: own.name, currencyCode: own.currencyCode, language, month, ...letter })
  }
  return due
}

/** What was approved in a month by whoever had sent it, in its order. */
function readOwnApprovals(tx: Tx, companyId: number, timeZone: string, month: IsoDate): Promise<OwnApproval[]> {
  const [a, e] = [approval, approvalEntry]
  const day = sql<IsoDate>`(${e.decidedAt} at time zone ${timeZone})::date`
  return tx
    .select({
      day: sql<IsoDate>`${day}::text`,
      no: a.subjectNo,
      vendorNo: sql<string>`coalesce(${a.signed} -> 'header' ->> 'buyFromVendorNo', '')`,
      amount: a.amount,
      approver: shownName(e.companyId, e.approverId),
    })
    .from(e)
    .innerJoin(a, and(eq(a.companyId, e.companyId), eq(a.id, e.approvalId)))
    .where(
      and(
        eq(e.companyId, companyId),
        eq(e.decision, "approved"),
        eq(e.approverId, a.sentBy),
        sql`${day} >= ${month}::date and ${day} < ${addMonths(month, 1)}::date`,
      ),
    )
    .orderBy(e.decidedAt, e.id)
}

/** That a list was handed to the mail server; once a month. */
export async function settleOwnList({ companyId, month, to, approvals }: OwnApprovalLetter): Promise<void> {
  const row = { companyId, month, mailedTo: to, count: approvals.length }
  await inCompany(companyId, tx => tx.insert(ownApprovalList).values(row).onConflictDoNothing())
}
