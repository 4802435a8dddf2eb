import type { StateName } from "@/components/state"
import type { BatchPostingRow } from "@/domain/batch-posting/list-batch-postings"

/** A batch's state as it is shown. @param active ids of the batches a worker is busy with now */
export function stateShown(
  { id, state }: Pick<BatchPostingRow, "id" | "state">,
  active: ReadonlySet<string>,
): StateName {
  if (state === "finished") return "finished"
  return active.has(String(id)) ? "in_process" : "queued"
}
