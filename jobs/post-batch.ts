import { giveUp } from "@/domain/background-work/give-up"
import { runBatchPosting } from "@/domain/batch-posting/run-batch-posting"
import { isHopeless } from "./classify-error"
import { log } from "./log"
import { sweepMails } from "./mail-sweep"
import type { Payload } from "./queues"

/** Posts the documents of a batch, going on where an interrupted run left it. */
export async function postBatchJob({ companyId, batchId }: Payload<"batch-postings">): Promise<string> {
  try {
    const outcome = await runBatchPosting(companyId, batchId, isHopelessHere)
    sweepMails()
    return outcome
  } catch (error) {
    if (isHopeless(error)) {
      await giveUp(companyId, "batch_posting", String(batchId))
      sweepMails()
    }
    throw error
  }

  /** What nobody foresaw is said in the log; the batch goes on with its next document. */
  function isHopelessHere(error: unknown): boolean {
    const hopeless = isHopeless(error)
    if (hopeless) log().error({ companyId, batchId, err: error }, "a document of a batch failed")
    return hopeless
  }
}
