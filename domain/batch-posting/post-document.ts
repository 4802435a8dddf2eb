import { and, eq } from "drizzle-orm"
import { postedPurchaseDocument } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Piece, PiecesDone } from "@/domain/background-work/piece-work"
import { type Issue, NotFound, Refusal } from "@/domain/errors"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"

/** A document of a batch as it was asked for; the draft goes with its posting. */
export type AskedDocument = { documentNo: string; vendorName: string; currencyCode: string; amountIncludingVat: string }

/** What was asked for beside the documents. */
export type BatchOptions = {
  /** Whether to post also what nobody has reviewed, where the company leaves that to who posts. */
  unreviewed: boolean
}

/** Posts one document of a batch. @throws Refusal with every reason; AlreadySettled */
export async function postDraftOfBatch({ actor, content, options }: Piece, done: PiecesDone): Promise<void> {
  const { documentNo } = content as AskedDocument
  const { unreviewed } = options as BatchOptions
  try {
    await postPurchaseDocument(actor, documentNo, { unreviewed }, (tx, posted) => done(tx, posted.no))
  } catch (error) {
    if (error instanceof NotFound) throw new Refusal([await whyGone(actor.companyId, documentNo)])
    if (error instanceof Refusal) throw new Refusal(error.issues.map(toldOf))
    throw error
  }
}

/** A batch asks nothing while it runs: what would be a question is a reason. */
function toldOf(issue: Issue): Issue {
  return issue.code === "not_reviewed_ask" ? { ...issue, code: "batch_not_reviewed" } : issue
}

/** The draft is not there any more: what became of it. */
async function whyGone(companyId: number, documentNo: string): Promise<Issue> {
  const p = postedPurchaseDocument
  const [posted] = await inCompany(companyId, tx =>
    tx
      .select({ no: p.no })
      .from(p)
      .where(and(eq(p.companyId, companyId), eq(p.preAssignedNo, documentNo))),
  )
  return posted ? { code: "batch_posted_before", params: { no: posted.no } } : { code: "batch_draft_gone" }
}
