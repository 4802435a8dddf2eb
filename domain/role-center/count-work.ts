import { and, count, eq, inArray, type SQL, sql } from "drizzle-orm"
import {
  company,
  currency,
  detailedVendorLedgerEntry,
  openVendorLedgerEntry,
  postedPurchaseDocument,
  purchaseInvoice,
  purchaseRequest,
  salesInvoice,
} from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { type Actor, may } from "@/domain/access/actor"
import { today } from "@/domain/dates/date"
import { dueWithin } from "@/domain/documents/due-within"
import { documentsSeenBy } from "@/domain/purchase-documents/list-purchase-documents"
import { requestsSeenBy } from "@/domain/purchase-requests/request-reach"

/** What the actor may not see is absent. Each count is that of the list it opens. */
export type WorkCounts = {
  salesInvoices?: { count: number; dueThisWeek: number }
  purchaseInvoices?: { count: number; withoutVendorInvoiceNo: number; reviewed: number; sentBack: number }
  /** `inProcess` are among the queued. */
  requests?: { queued: number; inProcess: number; failed: number }
  /** `oldest`: since when the one that waits longest does so. */
  readyForReview?: { count: number; oldest: Date | null }
  /** Posted purchase invoices of which something remains to be paid; overdue ones are among the open. */
  payables?: { open: AmountDue; overdue: AmountDue; currencyCode: string; amountDecimals: number }
}

/** How many there are, and what remains of them in the company's currency. */
export type AmountDue = { count: number; amount: string }

/** Counts what awaits the actor. @param active numbers of the requests that the queue is working on */
export async function countWork(tx: Tx, actor: Actor, active: ReadonlySet<string>): Promise<WorkCounts> {
  const [salesInvoices, purchaseInvoices, requests, readyForReview, payables] = await Promise.all([
    may(actor, "sales_invoice.see") ? countSales(tx, actor.companyId) : undefined,
    may(actor, "purchase_invoice.edit_own") ? countPurchases(tx, actor) : undefined,
    may(actor, "purchase_request.see_own") ? countRequests(tx, actor, active) : undefined,
    may(actor, "purchase_invoice.edit_all") ? countReadyForReview(tx, actor) : undefined,
    may(actor, "books.see") ? countPayables(tx, actor.companyId) : undefined,
  ])
  return { salesInvoices, purchaseInvoices, requests, readyForReview, payables }
}

async function countSales(tx: Tx, companyId: number) {
  const dueThisWeek = await dueWithin(tx, companyId, salesInvoice.dueDate, "this_week")
  const [row] = await tx
    .select({ count: count(), dueThisWeek: countWhere(dueThisWeek) })
    .from(salesInvoice)
    .where(eq(salesInvoice.companyId, companyId))
  return row
}

async function countPurchases(tx: Tx, actor: Actor) {
  const [row] = await tx
    .select({
      count: count(),
      withoutVendorInvoiceNo: countWhere(eq(purchaseInvoice.vendorInvoiceNo, "")),
      reviewed: countWhere(eq(purchaseInvoice.reviewState, "reviewed")),
      sentBack: countWhere(eq(purchaseInvoice.reviewState, "sent_back")),
    })
    .from(purchaseInvoice)
    .where(and(documentsSeenBy(actor), eq(purchaseInvoice.documentType, "invoice")))
  return row
}

async function countRequests(tx: Tx, actor: Actor, active: ReadonlySet<string>) {
  const queued = eq(purchaseRequest.state, "queued")
  const [row] = await tx
    .select({
      queued: countWhere(queued),
      inProcess: countWhere(and(queued, inArray(purchaseRequest.no, [...active]))),
      failed: countWhere(eq(purchaseRequest.state, "failed")),
    })
    .from(purchaseRequest)
    .where(and(requestsSeenBy(actor), inArray(purchaseRequest.state, ["queued", "failed"])))
  return row
}

/** Who reviews opens the queue, which holds credit memos too; others open the list of invoices. */
async function countReadyForReview(tx: Tx, actor: Actor) {
  const listed = may(actor, "purchase_invoice.review") ? undefined : eq(purchaseInvoice.documentType, "invoice")
  const [row] = await tx
    .select({
      count: count(),
      oldest: sql<Date | null>`min(${purchaseInvoice.reviewStateAt})`.mapWith(purchaseInvoice.reviewStateAt),
    })
    .from(purchaseInvoice)
    .where(
      and(eq(purchaseInvoice.companyId, actor.companyId), eq(purchaseInvoice.reviewState, "ready_for_review"), listed),
    )
  return row
}

/** Reads what is still open alone, however many were posted. */
async function countPayables(tx: Tx, companyId: number) {
  const [own] = await tx
    .select({ timeZone: company.timeZone, currencyCode: company.currencyCode, amountDecimals: currency.amountDecimals })
    .from(company)
    .innerJoin(currency, and(eq(currency.companyId, company.id), eq(currency.code, company.currencyCode)))
    .where(eq(company.id, companyId))
  const { timeZone, ...lcy } = own!
  const [row] = await tx.execute<{ open: number; openAmount: string; overdue: number; overdueAmount: string }>(sql`
    select count(*)::int as open, coalesce(-sum(r.amount), 0) as "openAmount",
      (count(*) filter (where p.due_date < ${today(timeZone)}))::int as overdue,
      coalesce(-sum(r.amount) filter (where p.due_date < ${today(timeZone)}), 0) as "overdueAmount"
    from ${openVendorLedgerEntry} o
    join ${postedPurchaseDocument} p on p.company_id = o.company_id and p.transaction_no = o.transaction_no
    cross join lateral (select sum(d.amount_lcy) as amount from ${detailedVendorLedgerEntry} d
      where d.company_id = o.company_id and d.vendor_ledger_entry_no = o.transaction_no) r
    where o.company_id = ${companyId} and p.document_type = 'invoice'`)
  const { open, openAmount, overdue, overdueAmount } = row!
  return {
    open: { count: open, amount: openAmount },
    overdue: { count: overdue, amount: overdueAmount },
    ...lcy,
  }
}

function countWhere(condition: SQL | undefined): SQL<number> {
  return sql<number>`(count(*) filter (where ${condition}))::int`
}
