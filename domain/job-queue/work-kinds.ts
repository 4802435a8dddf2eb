import type { WorkKind } from "@/domain/background-work/work-kind"
import { batchPostingWork } from "@/domain/batch-posting/work-kind"
import { paymentImportWork } from "@/domain/payment-import/work-kind"
import { purchaseRequestWork } from "@/domain/purchase-requests/work-kind"
import { salesImportWork } from "@/domain/sales-import/work-kind"

/** Every kind of background work: queue, relay, worker, Job Queue page, addresses and letters are derived from it. */
export const workKinds: WorkKind[] = [purchaseRequestWork, salesImportWork, batchPostingWork, paymentImportWork]

/** The kind of that name; undefined for what is no work. */
export function workKindNamed(name: string): WorkKind | undefined {
  return workKinds.find(kind => kind.name === name)
}
