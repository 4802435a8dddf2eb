import { and, asc, inArray } from "drizzle-orm"
import { purchaseRequest } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { NotFound } from "@/domain/errors"
import { type RequestState, requestsManagedBy } from "./request-reach"

/** A request that can no longer be changed as asked, and the state it is in now. */
export type RefusedRequest = {
  no: string
  outcome: "refused"
  state: RequestState
  /** A failed one whose lines were bought meanwhile: the requests by which they were. */
  boughtBy?: string[]
}

export type LockedRequest = Pick<
  typeof purchaseRequest.$inferSelect,
  "no" | "state" | "requestedBy" | "vendorName" | "salesInvoiceNo"
>

/**
 * Locks requests by number, always in one order, with the lock the build takes: whoever comes second waits, and finds
 * the state that the first one left.
 *
 * @throws NotFound where one of them does not exist or is not the actor's to manage
 */
export async function lockPurchaseRequests(tx: Tx, actor: Actor, nos: readonly string[]): Promise<LockedRequest[]> {
  const wanted = [...new Set(nos)]
  if (wanted.length === 0) return []
  const locked = await tx
    .select({
      no: purchaseRequest.no,
      state: purchaseRequest.state,
      requestedBy: purchaseRequest.requestedBy,
      vendorName: purchaseRequest.vendorName,
      salesInvoiceNo: purchaseRequest.salesInvoiceNo,
    })
    .from(purchaseRequest)
    .where(and(requestsManagedBy(actor), inArray(purchaseRequest.no, wanted)))
    .orderBy(asc(purchaseRequest.no))
    .for("update")
  if (locked.length < wanted.length) throw new NotFound("purchase request")
  return locked
}
