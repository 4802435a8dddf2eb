import { giveUp } from "@/domain/background-work/give-up"
import { runSalesImport } from "@/domain/sales-import/run-sales-import"
import { isHopeless } from "./classify-error"
import { sweepMails } from "./mail-sweep"
import type { Payload } from "./queues"

/** Imports an uploaded file of sales invoices, going on where an interrupted run left it. */
export async function importSalesInvoicesJob({ companyId, importNo }: Payload<"sales-imports">): Promise<string> {
  try {
    await runSalesImport(companyId, importNo)
    sweepMails()
    return "done"
  } catch (error) {
    if (isHopeless(error)) {
      await giveUp(companyId, "sales_import", importNo)
      sweepMails()
    }
    throw error
  }
}
