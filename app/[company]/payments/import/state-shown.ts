import type { StateName } from "@/components/state"
import type { PaymentImportHead } from "@/domain/payment-import/list-payment-imports"

/** An import's state as it is shown. @param active ids of the imports a worker is busy with now */
export function stateShown(
  { id, state }: Pick<PaymentImportHead, "id" | "state">,
  active: ReadonlySet<string>,
): StateName {
  if (state === "finished") return "finished"
  return active.has(String(id)) ? "in_process" : "queued"
}
