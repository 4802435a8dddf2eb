import type { BackgroundWork } from "@/app/_background-work/work"
import type { BatchPostingRow } from "@/domain/batch-posting/list-batch-postings"

/** A batch as its pages show it. */
export function asWork(batch: BatchPostingRow): BackgroundWork {
  return { ...batch, kind: "batch_posting", name: String(batch.id), count: batch.documentCount, done: batch.posted }
}
