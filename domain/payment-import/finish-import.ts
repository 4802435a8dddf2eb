import { and, eq, sql } from "drizzle-orm"
import { paymentImport, paymentImportRow } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { recordEvent } from "@/domain/history/record-event"
import { refuseRestIn } from "./note-outcome"

/** Settles an import whose rows all have their outcome, and tells who asked for it, once. */
export async function finishPaymentImport(companyId: number, importId: number): Promise<void> {
  await inCompany(companyId, tx => finish(tx, companyId, importId))
}

/** Ends an import that cannot go on for a reason nobody foresaw: what is left of it is refused. */
export async function giveUpPaymentImport(companyId: number, importId: number): Promise<void> {
  await inCompany(companyId, async tx => {
    await refuseRestIn(tx, companyId, importId, "gave_up")
    await finish(tx, companyId, importId)
  })
}

async function finish(tx: Tx, companyId: number, importId: number): Promise<void> {
  const [finished] = await tx
    .update(paymentImport)
    .set({ state: "finished", finishedAt: sql`now()` })
    .where(
      and(eq(paymentImport.companyId, companyId), eq(paymentImport.id, importId), eq(paymentImport.state, "queued")),
    )
    .returning({
      requestedBy: paymentImport.requestedBy,
      rowCount: paymentImport.rowCount,
      fileName: paymentImport.fileName,
    })
  if (!finished) return
  const [counts] = await tx
    .select({
      registered: sql<number>`count(*) filter (where ${paymentImportRow.outcome} = 'registered')::int`,
      refused: sql<number>`count(*) filter (where ${paymentImportRow.outcome} = 'refused')::int`,
    })
    .from(paymentImportRow)
    .where(and(eq(paymentImportRow.companyId, companyId), eq(paymentImportRow.importId, importId)))
  const { requestedBy, rowCount, fileName } = finished
  if (counts!.registered + counts!.refused !== rowCount) {
    throw new Error(`payment import ${importId}: not every row has its outcome`)
  }
  await recordEvent(tx, {
    companyId,
    actor: null,
    kind: "payment_import.finished",
    subjectType: "payment_import",
    subjectNo: String(importId),
    data: { fileName, rowCount, ...counts! },
    tell: { userIds: [requestedBy], mail: true },
  })
}
