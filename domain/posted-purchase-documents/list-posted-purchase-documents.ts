import { and, eq, type SQL, sql } from "drizzle-orm"
import { company, openVendorLedgerEntry as open, postedPurchaseDocument as posted } from "@/db/schema"
import { inCompany, withCommit } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { isOpenEntry } from "@/domain/books/is-open"
import { today } from "@/domain/dates/date"
import { plainNumber } from "@/domain/documents/draft"
import { amountDecimalsOf } from "@/domain/lists/amount-decimals"
import type { SortKey } from "@/domain/lists/keyset"
import { type ListPage, type ListQuery, orderKey, orderOf, readList } from "@/domain/lists/read-list"
import { FOUND_AT_MOST, searchOnce } from "@/domain/lists/search-once"
import { countAttached } from "@/domain/purchase-documents/count-attached"
import { correctiveNo, inState, isAmongOpen, type PostedState, postedState, remainingEntry } from "./posted-state"

export const postedSorts = ["postingDate", "dueDate", "vendor", "amount"] as const
export type PostedSort = (typeof postedSorts)[number]
export type PostedDocumentType = (typeof posted.$inferSelect)["documentType"]

/**
 * Searched are number, draft's number, vendor name or number, Vendor Invoice No.; typing errors forgiven, the best match
 * first. Otherwise the latest posted come first.
 */
export type PostedQuery = ListQuery<PostedSort> & {
  documentType: PostedDocumentType
  state?: PostedState
  vendorNo?: string
}

export type PostedRow = Pick<
  typeof posted.$inferSelect,
  | "no"
  | "preAssignedNo"
  | "buyFromVendorNo"
  | "buyFromVendorName"
  | "vendorInvoiceNo"
  | "postingDate"
  | "dueDate"
  | "currencyCode"
  | "amountIncludingVat"
> & {
  /** What is still to be paid, or to be had back; in the document's currency, without sign. */
  remaining: string
  state: PostedState
  amountDecimals: number
  /** How many files are attached that were not withdrawn. */
  attachments: number
}

export type PostedList = ListPage<PostedRow, PostedSort>

const sorts: Record<PostedSort, SortKey> = {
  postingDate: { expression: sql`${posted.postingDate}`, type: "date" },
  dueDate: { expression: sql`${posted.dueDate}`, type: "date" },
  vendor: { expression: sql`${posted.buyFromVendorName} collate "und-x-icu"`, type: "text" },
  amount: { expression: sql`${posted.amountIncludingVat}`, type: "numeric" },
}

/** What is open has its own order, so that a page reads no closed ones; its entry is of the document's dates and number. */
const openSorts: Record<PostedSort, SortKey> = {
  ...sorts,
  postingDate: { expression: sql`${open.postingDate}`, type: "date" },
  dueDate: { expression: sql`${open.dueDate}`, type: "date" },
}

/** A page of the posted purchase invoices, or credit memos, paged by key. @throws Forbidden */
export async function listPostedPurchaseDocuments(actor: Actor, query: PostedQuery): Promise<PostedList> {
  authorise(actor, "books.see")
  const wanted = query.search?.trim()
  const amongOpen = isAmongOpen(query.state)
  const order = orderOf(query, amongOpen ? openSorts : sorts, { by: "postingDate", descending: true })
  return inCompany(actor.companyId, async tx => {
    const [own] = await tx.select({ timeZone: company.timeZone }).from(company).where(eq(company.id, actor.companyId))
    const day = today(own!.timeZone)
    const select = tx
      .select({
        no: posted.no,
        documentType: posted.documentType,
        preAssignedNo: posted.preAssignedNo,
        buyFromVendorNo: posted.buyFromVendorNo,
        buyFromVendorName: posted.buyFromVendorName,
        vendorInvoiceNo: posted.vendorInvoiceNo,
        postingDate: posted.postingDate,
        dueDate: posted.dueDate,
        currencyCode: posted.currencyCode,
        amountIncludingVat: posted.amountIncludingVat,
        remaining: remainingEntry,
        correctiveNo,
        amountDecimals: amountDecimalsOf(posted),
        attachments: countAttached({
          companyId: sql`${posted}.company_id`,
          draftNo: sql`${posted}.pre_assigned_no`,
          postedNo: sql`${posted}.no`,
        }),
        key: orderKey(order),
      })
      .from(posted)
      .$dynamic()
    if (amongOpen) select.innerJoin(open, and(isOpenEntry(posted), eq(open.documentType, query.documentType)))
    if (wanted) {
      select.innerJoin(
        await searchOnce(tx, sql`search_posted_purchase_documents(${wanted}, ${FOUND_AT_MOST}, ${query.documentType})`),
        sql`found.no = ${posted.no}`,
      )
    }
    const matching = narrowed(actor.companyId, query, day)
    const read = readList(tx, {
      select,
      matching,
      order,
      no: amongOpen ? open.documentNo : posted.no,
      query,
    }).then(page => ({
      ...page,
      rows: page.rows.map(({ correctiveNo, documentType, ...row }) => ({
        ...row,
        remaining: plainNumber(row.remaining).replace("-", ""),
        state: postedState({ ...row, documentType, correctiveNo }, day),
      })),
    }))
    return withCommit(read)
  })
}

function narrowed(companyId: number, query: PostedQuery, day: string): SQL | undefined {
  return and(
    eq(posted.companyId, companyId),
    eq(posted.documentType, query.documentType),
    query.vendorNo ? eq(posted.buyFromVendorNo, query.vendorNo) : undefined,
    query.state && inState(companyId, query.state, day),
  )
}
