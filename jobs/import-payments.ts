import { giveUp } from "@/domain/background-work/give-up"
import { runPaymentImport } from "@/domain/payment-import/run-payment-import"
import { isHopeless } from "./classify-error"
import { log } from "./log"
import { sweepMails } from "./mail-sweep"
import type { Payload } from "./queues"

/** Registers the payments of a file, going on where an interrupted run left it. */
export async function importPaymentsJob({ companyId, importId }: Payload<"payment-imports">): Promise<string> {
  try {
    const outcome = await runPaymentImport(companyId, importId, isHopelessHere)
    sweepMails()
    return outcome
  } catch (error) {
    if (isHopeless(error)) {
      await giveUp(companyId, "payment_import", String(importId))
      sweepMails()
    }
    throw error
  }

  /** What nobody foresaw is said in the log; the import goes on with its next row. */
  function isHopelessHere(error: unknown): boolean {
    const hopeless = isHopeless(error)
    if (hopeless) log().error({ companyId, importId, err: error }, "a row of a file of payments failed")
    return hopeless
  }
}
