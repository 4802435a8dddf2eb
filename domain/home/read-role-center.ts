import { and, asc, count, desc, eq, inArray, type SQL, sql } from "drizzle-orm"
import {
  company,
  currency,
  detailedVendorLedgerEntry,
  event,
  notification,
  openVendorLedgerEntry,
  postedPurchaseDocument,
  purchaseInvoice,
  purchaseRequest,
  salesInvoice,
} from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, may } from "@/domain/access/actor"
import { today } from "@/domain/dates/date"
import { dueWithin } from "@/domain/documents/due-within"
import { seenBy as invoicesSeenBy } from "@/domain/purchase-invoices/list-purchase-invoices"
import { firstReason, type PurchaseRequestRow } from "@/domain/purchasing/list-purchase-requests"
import { seenBy as requestsSeenBy } from "@/domain/purchasing/request-reach"

const myRequestsShown = 10
const salesInvoicesShown = 6
const eventsShown = 10

export type RoleCenter = {
  /** What the actor may not see is absent. Each count is that of the list it opens. */
  counts: {
    salesInvoices?: { count: number; dueThisWeek: number }
    purchaseInvoices?: { count: number; withoutVendorInvoiceNo: number }
    /** `inProcess` are among the queued. */
    requests?: { queued: number; inProcess: number; failed: number }
    /** `oldest`: since when the one that waits longest does so. */
    readyForReview?: { count: number; oldest: Date | null }
    /** Posted purchase invoices of which something remains to be paid; overdue ones are among the open. */
    payables?: { open: AmountDue; overdue: AmountDue; currencyCode: string; amountDecimals: number }
  }
  /** The actor's latest. */
  requests: MyRequest[]
  /** Those due first. */
  salesInvoices: DueSalesInvoice[]
  /** The latest first. */
  activity: Activity[]
}

/** How many there are, and what remains of them in the company's currency. */
export type AmountDue = { count: number; amount: string }

export type MyRequest = Omit<PurchaseRequestRow, "requestedByName" | "attempts" | "vendorNo"> & {
  /** Where the review of what was built stands; null while there is no such draft. */
  reviewState: (typeof purchaseInvoice.$inferSelect)["reviewState"] | null
  /** Whether the actor may open that draft. */
  mayOpen: boolean
}

export type DueSalesInvoice = Pick<
  typeof salesInvoice.$inferSelect,
  "no" | "customerName" | "dueDate" | "lineCount" | "amount" | "currencyCode"
> & { amountDecimals: number }

export type Activity = Pick<
  typeof event.$inferSelect,
  "id" | "at" | "actorId" | "actorName" | "kind" | "subjectType" | "subjectNo" | "data"
>

/**
 * What awaits the actor, in one transaction; everything only as far as they may see it.
 *
 * @param active numbers of the requests that the queue is working on, which it alone knows
 */
export async function readRoleCenter(actor: Actor, active: ReadonlySet<string> = new Set()): Promise<RoleCenter> {
  return inCompany(actor.companyId, async tx => {
    const sells = may(actor, "sales_invoice.see")
    const asks = may(actor, "purchase_request.see_own")
    const [sales, purchases, requests, review, payables, mine, due, activity] = await Promise.all([
      sells ? countSales(tx, actor.companyId) : undefined,
      may(actor, "purchase_invoice.edit_own") ? countPurchases(tx, actor) : undefined,
      asks ? countRequests(tx, actor, active) : undefined,
      may(actor, "purchase_invoice.edit_all") ? countReadyForReview(tx, actor) : undefined,
      may(actor, "books.see") ? countPayables(tx, actor.companyId) : undefined,
      asks ? readMyRequests(tx, actor) : [],
      sells ? readDueFirst(tx, actor.companyId) : [],
      readActivity(tx, actor),
    ])
    const counts = { salesInvoices: sales, purchaseInvoices: purchases, requests, readyForReview: review, payables }
    return { counts, requests: mine, salesInvoices: due, activity }
  })
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
    .select({ count: count(), withoutVendorInvoiceNo: countWhere(eq(purchaseInvoice.vendorInvoiceNo, "")) })
    .from(purchaseInvoice)
    .where(and(invoicesSeenBy(actor), eq(purchaseInvoice.documentType, "invoice")))
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

async function readMyRequests(tx: Tx, actor: Actor): Promise<MyRequest[]> {
  const opensReviewed = may(actor, "purchase_invoice.edit_all")
  const rows = await tx
    .select({
      no: purchaseRequest.no,
      state: purchaseRequest.state,
      requestedBy: purchaseRequest.requestedBy,
      requestedAt: purchaseRequest.requestedAt,
      queuedAt: purchaseRequest.queuedAt,
      startedAt: purchaseRequest.startedAt,
      salesInvoiceNo: purchaseRequest.salesInvoiceNo,
      vendorName: purchaseRequest.vendorName,
      lineCount: purchaseRequest.lineCount,
      ...firstReason,
      purchaseInvoiceNo: purchaseRequest.purchaseInvoiceNo,
      reviewState: purchaseInvoice.reviewState,
    })
    .from(purchaseRequest)
    .leftJoin(
      purchaseInvoice,
      and(
        eq(purchaseInvoice.companyId, purchaseRequest.companyId),
        eq(purchaseInvoice.no, purchaseRequest.purchaseInvoiceNo),
      ),
    )
    .where(and(eq(purchaseRequest.companyId, actor.companyId), eq(purchaseRequest.requestedBy, actor.userId)))
    .orderBy(desc(purchaseRequest.requestedAt), desc(purchaseRequest.no))
    .limit(myRequestsShown)
  return rows.map(row => ({
    ...row,
    mayOpen: row.reviewState !== null && (opensReviewed || row.reviewState !== "reviewed"),
  }))
}

function readDueFirst(tx: Tx, companyId: number): Promise<DueSalesInvoice[]> {
  return tx
    .select({
      no: salesInvoice.no,
      customerName: salesInvoice.customerName,
      dueDate: salesInvoice.dueDate,
      lineCount: salesInvoice.lineCount,
      amount: salesInvoice.amount,
      currencyCode: salesInvoice.currencyCode,
      amountDecimals: currency.amountDecimals,
    })
    .from(salesInvoice)
    .innerJoin(
      currency,
      and(eq(currency.companyId, salesInvoice.companyId), eq(currency.code, salesInvoice.currencyCode)),
    )
    .where(eq(salesInvoice.companyId, companyId))
    .orderBy(asc(salesInvoice.dueDate), asc(salesInvoice.no))
    .limit(salesInvoicesShown)
}

/**
 * Purchasers and managers see what everybody did; order processors what they did themselves and what they were told of;
 * administrators what became of users. That an invoice is ready is told once: by the request, not by the draft as well.
 */
async function readActivity(tx: Tx, actor: Actor): Promise<Activity[]> {
  const own = eq(event.companyId, actor.companyId)
  const trade = sql`${event.subjectType} <> 'user' and ${event.kind} <> 'purchase_invoice.built'`
  if (may(actor, "purchase_request.see_all")) return latest(tx, and(own, trade))
  if (may(actor, "purchase_request.see_own")) {
    // Each half by its index; together they are few.
    const toldOf = tx
      .select({ id: notification.eventId })
      .from(notification)
      .where(and(eq(notification.companyId, actor.companyId), eq(notification.userId, actor.userId)))
      .orderBy(desc(notification.eventId))
      .limit(2 * eventsShown)
    const [done, told] = await Promise.all([
      latest(tx, and(own, eq(event.actorId, actor.userId), trade)),
      latest(tx, and(own, trade, inArray(event.id, toldOf))),
    ])
    const both = new Map([...done, ...told].map(each => [each.id, each]))
    return [...both.values()].sort((a, b) => b.id - a.id).slice(0, eventsShown)
  }
  return may(actor, "company.administer") ? latest(tx, and(own, eq(event.subjectType, "user"))) : []
}

function latest(tx: Tx, matching: SQL | undefined): Promise<Activity[]> {
  return tx
    .select({
      id: event.id,
      at: event.at,
      actorId: event.actorId,
      actorName: event.actorName,
      kind: event.kind,
      subjectType: event.subjectType,
      subjectNo: event.subjectNo,
      data: event.data,
    })
    .from(event)
    .where(matching)
    .orderBy(desc(event.id))
    .limit(eventsShown)
}
