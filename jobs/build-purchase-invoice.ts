import { buildPurchaseInvoice } from "@/domain/purchasing/build-purchase-invoice"
import { giveUp } from "@/domain/unfinished-work/give-up"
import { isHopeless } from "./classify-error"
import { enqueueMailsAbout } from "./enqueue-mails"
import type { Payload } from "./queues"

/**
 * Builds the purchase invoice a request asks for, and sends off the mails about it.
 * @returns the outcome: "not_queued" when somebody was quicker, or the request was cancelled
 */
export async function buildPurchaseInvoiceJob({ companyId, requestNo }: Payload<"purchase-requests">): Promise<string> {
  try {
    const { outcome } = await buildPurchaseInvoice(companyId, requestNo)
    if (outcome !== "not_queued") await enqueueMailsAbout(companyId, "purchase_request", requestNo)
    return outcome
  } catch (error) {
    // It would be tried for ever otherwise: the relay goes by the request's state.
    if (isHopeless(error)) {
      await giveUp(companyId, "purchase_request", requestNo)
      await enqueueMailsAbout(companyId, "purchase_request", requestNo)
    }
    throw error
  }
}
