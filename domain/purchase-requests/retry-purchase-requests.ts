import { and, eq, inArray, sql } from "drizzle-orm"
import { purchaseRequest } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { recordEvent } from "@/domain/history/record-event"
import { boughtSince } from "./bought-before"
import { lockPurchaseRequests, type RefusedRequest } from "./lock-purchase-requests"

export type RetryResult = { no: string; outcome: "retried"; generation: number } | RefusedRequest

/**
 * Queues failed requests again, all in one transaction: the same lines of the same day. The caller enqueues their jobs
 * after that, under the generation answered here: a job id that failed once is never run again.
 *
 * One whose lines were bought by another request meanwhile is refused: asking anew asks whether to buy them again.
 *
 * @param nos repeated ones count once
 * @returns what became of each, in order of number
 * @throws NotFound, retrying none, where one does not exist or is not the actor's to manage
 */
export async function retryPurchaseRequests(actor: Actor, nos: readonly string[]): Promise<RetryResult[]> {
  authorise(actor, "purchase_request.manage_own")
  return inCompany(actor.companyId, async tx => {
    const locked = await lockPurchaseRequests(tx, actor, nos)
    const boughtBy = new Map<string, string[]>()
    for (const request of locked.filter(({ state }) => state === "failed")) {
      const others = await boughtSince(tx, actor.companyId, request)
      if (others.length > 0) boughtBy.set(request.no, others)
    }
    const failed = locked.filter(({ no, state }) => state === "failed" && !boughtBy.has(no))
    const generations = new Map<string, number>()
    if (failed.length > 0) {
      const raised = await tx
        .update(purchaseRequest)
        .set({
          state: "queued",
          generation: sql`${purchaseRequest.generation} + 1`,
          queuedAt: sql`now()`,
          startedAt: null,
          finishedAt: null,
          failure: null,
        })
        .where(
          and(
            eq(purchaseRequest.companyId, actor.companyId),
            inArray(
              purchaseRequest.no,
              failed.map(request => request.no),
            ),
          ),
        )
        .returning({ no: purchaseRequest.no, generation: purchaseRequest.generation })
      for (const { no, generation } of raised) generations.set(no, generation)
    }
    for (const { no, vendorName, salesInvoiceNo } of failed) {
      await recordEvent(tx, {
        companyId: actor.companyId,
        actor,
        kind: "purchase_request.retried",
        subjectType: "purchase_request",
        subjectNo: no,
        data: { vendorName, salesInvoiceNo },
      })
    }
    return locked.map(({ no, state }) => {
      const generation = generations.get(no)
      if (generation !== undefined) return { no, outcome: "retried", generation }
      return { no, outcome: "refused", state, boughtBy: boughtBy.get(no) }
    })
  })
}
