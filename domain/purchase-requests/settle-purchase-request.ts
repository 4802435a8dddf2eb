/** How a purchase request ends without an invoice, in the transaction that builds. */
import { and, eq, sql } from "drizzle-orm"
import { purchaseRequest } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { recordEvent } from "@/domain/history/record-event"

export type QueuedRequest = typeof purchaseRequest.$inferSelect
export type RequestFailure = NonNullable<QueuedRequest["failure"]>
export type CostChange = NonNullable<QueuedRequest["costChanges"]>[number]

/** Nothing can be built: who asked is told why, in words to correct it by. */
export async function settleFailed(tx: Tx, request: QueuedRequest, failure: RequestFailure) {
  await tx
    .update(purchaseRequest)
    .set({ state: "failed", finishedAt: sql`clock_timestamp()`, failure })
    .where(and(eq(purchaseRequest.companyId, request.companyId), eq(purchaseRequest.no, request.no)))
  await recordEvent(tx, {
    companyId: request.companyId,
    actor: null,
    kind: "purchase_request.failed",
    subjectType: "purchase_request",
    subjectNo: request.no,
    data: { vendorName: request.vendorName, salesInvoiceNo: request.salesInvoiceNo, failure },
    tell: { userIds: [request.requestedBy] },
  })
}
