import type { StateName } from "@/components/state"

/** What a job does piece by piece, each with an outcome of its own: a batch of documents, a file of payments. */
export type BackgroundWork = {
  /** Also the namespace of its texts. */
  kind: "batch_posting" | "payment_import"
  id: number
  name: string
  state: "queued" | "finished"
  requestedByName: string
  requestedAt: Date
  /** Pieces in all, those that were done as asked, and those that were refused. */
  count: number
  done: number
  refused: number
}

/** Its state as it is shown. @param active ids of the works a worker is busy with now */
export function stateShown(
  { id, state }: Pick<BackgroundWork, "id" | "state">,
  active: ReadonlySet<string>,
): StateName {
  if (state === "finished") return "finished"
  return active.has(String(id)) ? "in_process" : "queued"
}
