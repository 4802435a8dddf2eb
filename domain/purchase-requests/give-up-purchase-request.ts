import { and, eq, sql } from "drizzle-orm"
import { purchaseRequest } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { recordEvent } from "@/domain/history/record-event"

/** Why: `errors.gave_up` in the messages. */
const failure = [{ code: "gave_up" }]

/** Fails a queued request for a reason nobody foresaw, so that whoever asked is told and can try again. */
export async function giveUpPurchaseRequest(companyId: number, no: string): Promise<void> {
  await inCompany(companyId, async tx => {
    const { requestedBy, vendorName, salesInvoiceNo } = purchaseRequest
    const [ended] = await tx
      .update(purchaseRequest)
      .set({ state: "failed", finishedAt: sql`now()`, failure })
      .where(
        and(eq(purchaseRequest.companyId, companyId), eq(purchaseRequest.no, no), eq(purchaseRequest.state, "queued")),
      )
      .returning({ requestedBy, vendorName, salesInvoiceNo })
    if (!ended) return
    await recordEvent(tx, {
      companyId,
      actor: null,
      kind: "purchase_request.failed",
      subjectType: "purchase_request",
      subjectNo: no,
      data: { vendorName: ended.vendorName, salesInvoiceNo: ended.salesInvoiceNo, failure },
      tell: { userIds: [ended.requestedBy] },
    })
  })
}
