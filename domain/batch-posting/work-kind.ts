import { sql } from "drizzle-orm"
import { batchPosting } from "@/db/schema"
import { numberOf, type WorkKind } from "@/domain/background-work/work-kind"
import { giveUpBatch } from "./finish-batch"
import { runBatchPosting } from "./run-batch-posting"

/** Batch Post: drafts that are posted one after the other. */
export const batchPostingWork: WorkKind = {
  name: "batch_posting",
  job: "batch",
  queue: {
    name: "batch-postings",
    title: "batch_posting.queue",
    attempts: 5,
    pause: { milliseconds: 1_000, doubling: true },
    // Postings of one company wait for each other at its counter; another company's need not.
    atOnce: 2,
  },
  kept: {
    table: batchPosting,
    no: sql<string>`${batchPosting.id}::text`,
    // What is done piece by piece goes on when it is begun again: only that it was enqueued again counts.
    attempts: batchPosting.generation,
  },
  run: (companyId, no, isHopeless) => runBatchPosting(companyId, Number(no), isHopeless),
  giveUp: (companyId, no) => giveUpBatch(companyId, Number(no)),
  page: no => `batch-postings/${no}`,
  letters: {
    finished: (no, data) => ({
      no,
      documents: numberOf(data.documentCount),
      posted: numberOf(data.posted),
      refused: numberOf(data.refused),
    }),
  },
}
