import { and, asc, eq, gt } from "drizzle-orm"
import { batchPosting, batchPostingDocument } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, may } from "@/domain/access/actor"
import { presentActor } from "@/domain/access/present-actor"

/** A document of a batch that is to be posted. */
export type Pending = {
  companyId: number
  batchId: number
  lineNo: number
  documentNo: string
  unreviewed: boolean
  /** Who asked, with the roles of this moment. */
  actor: Actor
}

type Next =
  | ({ kind: "document" } & Pending)
  /** Every document has its outcome; the batch itself is not finished yet. */
  | { kind: "none_left" }
  /** Who asked is disabled, or may not post any more. */
  | { kind: "may_not" }
  /** Finished, or not there. */
  | { kind: "finished" }

/** What a run of a batch has to do next. @param after line of the document that it did last; 0: it begins */
export async function nextDocument(companyId: number, batchId: number, after: number): Promise<Next> {
  return inCompany(companyId, async tx => {
    const [batch] = await tx
      .select()
      .from(batchPosting)
      .where(and(eq(batchPosting.companyId, companyId), eq(batchPosting.id, batchId)))
    if (batch?.state !== "queued") return { kind: "finished" }
    const [document] = await tx
      .select({ lineNo: batchPostingDocument.lineNo, documentNo: batchPostingDocument.documentNo })
      .from(batchPostingDocument)
      .where(
        and(
          eq(batchPostingDocument.companyId, companyId),
          eq(batchPostingDocument.batchId, batchId),
          gt(batchPostingDocument.lineNo, after),
          eq(batchPostingDocument.outcome, "pending"),
        ),
      )
      .orderBy(asc(batchPostingDocument.lineNo))
      .limit(1)
    if (!document) return { kind: "none_left" }
    const actor = await presentActor(tx, companyId, batch.requestedBy)
    if (!actor || !may(actor, "purchase_invoice.post")) return { kind: "may_not" }
    return { kind: "document", companyId, batchId, ...document, unreviewed: batch.unreviewed, actor }
  })
}
