import { giveUp } from "@/domain/background-work/give-up"
import { buildPurchaseInvoice } from "@/domain/purchase-requests/build-purchase-invoice"
import { isHopeless } from "./classify-error"
import { sweepMails } from "./mail-sweep"
import type { Payload } from "./queues"

/**
 * Builds the purchase invoice a request asks for, and sends off the mails about it.
 * @returns the outcome: "not_queued" when somebody was quicker, or the request was cancelled
 */
export async function buildPurchaseInvoiceJob({ companyId, requestNo }: Payload<"purchase-requests">): Promise<string> {
  try {
    const { outcome } = await buildPurchaseInvoice(companyId, requestNo)
    if (outcome !== "not_queued") sweepMails()
    return outcome
  } catch (error) {
    // It would be tried for ever otherwise: the relay goes by the request's state.
    if (isHopeless(error)) {
      await giveUp(companyId, "purchase_request", requestNo)
      sweepMails()
    }
    throw error
  }
}
