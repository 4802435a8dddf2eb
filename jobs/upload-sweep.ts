import { removeAllAbandonedAttachments } from "@/domain/attachments/remove-abandoned"
import { removeAllAbandoned } from "@/domain/imports/remove-abandoned"
import { workerLog } from "./log"

/** Milliseconds between two rounds. */
const interval = 10 * 60_000

/**
 * Removes, now and again, uploads that were broken off and could not be removed then.
 * @returns `stop` waits for a round that runs
 */
export function startUploadSweep(): { stop(): Promise<void> } {
  let round: Promise<void> | undefined
  const sweep = () => {
    round ??= Promise.all([removeAllAbandoned(), removeAllAbandonedAttachments()])
      .then(([imports, attachments]) => {
        const removed = imports + attachments
        if (removed > 0) workerLog().info({ removed }, "uploads that were broken off: removed")
      })
      .catch(error => workerLog().warn({ err: error }, "upload sweep: put off"))
      .finally(() => {
        round = undefined
      })
  }
  sweep()
  const timer = setInterval(sweep, interval)
  return {
    async stop() {
      clearInterval(timer)
      await round
    },
  }
}
