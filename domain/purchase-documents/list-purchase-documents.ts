import { and, eq, ne, type SQL, sql } from "drizzle-orm"
import { purchaseInvoice } from "@/db/schema"
import { inCompany, type Tx, withCommit } from "@/db/tenancy"
import { type Actor, authorise, may } from "@/domain/access/actor"
import { shownName } from "@/domain/access/shown-name"
import { type ApprovalState, shownStateOf } from "@/domain/approvals/shown-state"
import { type Due, dueWithin } from "@/domain/documents/due-within"
import { amountDecimalsOf } from "@/domain/lists/amount-decimals"
import type { SortKey } from "@/domain/lists/keyset"
import { type ListPage, type ListQuery, orderKey, orderOf, readList } from "@/domain/lists/read-list"
import { FOUND_AT_MOST, searchOnce } from "@/domain/lists/search-once"
import { countAttached } from "./count-attached"
import type { PurchaseDocumentType } from "./document-type"
import { vendorUnproven } from "./vendor-unproven"

export const purchaseDocumentSorts = ["no", "vendor", "documentDate", "dueDate", "amount"] as const
export type PurchaseDocumentSort = (typeof purchaseDocumentSorts)[number]

/** Searched are number, vendor name or number, Vendor Invoice No.; typing errors forgiven, the best match first; else the newest. */
export type PurchaseDocumentQuery = ListQuery<PurchaseDocumentSort> & {
  /** Default: invoices. */
  documentType?: PurchaseDocumentType
  state?: "ready_for_review" | "reviewed" | "sent_back"
  vendorNo?: string
  due?: Due
  /** Only those without a Vendor Invoice No. */
  withoutVendorInvoiceNo?: boolean
}

export type PurchaseDocumentListRow = Pick<
  typeof purchaseInvoice.$inferSelect,
  | "no"
  | "buyFromVendorNo"
  | "buyFromVendorName"
  | "vendorInvoiceNo"
  | "documentDate"
  | "dueDate"
  | "currencyCode"
  | "lineCount"
  | "amount"
  | "reviewState"
> & {
  requestedByName: string
  amountDecimals: number
  vendorUnproven: boolean
  /** How many files are attached that were not withdrawn. */
  attachments: number
  /** What its state is called by the company's setting. */
  shownState: ApprovalState
}

export type PurchaseDocumentList = ListPage<PurchaseDocumentListRow, PurchaseDocumentSort>

const sorts: Record<PurchaseDocumentSort, SortKey> = {
  no: { expression: sql`${purchaseInvoice.no}`, type: "text" },
  vendor: { expression: sql`${purchaseInvoice.buyFromVendorName} collate "und-x-icu"`, type: "text" },
  documentDate: { expression: sql`${purchaseInvoice.documentDate}`, type: "date" },
  dueDate: { expression: sql`${purchaseInvoice.dueDate}`, type: "date" },
  amount: { expression: sql`${purchaseInvoice.amount}`, type: "numeric" },
}

/** The drafts that the actor may see and edit (docs/design.md, "Who may"). */
export function documentsSeenBy(actor: Actor): SQL | undefined {
  authorise(actor, "purchase_invoice.edit_own")
  const own = eq(purchaseInvoice.companyId, actor.companyId)
  if (may(actor, "purchase_invoice.edit_all")) return own
  const asked = and(eq(purchaseInvoice.requestedBy, actor.userId), eq(purchaseInvoice.documentType, "invoice"))
  return and(own, asked, ne(purchaseInvoice.reviewState, "reviewed"))
}

/** A page of the ongoing purchase invoices, or credit memos, paged by key. @throws Forbidden */
export async function listPurchaseDocuments(actor: Actor, query: PurchaseDocumentQuery): Promise<PurchaseDocumentList> {
  const seen = documentsSeenBy(actor)
  const wanted = query.search?.trim()
  const order = orderOf(query, sorts, { by: "documentDate", descending: true })
  return inCompany(actor.companyId, async tx => {
    const select = tx
      .select({
        no: purchaseInvoice.no,
        buyFromVendorNo: purchaseInvoice.buyFromVendorNo,
        buyFromVendorName: purchaseInvoice.buyFromVendorName,
        vendorInvoiceNo: purchaseInvoice.vendorInvoiceNo,
        documentDate: purchaseInvoice.documentDate,
        dueDate: purchaseInvoice.dueDate,
        currencyCode: purchaseInvoice.currencyCode,
        lineCount: purchaseInvoice.lineCount,
        amount: purchaseInvoice.amount,
        reviewState: purchaseInvoice.reviewState,
        shownState: shownStateOf(actor.companyId),
        requestedByName: shownName(purchaseInvoice.companyId, purchaseInvoice.requestedBy),
        amountDecimals: amountDecimalsOf(purchaseInvoice),
        vendorUnproven: vendorUnproven(purchaseInvoice),
        attachments: countAttached({
          companyId: sql`${purchaseInvoice}.company_id`,
          draftNo: sql`${purchaseInvoice}.no`,
        }),
        key: orderKey(order),
      })
      .from(purchaseInvoice)
      .$dynamic()
    if (wanted) {
      const type = query.documentType ?? "invoice"
      const search = sql`search_purchase_invoices(${wanted}, ${FOUND_AT_MOST}, ${type})`
      select.innerJoin(await searchOnce(tx, search), sql`found.no = ${purchaseInvoice.no}`)
    }
    const matching = and(seen, await narrowed(tx, actor.companyId, query))
    return withCommit(readList(tx, { select, matching, order, no: purchaseInvoice.no, query }))
  })
}

async function narrowed(tx: Tx, companyId: number, query: PurchaseDocumentQuery): Promise<SQL | undefined> {
  return and(
    eq(purchaseInvoice.documentType, query.documentType ?? "invoice"),
    query.state && eq(purchaseInvoice.reviewState, query.state),
    query.vendorNo ? eq(purchaseInvoice.buyFromVendorNo, query.vendorNo) : undefined,
    query.withoutVendorInvoiceNo ? eq(purchaseInvoice.vendorInvoiceNo, "") : undefined,
    query.due && (await dueWithin(tx, companyId, purchaseInvoice.dueDate, query.due)),
  )
}
