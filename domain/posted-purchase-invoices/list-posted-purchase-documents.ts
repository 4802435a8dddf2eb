import { and, eq, type SQL, sql } from "drizzle-orm"
import { company, postedPurchaseDocument as posted } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { today } from "@/domain/dates/date"
import { plainNumber } from "@/domain/documents/draft"
import { cutPage, pageAt, readCursor, type SortKey } from "@/domain/documents/keyset"
import { correctiveNo, inState, type PostedState, postedState, remainingEntry } from "./posted-state"

export const POSTED_PER_PAGE = 50
/** How far a list is counted: beyond, nobody wants the figure at its price. */
export const POSTED_COUNTED_AT_MOST = 1_000
const maxMatches = 1_000

export const postedSorts = ["postingDate", "dueDate", "vendor", "amount"] as const
export type PostedSort = (typeof postedSorts)[number]
export type PostedDocumentType = (typeof posted.$inferSelect)["documentType"]

export type PostedQuery = {
  documentType: PostedDocumentType
  /** Number, draft's number, vendor name or number, Vendor Invoice No.; typing errors forgiven, the best match first. */
  search?: string
  state?: PostedState
  vendorNo?: string
  /** Default: by match where something is searched, else by posting date, the latest first. */
  sort?: PostedSort
  descending?: boolean
  /** From an earlier answer under the same sort. */
  cursor?: string
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
}

export type PostedList = {
  documents: PostedRow[]
  /** Matches, counted up to POSTED_COUNTED_AT_MOST + 1. */
  count: number
  previous?: string
  next?: string
}

const sorts: Record<PostedSort, SortKey> = {
  postingDate: { expression: sql`${posted.postingDate}`, type: "date" },
  dueDate: { expression: sql`${posted.dueDate}`, type: "date" },
  vendor: { expression: sql`${posted.buyFromVendorName} collate "und-x-icu"`, type: "text" },
  amount: { expression: sql`${posted.amountIncludingVat}`, type: "numeric" },
}
const byMatch: SortKey = { expression: sql`found.rank`, type: "real" }

/** A page of the posted purchase invoices, or credit memos, paged by key. @throws Forbidden */
export async function listPostedPurchaseDocuments(actor: Actor, query: PostedQuery): Promise<PostedList> {
  authorise(actor, "books.see")
  const wanted = (query.search ?? "").trim()
  const sort = query.sort ? sorts[query.sort] : wanted ? byMatch : sorts.postingDate
  const descending = query.descending ?? (!query.sort && !wanted)
  const cursor = readCursor(query.cursor, sort.type)
  return inCompany(actor.companyId, async tx => {
    const [own] = await tx.select({ timeZone: company.timeZone }).from(company).where(eq(company.id, actor.companyId))
    const day = today(own!.timeZone)
    const matching = narrowed(actor.companyId, query, day)
    const { bound, order } = pageAt(sort, sql`${posted.no}`, descending, cursor)
    const found = sql`search_posted_purchase_documents(${wanted}, ${maxMatches}) as found`
    const page = tx
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
        amountDecimals: sql<number>`(select c.amount_decimals from currency c
          where c.company_id = ${posted}.company_id and c.code = ${posted}.currency_code)`,
        key: sql<string>`(${sort.expression})::text`,
      })
      .from(posted)
      .$dynamic()
    const counted = tx
      .select({ one: sql`1`.as("one") })
      .from(posted)
      .$dynamic()
    if (wanted) {
      page.innerJoin(found, sql`found.no = ${posted.no}`)
      counted.innerJoin(found, sql`found.no = ${posted.no}`)
    }
    const rows = await page
      .where(and(matching, bound))
      .orderBy(...order)
      .limit(POSTED_PER_PAGE + 1)
    const few = counted
      .where(matching)
      .limit(POSTED_COUNTED_AT_MOST + 1)
      .as("few")
    const [count] = await tx.select({ count: sql<number>`count(*)::int` }).from(few)
    const { rows: documents, ...neighbours } = cutPage(rows, POSTED_PER_PAGE, cursor)
    return {
      documents: documents.map(({ correctiveNo, documentType, ...row }) => ({
        ...row,
        remaining: plainNumber(row.remaining).replace("-", ""),
        state: postedState({ ...row, documentType, correctiveNo }, day),
      })),
      count: count?.count ?? 0,
      ...neighbours,
    }
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
