import { and, eq } from "drizzle-orm"
import { purchaseRequest, salesImport } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { recordEvent } from "@/domain/history/record-event"
import type { WorkKind } from "./unfinished-work"

const tables = { purchase_request: purchaseRequest, sales_import: salesImport }

/** Why: `errors.gave_up` in the messages. */
const failure = [{ code: "gave_up" }]

/**
 * Ends queued work that cannot be done for a reason nobody foresaw, so that whoever asked is told and can try again.
 * Does nothing when it has ended in some other way.
 */
export async function giveUp(companyId: number, kind: WorkKind, no: string): Promise<void> {
  const table = tables[kind]
  await inCompany(companyId, async tx => {
    const [ended] = await tx
      .update(table)
      .set({ state: "failed", finishedAt: new Date(), failure })
      .where(and(eq(table.companyId, companyId), eq(table.no, no), eq(table.state, "queued")))
      .returning({ requestedBy: table.requestedBy })
    if (!ended) return
    await recordEvent(tx, {
      companyId,
      actor: null,
      kind: `${kind}.failed`,
      subjectType: kind,
      subjectNo: no,
      data: { failure },
      tell: { userIds: [ended.requestedBy], mail: kind === "purchase_request" },
    })
  })
}
