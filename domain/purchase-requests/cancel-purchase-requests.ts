import { and, eq, inArray, sql } from "drizzle-orm"
import { purchaseRequest } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { recordEvent } from "@/domain/history/record-event"
import { lockPurchaseRequests, type RefusedRequest } from "./lock-purchase-requests"

export type CancelResult = { no: string; outcome: "cancelled" } | RefusedRequest

/**
 * Cancels requests that are still queued, all in one transaction. One that is being built is waited for and then says
 * what became of it: cancel and build lock the same row.
 *
 * @param nos repeated ones count once
 * @returns what became of each, in order of number
 * @throws NotFound, cancelling none, where one does not exist or is not the actor's to manage
 */
export async function cancelPurchaseRequests(actor: Actor, nos: readonly string[]): Promise<CancelResult[]> {
  authorise(actor, "purchase_request.manage_own")
  return inCompany(actor.companyId, async tx => {
    const locked = await lockPurchaseRequests(tx, actor, nos)
    const queued = locked.filter(request => request.state === "queued")
    if (queued.length > 0) {
      await tx
        .update(purchaseRequest)
        .set({ state: "cancelled", finishedAt: sql`now()` })
        .where(
          and(
            eq(purchaseRequest.companyId, actor.companyId),
            inArray(
              purchaseRequest.no,
              queued.map(request => request.no),
            ),
          ),
        )
    }
    for (const { no, requestedBy, vendorName, salesInvoiceNo } of queued) {
      await recordEvent(tx, {
        companyId: actor.companyId,
        actor,
        kind: "purchase_request.cancelled",
        subjectType: "purchase_request",
        subjectNo: no,
        data: { vendorName, salesInvoiceNo },
        // Who asked for it hears of it, unless it was they who cancelled.
        tell: requestedBy === actor.userId ? undefined : { userIds: [requestedBy] },
      })
    }
    return locked.map(({ no, state }) =>
      state === "queued" ? { no, outcome: "cancelled" } : { no, outcome: "refused", state },
    )
  })
}
