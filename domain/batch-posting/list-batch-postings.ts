import { and, desc, eq, lt, sql } from "drizzle-orm"
import { batchPosting, batchPostingDocument } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { cutForward } from "@/domain/lists/cut-page"

/** Batches on one page. */
const BATCHES_PER_PAGE = 50

export type BatchPostingRow = Pick<
  typeof batchPosting.$inferSelect,
  "id" | "state" | "requestedByName" | "requestedAt" | "finishedAt" | "documentCount"
> & { posted: number; refused: number }

/** What a list or a page shows of a batch; the counts are of the batch in the outer query. */
export const head = {
  id: batchPosting.id,
  state: batchPosting.state,
  requestedByName: batchPosting.requestedByName,
  requestedAt: batchPosting.requestedAt,
  finishedAt: batchPosting.finishedAt,
  documentCount: batchPosting.documentCount,
  posted: countOf("posted"),
  refused: countOf("refused"),
}

function countOf(outcome: "posted" | "refused") {
  return sql<number>`(select count(*)::int from ${batchPostingDocument} as d
    where d.company_id = ${batchPosting.companyId} and d.batch_id = ${batchPosting.id}
      and d.outcome = ${outcome})`
}

/**
 * A page of the company's batches, the latest first.
 * @param before id of the last batch of the page before
 * @returns `next`: what to pass as `before` for the page behind, where there is one
 * @throws Forbidden
 */
export async function listBatchPostings(
  actor: Actor,
  { before }: { before?: number } = {},
): Promise<{ batches: BatchPostingRow[]; next?: number }> {
  authorise(actor, "purchase_invoice.post")
  const rows = await inCompany(actor.companyId, tx =>
    tx
      .select(head)
      .from(batchPosting)
      .where(
        and(
          eq(batchPosting.companyId, actor.companyId),
          before === undefined ? undefined : lt(batchPosting.id, before),
        ),
      )
      .orderBy(desc(batchPosting.id))
      .limit(BATCHES_PER_PAGE + 1),
  )
  const { rows: batches, next } = cutForward(rows, BATCHES_PER_PAGE, ({ id }) => id)
  return { batches, next }
}
