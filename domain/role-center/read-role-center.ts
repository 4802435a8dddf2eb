import { and, asc, desc, eq } from "drizzle-orm"
import { currency, purchaseInvoice, purchaseRequest, salesInvoice } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise, may } from "@/domain/access/actor"
import { firstReason, type PurchaseRequestRow } from "@/domain/purchase-requests/list-purchase-requests"
import { countWork, type WorkCounts } from "./count-work"
import { type Activity, readActivity } from "./read-activity"
import { readWorkOverview, type WorkOverview } from "./read-work"

const myRequestsShown = 10
const salesInvoicesShown = 6

export type RoleCenter = {
  counts: WorkCounts
  /** What the actor works off. */
  work: WorkOverview
  /** The actor's latest. */
  requests: MyRequest[]
  /** Those due first. */
  salesInvoices: DueSalesInvoice[]
  /** The latest first. */
  activity: Activity[]
}

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

/**
 * What awaits the actor; everything only as far as they may see it.
 *
 * @param active numbers of the requests that the queue is working on, which it alone knows
 * @throws Forbidden for who has no role in the company
 */
export async function readRoleCenter(actor: Actor, active: ReadonlySet<string> = new Set()): Promise<RoleCenter> {
  authorise(actor, "company.enter")
  const reading = inCompany(actor.companyId, async tx => {
    const [counts, requests, salesInvoices, activity] = await Promise.all([
      countWork(tx, actor, active),
      may(actor, "purchase_request.see_own") ? readMyRequests(tx, actor) : [],
      may(actor, "sales_invoice.see") ? readDueFirst(tx, actor.companyId) : [],
      readActivity(tx, actor),
    ])
    return { counts, requests, salesInvoices, activity }
  })
  const [read, work] = await Promise.all([reading, readWorkOverview(actor)])
  return { ...read, work }
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
