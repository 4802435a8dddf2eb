import { and, eq, sql } from "drizzle-orm"
import { purchaseRequest, salesImport } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { giveUpBatch } from "@/domain/batch-posting/finish-batch"
import { recordEvent } from "@/domain/history/record-event"
import { giveUpPaymentImport } from "@/domain/payment-import/finish-import"
import type { WorkKind } from "./unfinished-work"

/** Why: `errors.gave_up` in the messages. */
const failure = [{ code: "gave_up" }]

/**
 * Ends queued work that cannot be done for a reason nobody foresaw, so that whoever asked is told and can try again.
 * Does nothing when it has ended in some other way.
 */
export async function giveUp(companyId: number, kind: WorkKind, no: string): Promise<void> {
  if (kind === "batch_posting") return giveUpBatch(companyId, Number(no))
  if (kind === "payment_import") return giveUpPaymentImport(companyId, Number(no))
  await inCompany(companyId, async tx => {
    const ended = await (kind === "purchase_request" ? failRequest(tx, companyId, no) : failImport(tx, companyId, no))
    if (!ended) return
    await recordEvent(tx, {
      companyId,
      actor: null,
      kind: `${kind}.failed`,
      subjectType: kind,
      subjectNo: no,
      data: ended.data,
      tell: { userIds: [ended.requestedBy], mail: true },
    })
  })
}

async function failRequest(tx: Tx, companyId: number, no: string) {
  const { requestedBy, vendorName, salesInvoiceNo } = purchaseRequest
  const [ended] = await tx
    .update(purchaseRequest)
    .set({ state: "failed", finishedAt: sql`now()`, failure })
    .where(
      and(eq(purchaseRequest.companyId, companyId), eq(purchaseRequest.no, no), eq(purchaseRequest.state, "queued")),
    )
    .returning({ requestedBy, vendorName, salesInvoiceNo })
  if (!ended) return undefined
  return {
    requestedBy: ended.requestedBy,
    data: { vendorName: ended.vendorName, salesInvoiceNo: ended.salesInvoiceNo, failure },
  }
}

async function failImport(tx: Tx, companyId: number, no: string) {
  const { requestedBy, fileName } = salesImport
  const [ended] = await tx
    .update(salesImport)
    .set({ state: "failed", finishedAt: sql`now()`, failure })
    .where(and(eq(salesImport.companyId, companyId), eq(salesImport.no, no), eq(salesImport.state, "queued")))
    .returning({ requestedBy, fileName })
  if (!ended) return undefined
  return { requestedBy: ended.requestedBy, data: { fileName: ended.fileName, code: "gave_up" } }
}
