import { and, asc, eq, inArray, lt, type SQL, sql } from "drizzle-orm"
import { company, currency, openVendorLedgerEntry, purchaseInvoice, purchaseRequest, salesInvoice } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { type Actor, may } from "@/domain/access/actor"
import { today } from "@/domain/dates/date"
import { dueWithin } from "@/domain/documents/due-within"
import { countFew } from "@/domain/lists/count-few"
import { COUNTED_AT_MOST, isMore } from "@/domain/lists/counted-at-most"
import { documentsSeenBy } from "@/domain/purchase-documents/list-purchase-documents"
import { requestsSeenBy } from "@/domain/purchase-requests/request-reach"
import { waitingDrafts } from "@/domain/review-queue/waiting"
import { countSecondPerson, type SecondPerson } from "./count-second-person"

/** What the actor may not see is absent. Each count is that of the list it opens, as far as `countFew` counts. */
export type WorkCounts = {
  salesInvoices?: { count: number; dueThisWeek: number }
  purchaseInvoices?: { count: number; withoutVendorInvoiceNo: number; reviewed: number; sentBack: number }
  /** `inProcess` are among the queued. */
  requests?: { queued: number; inProcess: number; failed: number }
  /** `oldest`: since when the one that waits longest does so. */
  readyForReview?: { count: number; oldest: Date | null }
  /** Posted purchase invoices of which something remains to be paid; overdue ones are among the open. */
  payables?: { open: AmountDue; overdue: AmountDue; currencyCode: string; amountDecimals: number }
  secondPerson?: SecondPerson
}

/** How many there are, and what remains of them in the company's currency; null where there are more than are counted. */
export type AmountDue = { count: number; amount: string | null }

/** Counts what awaits the actor. @param active numbers of the requests that the queue is working on */
export async function countWork(tx: Tx, actor: Actor, active: ReadonlySet<string>): Promise<WorkCounts> {
  const [salesInvoices, purchaseInvoices, requests, readyForReview, payables, secondPerson] = await Promise.all([
    may(actor, "sales_invoice.see") ? countSales(tx, actor.companyId) : undefined,
    may(actor, "purchase_invoice.edit_own") ? countPurchases(tx, actor) : undefined,
    may(actor, "purchase_request.see_own") ? countRequests(tx, actor, active) : undefined,
    may(actor, "purchase_invoice.edit_all") ? countReadyForReview(tx, actor) : undefined,
    may(actor, "books.see") ? countPayables(tx, actor.companyId) : undefined,
    may(actor, "master_data.edit") ? countSecondPerson(tx, actor) : undefined,
  ])
  return { salesInvoices, purchaseInvoices, requests, readyForReview, payables, secondPerson }
}

async function countSales(tx: Tx, companyId: number) {
  const own = eq(salesInvoice.companyId, companyId)
  const dueThisWeek = await dueWithin(tx, companyId, salesInvoice.dueDate, "this_week")
  const [row] = await tx.execute<{ count: number; dueThisWeek: number }>(sql`select
    ${countFew(salesInvoice, own)} as count,
    ${countFew(salesInvoice, and(own, dueThisWeek))} as "dueThisWeek"`)
  return row
}

async function countPurchases(tx: Tx, actor: Actor) {
  const seen = and(documentsSeenBy(actor), eq(purchaseInvoice.documentType, "invoice"))
  const few = (condition?: SQL) => countFew(purchaseInvoice, and(seen, condition))
  const [row] = await tx.execute<NonNullable<WorkCounts["purchaseInvoices"]>>(sql`select
    ${few()} as count,
    ${few(eq(purchaseInvoice.vendorInvoiceNo, ""))} as "withoutVendorInvoiceNo",
    ${few(eq(purchaseInvoice.reviewState, "reviewed"))} as reviewed,
    ${few(eq(purchaseInvoice.reviewState, "sent_back"))} as "sentBack"`)
  return row
}

async function countRequests(tx: Tx, actor: Actor, active: ReadonlySet<string>) {
  const few = (condition: SQL | undefined) => countFew(purchaseRequest, and(requestsSeenBy(actor), condition))
  const queued = eq(purchaseRequest.state, "queued")
  const [row] = await tx.execute<NonNullable<WorkCounts["requests"]>>(sql`select
    ${few(queued)} as queued,
    ${few(and(queued, inArray(purchaseRequest.no, [...active])))} as "inProcess",
    ${few(eq(purchaseRequest.state, "failed"))} as failed`)
  return row
}

/** Who reviews opens the queue, which holds credit memos too and nothing that they had a hand in; others open the list of invoices. */
async function countReadyForReview(tx: Tx, actor: Actor) {
  const waiting =
    waitingDrafts(actor, "review") ??
    and(
      eq(purchaseInvoice.companyId, actor.companyId),
      eq(purchaseInvoice.reviewState, "ready_for_review"),
      eq(purchaseInvoice.documentType, "invoice"),
    )
  const [[counted], [first]] = await Promise.all([
    tx.execute<{ count: number }>(sql`select ${countFew(purchaseInvoice, waiting)} as count`),
    tx
      .select({ since: purchaseInvoice.reviewStateAt })
      .from(purchaseInvoice)
      .where(waiting)
      .orderBy(asc(purchaseInvoice.reviewStateAt))
      .limit(1),
  ])
  return { count: counted!.count, oldest: first?.since ?? null }
}

/** Reads what is still open alone, however many were posted, and of that no more than is counted. */
async function countPayables(tx: Tx, companyId: number) {
  const [own] = await tx
    .select({ timeZone: company.timeZone, currencyCode: company.currencyCode, amountDecimals: currency.amountDecimals })
    .from(company)
    .innerJoin(currency, and(eq(currency.companyId, company.id), eq(currency.code, company.currencyCode)))
    .where(eq(company.id, companyId))
  const { timeZone, ...lcy } = own!
  const [open, overdue] = await Promise.all([
    amountDue(tx, companyId),
    amountDue(tx, companyId, lt(openVendorLedgerEntry.dueDate, today(timeZone))),
  ])
  return { open, overdue, ...lcy }
}

async function amountDue(tx: Tx, companyId: number, due?: SQL): Promise<AmountDue> {
  const [row] = await tx.execute<{ count: number; amount: string }>(sql`
    select count(*)::int as count, coalesce(-sum(amount_lcy), 0) as amount
    from (select amount_lcy from ${openVendorLedgerEntry} where ${and(
      eq(openVendorLedgerEntry.companyId, companyId),
      eq(openVendorLedgerEntry.documentType, "invoice"),
      due,
    )} limit ${COUNTED_AT_MOST + 1}) as few`)
  const { count, amount } = row!
  return { count, amount: isMore(count) ? null : amount }
}
