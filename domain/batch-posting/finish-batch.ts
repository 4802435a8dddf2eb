import { and, eq, sql } from "drizzle-orm"
import { batchPosting, batchPostingDocument } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { recordEvent } from "@/domain/history/record-event"
import { refuseRestIn } from "./note-outcome"

/** Settles a batch whose documents all have their outcome, and tells who asked for it, once. */
export async function finishBatch(companyId: number, batchId: number): Promise<void> {
  await inCompany(companyId, tx => finish(tx, companyId, batchId))
}

/** Ends a batch that cannot go on for a reason nobody foresaw: what is left of it is refused. */
export async function giveUpBatch(companyId: number, batchId: number): Promise<void> {
  await inCompany(companyId, async tx => {
    await refuseRestIn(tx, companyId, batchId, "gave_up")
    await finish(tx, companyId, batchId)
  })
}

async function finish(tx: Tx, companyId: number, batchId: number): Promise<void> {
  const ofBatch = and(eq(batchPosting.companyId, companyId), eq(batchPosting.id, batchId))
  const [finished] = await tx
    .update(batchPosting)
    .set({ state: "finished", finishedAt: sql`now()` })
    .where(and(ofBatch, eq(batchPosting.state, "queued")))
    .returning({ requestedBy: batchPosting.requestedBy, documentCount: batchPosting.documentCount })
  if (!finished) return
  const [counts] = await tx
    .select({
      posted: sql<number>`count(*) filter (where ${batchPostingDocument.outcome} = 'posted')::int`,
      refused: sql<number>`count(*) filter (where ${batchPostingDocument.outcome} = 'refused')::int`,
    })
    .from(batchPostingDocument)
    .where(and(eq(batchPostingDocument.companyId, companyId), eq(batchPostingDocument.batchId, batchId)))
  if (counts!.posted + counts!.refused !== finished.documentCount) {
    throw new Error(`batch ${batchId}: not every document has its outcome`)
  }
  await recordEvent(tx, {
    companyId,
    actor: null,
    kind: "batch_posting.finished",
    subjectType: "batch_posting",
    subjectNo: String(batchId),
    data: { documentCount: finished.documentCount, ...counts! },
    tell: { userIds: [finished.requestedBy], mail: true },
  })
}
