import type { StateName } from "@/components/state"
import type { SalesImportRow } from "@/domain/sales-import/list-sales-imports"

/** An import's state as it is shown; one that is still coming in is not shown at all. */
export function importStateShown(state: SalesImportRow["state"], atWork = false): StateName {
  if (state === "queued" || state === "uploading") return atWork ? "in_process" : "queued"
  return state === "ready" ? "finished" : state
}
