import { and, eq, ne, type SQL, sql } from "drizzle-orm"
import { purchaseInvoice, users } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise, may } from "@/domain/access/actor"
import { type Due, dueWithin } from "@/domain/documents/due-within"
import { cutPage, pageAt, readCursor, type SortKey } from "@/domain/documents/keyset"
import type { PurchaseDocumentType } from "./document-type"

export const INVOICES_PER_PAGE = 50
/** How far a list is counted: beyond, nobody wants the figure at its price. */
export const COUNTED_AT_MOST = 1_000
const maxMatches = 1_000

export const purchaseInvoiceSorts = ["no", "vendor", "documentDate", "dueDate", "amount"] as const
export type PurchaseInvoiceSort = (typeof purchaseInvoiceSorts)[number]

export type PurchaseInvoiceQuery = {
  /** Default: invoices. */
  documentType?: PurchaseDocumentType
  /** Number, vendor name or number, Vendor Invoice No.; typing errors forgiven, the best match first. */
  search?: string
  state?: "ready_for_review" | "reviewed" | "sent_back"
  vendorNo?: string
  due?: Due
  /** Only those without a Vendor Invoice No. */
  withoutVendorInvoiceNo?: boolean
  sort?: PurchaseInvoiceSort
  descending?: boolean
  /** From an earlier answer under the same sort. */
  cursor?: string
}

export type PurchaseInvoiceListRow = Pick<
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
> & { requestedByName: string; amountDecimals: number }

export type PurchaseInvoiceList = {
  invoices: PurchaseInvoiceListRow[]
  /** Matches, counted up to COUNTED_AT_MOST + 1. */
  count: number
  previous?: string
  next?: string
}

const sorts: Record<PurchaseInvoiceSort, SortKey> = {
  no: { expression: sql`${purchaseInvoice.no}`, type: "text" },
  vendor: { expression: sql`${purchaseInvoice.buyFromVendorName} collate "und-x-icu"`, type: "text" },
  documentDate: { expression: sql`${purchaseInvoice.documentDate}`, type: "date" },
  dueDate: { expression: sql`${purchaseInvoice.dueDate}`, type: "date" },
  amount: { expression: sql`${purchaseInvoice.amount}`, type: "numeric" },
}
const byMatch: SortKey = { expression: sql`found.rank`, type: "real" }

/** The drafts that the actor may see and edit (DESIGN.md, "Who may"). */
export function seenBy(actor: Actor): SQL | undefined {
  authorise(actor, "purchase_invoice.edit_own")
  const own = eq(purchaseInvoice.companyId, actor.companyId)
  if (may(actor, "purchase_invoice.edit_all")) return own
  const asked = and(eq(purchaseInvoice.requestedBy, actor.userId), eq(purchaseInvoice.documentType, "invoice"))
  return and(own, asked, ne(purchaseInvoice.reviewState, "reviewed"))
}

/** A page of the ongoing purchase invoices, or credit memos, paged by key. @throws Forbidden */
export async function listPurchaseInvoices(actor: Actor, query: PurchaseInvoiceQuery): Promise<PurchaseInvoiceList> {
  const seen = seenBy(actor)
  const wanted = (query.search ?? "").trim()
  const sort = query.sort ? sorts[query.sort] : wanted ? byMatch : sorts.no
  const cursor = readCursor(query.cursor, sort.type)
  return inCompany(actor.companyId, async tx => {
    const matching = and(seen, await narrowed(tx, actor.companyId, query))
    const { bound, order } = pageAt(sort, sql`${purchaseInvoice.no}`, query.descending ?? false, cursor)
    const found = sql`search_purchase_invoices(${wanted}, ${maxMatches}, ${query.documentType ?? "invoice"}) as found`
    const page = tx
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
        requestedByName: sql<string>`coalesce((select ${users.name} from ${users}
          where ${users.id} = ${purchaseInvoice.requestedBy}), '')`,
        amountDecimals: sql<number>`(select c.amount_decimals from currency c
          where c.company_id = ${purchaseInvoice.companyId} and c.code = ${purchaseInvoice.currencyCode})`,
        key: sql<string>`(${sort.expression})::text`,
      })
      .from(purchaseInvoice)
      .$dynamic()
    const counted = tx
      .select({ one: sql`1`.as("one") })
      .from(purchaseInvoice)
      .$dynamic()
    if (wanted) {
      page.innerJoin(found, sql`found.no = ${purchaseInvoice.no}`)
      counted.innerJoin(found, sql`found.no = ${purchaseInvoice.no}`)
    }
    const rows = await page
      .where(and(matching, bound))
      .orderBy(...order)
      .limit(INVOICES_PER_PAGE + 1)
    const few = counted
      .where(matching)
      .limit(COUNTED_AT_MOST + 1)
      .as("few")
    const [count] = await tx.select({ count: sql<number>`count(*)::int` }).from(few)
    const { rows: invoices, ...neighbours } = cutPage(rows, INVOICES_PER_PAGE, cursor)
    return { invoices, count: count?.count ?? 0, ...neighbours }
  })
}

async function narrowed(tx: Tx, companyId: number, query: PurchaseInvoiceQuery): Promise<SQL | undefined> {
  return and(
    eq(purchaseInvoice.documentType, query.documentType ?? "invoice"),
    query.state && eq(purchaseInvoice.reviewState, query.state),
    query.vendorNo ? eq(purchaseInvoice.buyFromVendorNo, query.vendorNo) : undefined,
    query.withoutVendorInvoiceNo ? eq(purchaseInvoice.vendorInvoiceNo, "") : undefined,
    query.due && (await dueWithin(tx, companyId, purchaseInvoice.dueDate, query.due)),
  )
}
