import { and, eq, sql } from "drizzle-orm"
import { salesImport } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { recordEvent } from "@/domain/history/record-event"

/** Why: `errors.gave_up` in the messages. */
const code = "gave_up"

/** Fails a queued import for a reason nobody foresaw, so that whoever asked is told and can try again. */
export async function giveUpSalesImport(companyId: number, no: string): Promise<void> {
  await inCompany(companyId, async tx => {
    const { requestedBy, fileName } = salesImport
    const [ended] = await tx
      .update(salesImport)
      .set({ state: "failed", finishedAt: sql`now()`, failure: [{ code }] })
      .where(and(eq(salesImport.companyId, companyId), eq(salesImport.no, no), eq(salesImport.state, "queued")))
      .returning({ requestedBy, fileName })
    if (!ended) return
    await recordEvent(tx, {
      companyId,
      actor: null,
      kind: "sales_import.failed",
      subjectType: "sales_import",
      subjectNo: no,
      data: { fileName: ended.fileName, code },
      tell: { userIds: [ended.requestedBy], mail: true },
    })
  })
}
