import { type AnyColumn, and, asc, desc, eq, inArray, or, type SQL, sql } from "drizzle-orm"
import { purchaseRequest } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
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
    const from = readCursor(query.cursor)
    const [rows, count] = await Promise.all([readRows(tx, matching, sort, from), countUpTo(tx, matching)])
    const more = rows.length > REQUESTS_PER_PAGE
    const shown = rows.slice(0, REQUESTS_PER_PAGE)
    if (from?.back) shown.reverse()
    const [hasPrevious, hasNext] = from?.back ? [more, true] : [from !== null, more]
    const [first, last] = [shown[0], shown.at(-1)]
    return {
      requests: shown.map(({ micros: _, ...row }) => row),
      count,
      previous: first && hasPrevious ? writeCursor("before", first) : undefined,
      next: last && hasNext ? writeCursor("after", last) : undefined,
    }
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

/** Where a page begins: microseconds since 1970, which a Date would cut to milliseconds and so lose rows, and number. */
type Key = { micros: string; no: string }
type From = Key & { back: boolean }

function readRows(tx: Tx, matching: SQL | undefined, sort: "newest" | "oldest", from: From | null) {
  const descending = (sort === "newest") !== (from?.back ?? false)
  const order = descending ? desc : asc
  const beyond = from && keyOf(from, descending)
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
      micros: sql<string>`(extract(epoch from ${purchaseRequest.requestedAt}) * 1000000)::bigint::text`,
    })
    .from(purchaseRequest)
    .where(and(matching, beyond ?? undefined))
    .orderBy(order(purchaseRequest.requestedAt), order(purchaseRequest.no))
    .limit(REQUESTS_PER_PAGE + 1)
}

function keyOf({ micros, no }: Key, descending: boolean): SQL {
  const at = sql`timestamptz 'epoch' + ${micros}::text::bigint * interval '1 microsecond'`
  const key = sql`(${purchaseRequest.requestedAt}, ${purchaseRequest.no})`
  return descending ? sql`${key} < (${at}, ${no})` : sql`${key} > (${at}, ${no})`
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

function writeCursor(direction: "before" | "after", { micros, no }: Key): string {
  return `${direction}.${micros}.${no}`
}

function readCursor(cursor: string | undefined): From | null {
  const [, direction, micros, no] = /^(before|after)\.(\d{1,16})\.(.{1,50})$/u.exec(cursor ?? "") ?? []
  return direction && micros && no ? { micros, no, back: direction === "before" } : null
}
