import { type AnyColumn, and, eq, inArray, or, type SQL, sql } from "drizzle-orm"
import { purchaseRequest } from "@/db/schema"
import { inCompany, type Tx, withCommit } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import type { SortKey } from "@/domain/lists/keyset"
import { type ListPage, type ListQuery, orderKey, readList } from "@/domain/lists/read-list"
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
      await searched(tx, search.trim()),
    )
    return withCommit(readList(tx, { select, matching, order, no: purchaseRequest.no, cursor: query.cursor }))
  })
}

/** Numbers by their beginning, which an index finds; vendors through the search that forgives typing errors. */
async function searched(tx: Tx, wanted: string): Promise<SQL | undefined> {
  if (wanted === "") return undefined
  const beginning = wanted.toUpperCase()
  const begins = (number: AnyColumn) => sql`(${number} >= ${beginning} and ${number} < ${`${beginning}\u{10FFFF}`})`
  const vendors = await foundVendors(tx, wanted)
  return or(
    begins(purchaseRequest.no),
    begins(purchaseRequest.salesInvoiceNo),
    begins(purchaseRequest.purchaseInvoiceNo),
    sql`${purchaseRequest.vendorNo} = any(array(select found.no from ${vendors}))`,
  )
}
