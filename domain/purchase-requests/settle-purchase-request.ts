/** How a purchase request ends, in the transaction that builds. */
import { and, eq, ne, sql } from "drizzle-orm"
import { membership, purchaseRequest } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { recordEvent } from "@/domain/history/record-event"
import { toPlain } from "@/domain/money/decimal"
import type { Composed } from "./compose-lines"

export type QueuedRequest = typeof purchaseRequest.$inferSelect
export type RequestFailure = NonNullable<QueuedRequest["failure"]>
export type CostChange = NonNullable<QueuedRequest["costChanges"]>[number]

/** The draft is made: the request is ready, and who asked and who reviews are told. */
export async function settleReady(
  tx: Tx,
  request: QueuedRequest,
  no: string,
  { lines, totals }: Composed<number>,
  changes: readonly CostChange[],
) {
  const { companyId, requestedBy, requestedByName } = request
  await tx
    .update(purchaseRequest)
    .set({
      state: "ready",
      purchaseInvoiceNo: no,
      finishedAt: sql`clock_timestamp()`,
      failure: null,
      costChanges: changes.length > 0 ? [...changes] : null,
    })
    .where(and(eq(purchaseRequest.companyId, companyId), eq(purchaseRequest.no, request.no)))
  const built = {
    lineCount: lines.length,
    amount: toPlain(totals.amount),
    currencyCode: request.currencyCode,
    vendorName: request.vendorName,
    costChanges: changes.length,
  }
  await recordEvent(tx, {
    companyId,
    actor: null,
    kind: "purchase_request.ready",
    subjectType: "purchase_request",
    subjectNo: request.no,
    data: { ...built, purchaseInvoiceNo: no },
    tell: { userIds: [requestedBy], mail: true },
  })
  await recordEvent(tx, {
    companyId,
    actor: { userId: requestedBy, name: requestedByName },
    kind: "purchase_invoice.built",
    subjectType: "purchase_invoice",
    subjectNo: no,
    version: 1,
    data: { ...built, requestNo: request.no },
    tell: { userIds: await reviewers(tx, request), mail: false },
  })
}

/** Purchasing managers who can sign in, but for the requester, who never reviews what they asked for. */
async function reviewers(tx: Tx, { companyId, requestedBy }: QueuedRequest): Promise<number[]> {
  const rows = await tx
    .select({ userId: membership.userId })
    .from(membership)
    .where(
      and(
        eq(membership.companyId, companyId),
        eq(membership.role, "purchasing_manager"),
        ne(membership.userId, requestedBy),
      ),
    )
    .prepare("build_reviewers")
    .execute()
  return rows.map(row => row.userId)
}

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
    tell: { userIds: [request.requestedBy], mail: true },
  })
}
