import { pieceKind } from "@/domain/background-work/piece-kind"
import { postDraftOfBatch } from "./post-document"

/** Batch Post: drafts that are posted one after the other. */
export const batchPostingWork = pieceKind({
  name: "batch_posting",
  job: "batch",
  queue: { name: "batch-postings", title: "batch_posting.queue" },
  right: "purchase_invoice.post",
  mayNot: "batch_requester_may_not",
  take: postDraftOfBatch,
  page: no => `batch-postings/${no}`,
  words: { count: "documentCount", done: "posted" },
})
