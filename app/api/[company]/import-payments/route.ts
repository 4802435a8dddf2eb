import { receiveUpload } from "@/app/_upload/receive-upload"
import { receivePaymentFile } from "@/domain/payment-import/receive-payment-file"
import { paymentImportWork } from "@/domain/payment-import/work-kind"
import { jobFor } from "@/jobs/queues"

/** Takes in a file of payments and leads to its import. */
export const POST = receiveUpload({
  right: "purchase_invoice.post",
  page: "payments/import",
  choice: { field: "bankAccountNo", parameter: "bank" },
  async receive(actor, { name, chosen, file }) {
    const { no, generation } = await receivePaymentFile(actor, { name, bankAccountNo: chosen }, file)
    return { no: String(no), job: jobFor(paymentImportWork, actor.companyId, String(no), generation) }
  },
})
