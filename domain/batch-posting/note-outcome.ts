import { and, eq, sql } from "drizzle-orm"
import { batchPostingDocument, postedPurchaseDocument } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import type { Issue } from "@/domain/errors"
import { announce } from "@/domain/live/announce"
import type { Pending } from "./next-document"

/** Thrown where another run of the batch has settled the document meanwhile; what was posted is undone. */
export class AlreadySettled extends Error {}

/** Why a document was refused; `errors.<code>` in the messages. */
type Problem = Pick<Issue, "code" | "params">

/**
 * Writes, in the transaction that posts a document, that it is posted: both or neither.
 * @throws AlreadySettled
 */
export async function notePosted(tx: Tx, document: Pending, postedNo: string): Promise<void> {
  const noted = await tx
    .update(batchPostingDocument)
    .set({ outcome: "posted", postedNo, at: sql`now()` })
    .where(isPending(document))
    .returning({ lineNo: batchPostingDocument.lineNo })
  if (noted.length === 0) throw new AlreadySettled()
  await announce(tx, document.companyId, "batch_posting", String(document.batchId))
}

/**
 * Writes why a document was not posted, unless another run has settled it meanwhile.
 * @param problems every reason; "gone": the draft is not there any more, and what became of it is looked up
 */
export async function noteRefused(document: Pending, problems: readonly Problem[] | "gone"): Promise<void> {
  const { companyId, batchId } = document
  await inCompany(companyId, async tx => {
    const reasons = problems === "gone" ? [await whyGone(tx, document)] : problems
    await tx
      .update(batchPostingDocument)
      .set({ outcome: "refused", problems: reasons.map(toldOf), at: sql`now()` })
      .where(isPending(document))
    await announce(tx, companyId, "batch_posting", String(batchId))
  })
}

/** Refuses everything in a batch that has no outcome yet, for one reason. */
export async function refuseRest(companyId: number, batchId: number, code: string): Promise<void> {
  await inCompany(companyId, tx => refuseRestIn(tx, companyId, batchId, code))
}

/** Refuses every document that still waits, within a transaction. @param code of the problem that each gets */
export async function refuseRestIn(tx: Tx, companyId: number, batchId: number, code: string): Promise<void> {
  await tx
    .update(batchPostingDocument)
    .set({ outcome: "refused", problems: [{ code }], at: sql`now()` })
    .where(
      and(
        eq(batchPostingDocument.companyId, companyId),
        eq(batchPostingDocument.batchId, batchId),
        eq(batchPostingDocument.outcome, "pending"),
      ),
    )
}

/** A batch asks nothing while it runs: what would be a question is a reason. */
function toldOf({ code, params }: Problem): Problem {
  return { code: code === "not_reviewed_ask" ? "batch_not_reviewed" : code, params }
}

async function whyGone(tx: Tx, { companyId, documentNo }: Pending): Promise<Problem> {
  const [posted] = await tx
    .select({ no: postedPurchaseDocument.no })
    .from(postedPurchaseDocument)
    .where(and(eq(postedPurchaseDocument.companyId, companyId), eq(postedPurchaseDocument.preAssignedNo, documentNo)))
  return posted ? { code: "batch_posted_before", params: { no: posted.no } } : { code: "batch_draft_gone" }
}

function isPending({ companyId, batchId, lineNo }: Pending) {
  return and(
    eq(batchPostingDocument.companyId, companyId),
    eq(batchPostingDocument.batchId, batchId),
    eq(batchPostingDocument.lineNo, lineNo),
    eq(batchPostingDocument.outcome, "pending"),
  )
}
