import { and, eq, inArray, isNull, ne, sql } from "drizzle-orm"
import { notification, purchaseInvoice, purchaseRequest, salesInvoice } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise, may } from "@/domain/access/actor"
import { countFew } from "@/domain/lists/count-few"

/** How many records wait behind each entry of the navigation; absent where the actor may not see them. */
export type FrameCounts = {
  salesInvoices?: number
  /** Queued and failed: one's own, or everybody's for who may see all. */
  purchaseRequests?: number
  /** Drafts one may edit. */
  purchaseInvoices?: number
  purchaseCreditMemos?: number
  readyForReview?: number
  unreadNotifications: number
}

/** Counts for the frame around every page, each as far as `countFew` counts, in one statement. */
export async function frameCounts(actor: Actor): Promise<FrameCounts> {
  authorise(actor, "company.enter")
  const { companyId, userId } = actor
  const none = sql<null>`null`
  const seesAllRequests = may(actor, "purchase_request.see_all")
  const editsAllInvoices = may(actor, "purchase_invoice.edit_all")

  const requests = and(
    eq(purchaseRequest.companyId, companyId),
    inArray(purchaseRequest.state, ["queued", "failed"]),
    seesAllRequests ? undefined : eq(purchaseRequest.requestedBy, userId),
  )
  const ownDraft = and(eq(purchaseInvoice.requestedBy, userId), ne(purchaseInvoice.reviewState, "reviewed"))
  const draftsOf = (documentType: "invoice" | "credit_memo") =>
    and(eq(purchaseInvoice.companyId, companyId), eq(purchaseInvoice.documentType, documentType))
  const drafts = and(draftsOf("invoice"), editsAllInvoices ? undefined : ownDraft)
  const waiting = and(eq(purchaseInvoice.companyId, companyId), eq(purchaseInvoice.reviewState, "ready_for_review"))
  const unread = and(
    eq(notification.companyId, companyId),
    eq(notification.userId, userId),
    isNull(notification.readAt),
  )
  const [counted] = await inCompany(companyId, tx =>
    tx.execute<Record<keyof FrameCounts, number | null>>(sql`SELECT
      ${may(actor, "sales_invoice.see") ? countFew(salesInvoice, eq(salesInvoice.companyId, companyId)) : none}
        AS "salesInvoices",
      ${may(actor, "purchase_request.see_own") ? countFew(purchaseRequest, requests) : none} AS "purchaseRequests",
      ${may(actor, "purchase_invoice.edit_own") ? countFew(purchaseInvoice, drafts) : none} AS "purchaseInvoices",
      ${editsAllInvoices ? countFew(purchaseInvoice, draftsOf("credit_memo")) : none} AS "purchaseCreditMemos",
      ${may(actor, "purchase_invoice.review") ? countFew(purchaseInvoice, waiting) : none} AS "readyForReview",
      ${countFew(notification, unread)} AS "unreadNotifications"`),
  )
  const present = Object.entries(counted ?? {}).filter(([, count]) => count !== null)
  return Object.fromEntries(present) as FrameCounts
}
