import { and, asc, eq, gt, sql } from "drizzle-orm"
import { batchPosting, batchPostingDocument } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { NotFound } from "@/domain/errors"
import { type EventRead, readEvents } from "@/domain/history/read-events"
import { cutForward } from "@/domain/lists/cut-page"
import { type BatchPostingRow, head } from "./list-batch-postings"

/** Documents on one page. */
const DOCUMENTS_PER_PAGE = 200

export const documentOutcomes = ["pending", "posted", "refused"] as const
export type DocumentOutcome = (typeof documentOutcomes)[number]

/** What came of one document. */
export type BatchDocument = Omit<typeof batchPostingDocument.$inferSelect, "companyId" | "batchId"> & {
  amountDecimals: number
  /** What it became; null where it was not posted. */
  postedType: "invoice" | "credit_memo" | null
  /** Of the draft, while it is still there to be corrected. */
  draftType: "invoice" | "credit_memo" | null
}

export type BatchPostingRead = {
  batch: BatchPostingRow
  documents: BatchDocument[]
  /** What to pass as `after` for the page behind, where there is one. */
  next?: number
  /** The latest first. */
  history: EventRead[]
}

/**
 * One batch: how far it is, and what came of its documents, in their order.
 * @param outcome only those with this outcome
 * @param after line of the last document of the page before
 * @throws Forbidden; NotFound for an unknown batch and another company's
 */
export async function readBatchPosting(
  actor: Actor,
  id: number,
  { outcome, after = 0 }: { outcome?: DocumentOutcome; after?: number } = {},
): Promise<BatchPostingRead> {
  authorise(actor, "purchase_invoice.post")
  const { companyId } = actor
  return inCompany(companyId, async tx => {
    const [batch] = await tx
      .select(head)
      .from(batchPosting)
      .where(and(eq(batchPosting.companyId, companyId), eq(batchPosting.id, id)))
    if (!batch) throw new NotFound(`batch ${id}`)
    const rows = await tx
      .select({
        lineNo: batchPostingDocument.lineNo,
        documentNo: batchPostingDocument.documentNo,
        vendorName: batchPostingDocument.vendorName,
        currencyCode: batchPostingDocument.currencyCode,
        amountIncludingVat: batchPostingDocument.amountIncludingVat,
        outcome: batchPostingDocument.outcome,
        postedNo: batchPostingDocument.postedNo,
        problems: batchPostingDocument.problems,
        at: batchPostingDocument.at,
        amountDecimals: sql<number>`coalesce((select c.amount_decimals from currency c
          where c.company_id = ${companyId} and c.code = ${batchPostingDocument.currencyCode}), 2)`,
        postedType: sql<BatchDocument["postedType"]>`(select p.document_type from posted_purchase_document p
          where p.company_id = ${companyId} and p.no = ${batchPostingDocument.postedNo})`,
        draftType: sql<BatchDocument["draftType"]>`(select p.document_type from purchase_invoice p
          where p.company_id = ${companyId} and p.no = ${batchPostingDocument.documentNo})`,
      })
      .from(batchPostingDocument)
      .where(
        and(
          eq(batchPostingDocument.companyId, companyId),
          eq(batchPostingDocument.batchId, id),
          gt(batchPostingDocument.lineNo, after),
          outcome && eq(batchPostingDocument.outcome, outcome),
        ),
      )
      .orderBy(asc(batchPostingDocument.lineNo))
      .limit(DOCUMENTS_PER_PAGE + 1)
    const { rows: documents, next } = cutForward(rows, DOCUMENTS_PER_PAGE, ({ lineNo }) => lineNo)
    return { batch, documents, next, history: await readEvents(tx, companyId, "batch_posting", String(id)) }
  })
}
