import { and, eq, inArray, isNull, ne, type SQL, sql } from "drizzle-orm"
import { prepared, value } from "@/db/prepared"
import { companyLogo, notification, paymentOrder, purchaseInvoice, purchaseRequest, salesInvoice } from "@/db/schema"
import { inCompany, withCommit } from "@/db/tenancy"
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
  /** Drafts, and payments that were ordered. */
  readyForReview?: number
  unreadNotifications: number
  /** By which the company's logo is known; absent: it has none. */
  logo?: string
}

/** Of every page: a text for each way of what may be seen, made once. */
const counting = new Map<
  string,
  ReturnType<typeof prepared<Record<Exclude<keyof FrameCounts, "logo">, number | null> & { logo: string | null }>>
>()

/** Counts for the frame around every page, each as far as `countFew` counts, and whether there is a logo, in one statement. */
export async function frameCounts(actor: Actor): Promise<FrameCounts> {
  authorise(actor, "company.enter")
  const { companyId, userId } = actor
  const name = `frame_counts_${rights.map(right => Number(may(actor, right))).join("")}`
  let count = counting.get(name)
  if (!count) {
    count = prepared(name, () => countsFor(actor))
    counting.set(name, count)
  }
  const run = count
  const [counted] = await inCompany(companyId, async tx => withCommit(run(tx, { companyId, userId })))
  const present = Object.entries(counted ?? {}).filter(([, count]) => count !== null)
  return Object.fromEntries(present) as FrameCounts
}

/** What it depends on. */
const rights = [
  "sales_invoice.see",
  "purchase_request.see_own",
  "purchase_request.see_all",
  "purchase_invoice.edit_own",
  "purchase_invoice.edit_all",
  "purchase_invoice.review",
] as const

/** Counts of what the actor may see, of the company and the user that it is run for. */
function countsFor(actor: Actor): SQL {
  const [companyId, userId] = [value("companyId"), value("userId")]
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
  const ordered = and(
    eq(paymentOrder.companyId, companyId),
    isNull(paymentOrder.endedAt),
    eq(paymentOrder.reviewState, "ready_for_review"),
  )
  const unread = and(
    eq(notification.companyId, companyId),
    eq(notification.userId, userId),
    isNull(notification.readAt),
  )
  return sql`SELECT
    ${may(actor, "sales_invoice.see") ? countFew(salesInvoice, eq(salesInvoice.companyId, companyId)) : none}
      AS "salesInvoices",
    ${may(actor, "purchase_request.see_own") ? countFew(purchaseRequest, requests) : none} AS "purchaseRequests",
    ${may(actor, "purchase_invoice.edit_own") ? countFew(purchaseInvoice, drafts) : none} AS "purchaseInvoices",
    ${editsAllInvoices ? countFew(purchaseInvoice, draftsOf("credit_memo")) : none} AS "purchaseCreditMemos",
    ${
      may(actor, "purchase_invoice.review")
        ? sql`${countFew(purchaseInvoice, waiting)} + ${countFew(paymentOrder, ordered)}`
        : none
    } AS "readyForReview",
    ${countFew(notification, unread)} AS "unreadNotifications",
    (SELECT hash FROM ${companyLogo} WHERE ${eq(companyLogo.companyId, companyId)}) AS "logo"`
}
