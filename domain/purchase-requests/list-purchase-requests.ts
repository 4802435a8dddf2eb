import { type AnyColumn, and, eq, inArray, type SQL, sql } from "drizzle-orm"
import { purchaseRequest } from "@/db/schema"
import { inCompany, type Tx, withCommit } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import type { SortKey } from "@/domain/lists/keyset"
import { type ListPage, type ListQuery, orderKey, readList } from "@/domain/lists/read-list"
import { FOUND_AT_MOST } from "@/domain/lists/search-once"
import { foundVendors } from "@/domain/vendors/search-vendors"
import { type RequestState, requestsSeenBy } from "./request-reach"

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

/** Searched is the beginning of a number (request, sales or purchase invoice), or a vendor, typing errors forgiven. */
export type PurchaseRequestQuery = Omit<ListQuery<"newest" | "oldest">, "descending"> & {
  /** None: all of them. */
  states?: readonly RequestState[]
  /** "me": those the actor asked for. */
  who?: "me" | "everyone"
}

export type PurchaseRequestList = ListPage<PurchaseRequestRow>

const byMoment: SortKey = { expression: sql`${purchaseRequest.requestedAt}`, type: "timestamptz" }

/**
 * A page of the requests that the actor may see, by the moment they were asked for, paged by key.
 *
 * @throws Forbidden for who has no business with requests
 */
export async function listPurchaseRequests(actor: Actor, query: PurchaseRequestQuery): Promise<PurchaseRequestList> {
  const seen = requestsSeenBy(actor)
  const { states = [], who = "everyone", search = "", sort = "newest" } = query
  const order = { key: byMoment, descending: sort === "newest" }
  return inCompany(actor.companyId, async tx => {
    const select = tx
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
        key: orderKey(order),
      })
      .from(purchaseRequest)
      .$dynamic()
    const matching = and(
      seen,
      states.length > 0 ? inArray(purchaseRequest.state, [...states]) : undefined,
      who === "me" ? eq(purchaseRequest.requestedBy, actor.userId) : undefined,
      await searched(tx, seen, search.trim()),
    )
    return withCommit(readList(tx, { select, matching, order, no: purchaseRequest.no, query }))
  })
}

/**
 * Numbers by their beginning, the last ones, which an index finds; vendors through the search that forgives typing errors, the best
 * first. Each bounded by itself: a beginning may be that of a million.
 *
 * @param seen what the actor sees
 */
async function searched(tx: Tx, seen: SQL | undefined, wanted: string): Promise<SQL | undefined> {
  if (wanted === "") return undefined
  const beginning = wanted.toUpperCase()
  const begins = (number: AnyColumn) => sql`(select ${purchaseRequest.no} from ${purchaseRequest}
    where ${seen} and ${number} >= ${beginning} and ${number} < ${`${beginning}\u{10FFFF}`}
    order by ${number} desc limit ${FOUND_AT_MOST})`
  const numbered = [purchaseRequest.no, purchaseRequest.salesInvoiceNo, purchaseRequest.purchaseInvoiceNo].map(begins)
  const ofVendors = sql`(select theirs.no from ${await foundVendors(tx, wanted)} cross join lateral (
    select ${purchaseRequest.no} from ${purchaseRequest} where ${seen} and ${purchaseRequest.vendorNo} = found.no
    order by ${purchaseRequest.requestedAt} desc limit ${FOUND_AT_MOST}) as theirs limit ${FOUND_AT_MOST})`
  return sql`${purchaseRequest.no} = any(array(${sql.join([...numbered, ofVendors], sql` union all `)}))`
}
