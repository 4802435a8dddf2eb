import { type AnyColumn, and, eq, inArray, or, type SQL, sql } from "drizzle-orm"
import { purchaseRequest } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { type Cursor, cutPage, pageAt, readCursor, type SortKey } from "@/domain/documents/keyset"
import { foundVendors } from "@/domain/vendors/search-vendors"
import { type RequestState, seenBy } from "./request-reach"

/** Requests on one page. */
export const REQUESTS_PER_PAGE = 50

/** How far a list is counted: beyond, nobody wants the figure at its price. */
export const COUNTED_AT_MOST = 1_000

export type PurchaseRequestRow = Pick<
  typeof purchaseRequest.$inferSelect,
  | "no"
  | "state"
  | "requestedBy"
  | "requestedByName"
  | "requestedAt"
  | "queuedAt"
  | "startedAt"
  | "salesInvoiceNo"
  | "vendorNo"
  | "vendorName"
  | "lineCount"
  | "attempts"
  | "purchaseInvoiceNo"
> &
  FirstReason

export type FirstReason = {
  /** The first reason why it failed; thousands of lines may have one each. */
  reason: NonNullable<(typeof purchaseRequest.$inferSelect)["failure"]>[number] | null
  /** How many there are. */
  reasonCount: number
}

/** Columns that make a FirstReason. */
export const firstReason = {
  reason: sql<FirstReason["reason"]>`${purchaseRequest.failure} -> 0`,
  reasonCount: sql<number>`coalesce(jsonb_array_length(${purchaseRequest.failure}), 0)`,
}

export type PurchaseRequestQuery = {
  /** None: all of them. */
  states?: readonly RequestState[]
  /** "me": those the actor asked for. */
  who?: "me" | "everyone"
  /** Beginning of a number (request, sales invoice, purchase invoice), or a vendor, typing errors forgiven. */
  search?: string
  sort?: "newest" | "oldest"
  /** From an earlier answer; one that was tampered with is the first page. */
  cursor?: string
}

export type PurchaseRequestList = {
  requests: PurchaseRequestRow[]
  /** Matches, counted up to COUNTED_AT_MOST + 1. */
  count: number
  /** Cursors of the pages around; undefined where there is none. */
  previous?: string
  next?: string
}

/**
 * A page of the requests that the actor may see, by the moment they were asked for, paged by key.
 *
 * @throws Forbidden for who has no business with requests
 */
export async function listPurchaseRequests(actor: Actor, query: PurchaseRequestQuery): Promise<PurchaseRequestList> {
  const seen = seenBy(actor)
  const { states = [], who = "everyone", search = "", sort = "newest" } = query
  return inCompany(actor.companyId, async tx => {
    const matching = and(
      seen,
      states.length > 0 ? inArray(purchaseRequest.state, [...states]) : undefined,
      who === "me" ? eq(purchaseRequest.requestedBy, actor.userId) : undefined,
      await searched(tx, search.trim()),
    )
    const cursor = readCursor(query.cursor, byMoment.type)
    const [rows, count] = await Promise.all([readRows(tx, matching, sort, cursor), countUpTo(tx, matching)])
    const { rows: requests, ...neighbours } = cutPage(rows, REQUESTS_PER_PAGE, cursor)
    return { requests, count, ...neighbours }
  })
}

/** Numbers by their beginning, which an index finds; vendors through the search that forgives typing errors. */
async function searched(tx: Tx, wanted: string): Promise<SQL | undefined> {
  if (wanted === "") return undefined
  const beginning = wanted.toUpperCase()
  const begins = (number: AnyColumn) => sql`(${number} >= ${beginning} and ${number} < ${`${beginning}\u{10FFFF}`})`
  const vendors = await tx.execute<{ no: string }>(sql`select found.no from ${foundVendors(wanted)}`)
  return or(
    begins(purchaseRequest.no),
    begins(purchaseRequest.salesInvoiceNo),
    begins(purchaseRequest.purchaseInvoiceNo),
    vendors.length > 0
      ? inArray(
          purchaseRequest.vendorNo,
          vendors.map(({ no }) => no),
        )
      : undefined,
  )
}

const byMoment: SortKey = { expression: sql`${purchaseRequest.requestedAt}`, type: "timestamptz" }

function readRows(tx: Tx, matching: SQL | undefined, sort: "newest" | "oldest", cursor: Cursor | null) {
  const { bound, order } = pageAt(byMoment, sql`${purchaseRequest.no}`, sort === "newest", cursor)
  return tx
    .select({
      no: purchaseRequest.no,
      state: purchaseRequest.state,
      requestedBy: purchaseRequest.requestedBy,
      requestedByName: purchaseRequest.requestedByName,
      requestedAt: purchaseRequest.requestedAt,
      queuedAt: purchaseRequest.queuedAt,
      startedAt: purchaseRequest.startedAt,
      salesInvoiceNo: purchaseRequest.salesInvoiceNo,
      vendorNo: purchaseRequest.vendorNo,
      vendorName: purchaseRequest.vendorName,
      lineCount: purchaseRequest.lineCount,
      attempts: purchaseRequest.attempts,
      ...firstReason,
      purchaseInvoiceNo: purchaseRequest.purchaseInvoiceNo,
      // As text: a Date would cut it to milliseconds and so lose rows.
      key: sql<string>`(${byMoment.expression})::text`,
    })
    .from(purchaseRequest)
    .where(and(matching, bound))
    .orderBy(...order)
    .limit(REQUESTS_PER_PAGE + 1)
}

async function countUpTo(tx: Tx, matching: SQL | undefined): Promise<number> {
  const counted = tx
    .select({ one: sql`1`.as("one") })
    .from(purchaseRequest)
    .where(matching)
    .limit(COUNTED_AT_MOST + 1)
    .as("counted")
  const [row] = await tx.select({ count: sql<string>`count(*)` }).from(counted)
  return Number(row?.count ?? 0)
}
