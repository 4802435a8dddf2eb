import { NotFound, Refusal } from "@/domain/errors"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { finishBatch } from "./finish-batch"
import { nextDocument, type Pending } from "./next-document"
import { AlreadySettled, notePosted, noteRefused, refuseRest } from "./note-outcome"

/** "not_queued": there is no such batch, or it has finished. */
export type BatchOutcome = "finished" | "not_queued"

/**
 * Posts the documents of a batch that are still to be posted, one after the other, each in a transaction of its own in
 * which its outcome is written too: a run that is killed has posted some documents and told so, and the next goes on
 * with the rest. What stands in the way of one document is noted with it and stops no other. Who asked must still be
 * allowed to post at each document; otherwise the rest is refused. Several runs at once post nothing twice.
 *
 * @param isHopeless whether trying again cannot help after an error nobody foresaw; the document is refused then
 * @throws whatever passes by itself, such as a lost connection: run it again
 */
export async function runBatchPosting(
  companyId: number,
  batchId: number,
  isHopeless: (error: unknown) => boolean,
): Promise<BatchOutcome> {
  for (let after = 0; ; ) {
    const next = await nextDocument(companyId, batchId, after)
    if (next.kind === "finished") return "not_queued"
    if (next.kind === "may_not") await refuseRest(companyId, batchId, "batch_requester_may_not")
    if (next.kind !== "document") {
      await finishBatch(companyId, batchId)
      return "finished"
    }
    await settle(next, isHopeless)
    after = next.lineNo
  }
}

async function settle(document: Pending, isHopeless: (error: unknown) => boolean): Promise<void> {
  const { actor, documentNo, unreviewed } = document
  try {
    await postPurchaseDocument(actor, documentNo, { unreviewed }, (tx, posted) => notePosted(tx, document, posted.no))
  } catch (error) {
    if (error instanceof AlreadySettled) return
    if (error instanceof Refusal) return noteRefused(document, error.issues)
    if (error instanceof NotFound) return noteRefused(document, "gone")
    if (!isHopeless(error)) throw error
    return noteRefused(document, [{ code: "gave_up" }])
  }
}
