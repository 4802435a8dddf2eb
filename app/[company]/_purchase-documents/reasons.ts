import "server-only"
import { type ProblemText, problemTexts } from "@/app/_posting/problem-texts"
import { purchaseKinds } from "@/app/[company]/_document-kinds/draft-kinds"
import { type Actor, may } from "@/domain/access/actor"
import type { PostingCheck } from "@/domain/purchase-documents/preview-posting"
import { voidedReview } from "./voided-review"

/** Id of what the page of a draft has on its review: the button that marks it as reviewed, or who may do so. */
export const reviewId = "review"

/**
 * Every reason why a draft would not be posted, in the reader's language and with its link.
 *
 * @param slug the company in the address
 * @param path address of the draft
 */
export async function reasonsAgainst(
  actor: Actor,
  preview: PostingCheck,
  slug: string,
  path: string,
): Promise<ProblemText[]> {
  const { header, lineNos, currency, administrators } = preview
  const waits = header.reviewState === "ready_for_review" && may(actor, "purchase_invoice.review")
  const voided = await voidedReview(preview)
  const unreviewed = isBarred(preview)
    ? [{ code: voided ? "review_voided" : "not_reviewed", params: voided, field: waits ? reviewId : undefined }]
    : []
  return problemTexts([...unreviewed, ...preview.problems], {
    actor,
    administrators,
    slug,
    path,
    decimals: currency.amountDecimals,
    lineNos,
    names: purchaseKinds[header.documentType].names,
  })
}

/** Whether the company posts only what is reviewed, and this is not. */
export function isBarred({ isReviewed, unreviewedPosting }: PostingCheck): boolean {
  return !isReviewed && unreviewedPosting === "refuse"
}
