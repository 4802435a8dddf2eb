import type { BackgroundWork } from "@/app/_background-work/work"
import type { PaymentImportHead } from "@/domain/payment-import/list-payment-imports"

/** A file of payments as its pages show it. */
export function asWork(file: PaymentImportHead): BackgroundWork {
  return { ...file, kind: "payment_import", name: file.fileName, count: file.rowCount, done: file.registered }
}
