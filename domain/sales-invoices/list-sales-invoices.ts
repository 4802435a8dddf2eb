import { and, eq, sql } from "drizzle-orm"
import { salesInvoice } from "@/db/schema"
import { inCompany, withCommit } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { type Due, dueWithin } from "@/domain/documents/due-within"
import { amountDecimalsOf } from "@/domain/lists/amount-decimals"
import type { SortKey } from "@/domain/lists/keyset"
import { type ListPage, type ListQuery, orderKey, orderOf, readList } from "@/domain/lists/read-list"
import { FOUND_AT_MOST, searchOnce } from "@/domain/lists/search-once"

export const salesInvoiceSorts = ["no", "customer", "documentDate", "dueDate", "amount"] as const
export type SalesInvoiceSort = (typeof salesInvoiceSorts)[number]

/** Searched are number, customer name or number, External Document No.; typing errors forgiven, the best match first; else the newest. */
export type SalesInvoiceQuery = ListQuery<SalesInvoiceSort> & { customerNo?: string; due?: Due }

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

export type SalesInvoiceList = ListPage<SalesInvoiceListRow, SalesInvoiceSort>

const sorts: Record<SalesInvoiceSort, SortKey> = {
  no: { expression: sql`${salesInvoice.no}`, type: "text" },
  customer: { expression: sql`${salesInvoice.customerName} collate "und-x-icu"`, type: "text" },
  documentDate: { expression: sql`${salesInvoice.documentDate}`, type: "date" },
  dueDate: { expression: sql`${salesInvoice.dueDate}`, type: "date" },
  amount: { expression: sql`${salesInvoice.amount}`, type: "numeric" },
}

/** A page of the ongoing sales invoices, paged by key. @throws Forbidden */
export async function listSalesInvoices(actor: Actor, query: SalesInvoiceQuery): Promise<SalesInvoiceList> {
  authorise(actor, "sales_invoice.see")
  const wanted = query.search?.trim()
  const order = orderOf(query, sorts, { by: "documentDate", descending: true })
  return inCompany(actor.companyId, async tx => {
    const select = tx
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
        amountDecimals: amountDecimalsOf(salesInvoice),
        key: orderKey(order),
      })
      .from(salesInvoice)
      .$dynamic()
    if (wanted) {
      select.innerJoin(
        await searchOnce(tx, sql`search_sales_invoices(${wanted}, ${FOUND_AT_MOST})`),
        sql`found.no = ${salesInvoice.no}`,
      )
    }
    const matching = and(
      eq(salesInvoice.companyId, actor.companyId),
      query.customerNo ? eq(salesInvoice.customerNo, query.customerNo) : undefined,
      query.due && (await dueWithin(tx, actor.companyId, salesInvoice.dueDate, query.due)),
    )
    return withCommit(readList(tx, { select, matching, order, no: salesInvoice.no, query }))
  })
}
