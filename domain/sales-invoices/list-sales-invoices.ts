import { and, eq, sql } from "drizzle-orm"
import { salesInvoice } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { type Due, dueWithin } from "@/domain/documents/due-within"
import { cutPage, pageAt, readCursor, type SortKey } from "@/domain/documents/keyset"

export const INVOICES_PER_PAGE = 50
/** How far a list is counted: beyond, nobody wants the figure at its price. */
export const COUNTED_AT_MOST = 1_000
const maxMatches = 1_000

export const salesInvoiceSorts = ["no", "customer", "documentDate", "dueDate", "amount"] as const
export type SalesInvoiceSort = (typeof salesInvoiceSorts)[number]

export type SalesInvoiceQuery = {
  /** Number, customer name or number, External Document No.; typing errors forgiven, the best match first. */
  search?: string
  customerNo?: string
  due?: Due
  sort?: SalesInvoiceSort
  descending?: boolean
  /** From an earlier answer under the same sort. */
  cursor?: string
}

export type SalesInvoiceListRow = Pick<
  typeof salesInvoice.$inferSelect,
  | "no"
  | "customerNo"
  | "customerName"
  | "externalDocumentNo"
  | "documentDate"
  | "dueDate"
  | "currencyCode"
  | "lineCount"
  | "amount"
> & { amountDecimals: number }

export type SalesInvoiceList = {
  invoices: SalesInvoiceListRow[]
  /** Matches, counted up to COUNTED_AT_MOST + 1. */
  count: number
  previous?: string
  next?: string
}

const sorts: Record<SalesInvoiceSort, SortKey> = {
  no: { expression: sql`${salesInvoice.no}`, type: "text" },
  customer: { expression: sql`${salesInvoice.customerName} collate "und-x-icu"`, type: "text" },
  documentDate: { expression: sql`${salesInvoice.documentDate}`, type: "date" },
  dueDate: { expression: sql`${salesInvoice.dueDate}`, type: "date" },
  amount: { expression: sql`${salesInvoice.amount}`, type: "numeric" },
}
const byMatch: SortKey = { expression: sql`found.rank`, type: "real" }

/** A page of the ongoing sales invoices, paged by key. @throws Forbidden */
export async function listSalesInvoices(actor: Actor, query: SalesInvoiceQuery): Promise<SalesInvoiceList> {
  authorise(actor, "sales_invoice.see")
  const wanted = (query.search ?? "").trim()
  const sort = query.sort ? sorts[query.sort] : wanted ? byMatch : sorts.no
  const cursor = readCursor(query.cursor, sort.type)
  return inCompany(actor.companyId, async tx => {
    const matching = and(
      eq(salesInvoice.companyId, actor.companyId),
      query.customerNo ? eq(salesInvoice.customerNo, query.customerNo) : undefined,
      query.due && (await dueWithin(tx, actor.companyId, salesInvoice.dueDate, query.due)),
    )
    const { bound, order } = pageAt(sort, sql`${salesInvoice.no}`, query.descending ?? false, cursor)
    const found = sql`search_sales_invoices(${wanted}, ${maxMatches}) as found`
    const page = tx
      .select({
        no: salesInvoice.no,
        customerNo: salesInvoice.customerNo,
        customerName: salesInvoice.customerName,
        externalDocumentNo: salesInvoice.externalDocumentNo,
        documentDate: salesInvoice.documentDate,
        dueDate: salesInvoice.dueDate,
        currencyCode: salesInvoice.currencyCode,
        lineCount: salesInvoice.lineCount,
        amount: salesInvoice.amount,
        amountDecimals: sql<number>`(select c.amount_decimals from currency c
          where c.company_id = ${salesInvoice.companyId} and c.code = ${salesInvoice.currencyCode})`,
        key: sql<string>`(${sort.expression})::text`,
      })
      .from(salesInvoice)
      .$dynamic()
    const counted = tx
      .select({ one: sql`1`.as("one") })
      .from(salesInvoice)
      .$dynamic()
    if (wanted) {
      page.innerJoin(found, sql`found.no = ${salesInvoice.no}`)
      counted.innerJoin(found, sql`found.no = ${salesInvoice.no}`)
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
