import { receiveUpload } from "@/app/_upload/receive-upload"
import { receiveFile } from "@/domain/sales-import/receive-file"
import { salesImportWork } from "@/domain/sales-import/work-kind"
import { jobFor } from "@/jobs/queues"

/** Takes in a file of sales invoices and leads to its import. */
export const POST = receiveUpload({
  right: "sales_invoice.import",
  page: "sales-invoices/import",
  choice: { field: "currency", parameter: "currency" },
  async receive(actor, { name, chosen, file }) {
    const { importNo, generation } = await receiveFile(actor, { name, currencyCode: chosen }, file)
    return { no: importNo, job: jobFor(salesImportWork, actor.companyId, importNo, generation) }
  },
})
