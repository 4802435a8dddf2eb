import { closeDatabase } from "@/db/client"
import { allowLongStatements } from "@/db/long-statements"
import { showAlive } from "@/domain/operators/running-processes"
import { pushWork } from "@/domain/push/work-kind"
import { writeSecurityLines } from "@/domain/security-log/security-lines"
import { env } from "@/env"
import { closeTransport } from "@/mail/transport"
import { startAccountLetters } from "./account-letters"
import { startChainHeads } from "./chain-heads"
import { activeBackend } from "./connection"
import { doWork } from "./do-work"
import { workerLog } from "./log"
import { stopSweeping } from "./mail-sweep"
import { measureQueues } from "./measure-queues"
import { startOwnApprovalLists } from "./own-approval-lists"
import { closeQueues } from "./producers"
import { allQueues, invitations, mails } from "./queues"
import { startRelay } from "./relay"
import { runJobs } from "./run-jobs"
import { startSchedules } from "./schedules"
import { sendInvitationJob } from "./send-invitation"
import { sendMailJob } from "./send-mail"
import { sendPushJob } from "./send-push"
import { within } from "./time-limit"
import { startUploadSweep } from "./upload-sweep"

/** What is done in queues that tell somebody outside the portal. */
const others = new Map([
  [mails.queue.name, sendMailJob],
  [pushWork.queue.name, sendPushJob],
  [invitations.queue.name, sendInvitationJob],
])

/** Milliseconds for jobs and relay to finish when the worker is told to stop: it has ten seconds in all. */
const timeout = 7_500

/**
 * Starts to run jobs, and the relay. Returns at once, also while the queue is away.
 * @returns `stop` lets running jobs finish, up to seven seconds, and closes every connection
 */
export async function startWorker(): Promise<{ stop(): Promise<void> }> {
  allowLongStatements()
  measureQueues()
  writeSecurityLines(workerLog)
  const runners = allQueues().map(queue => runJobs(queue, others.get(queue.name) ?? doWork))
  const relay = startRelay()
  const schedules = startSchedules()
  const uploads = startUploadSweep()
  const letters = startAccountLetters()
  const heads = startChainHeads()
  const lists = startOwnApprovalLists()
  const sign = showAlive("worker")
  workerLog().info({ backend: activeBackend(), concurrency: env().WORKER_CONCURRENCY }, "worker started")
  return {
    async stop() {
      // A relay that waits for a queue which is away is left behind.
      await within(
        timeout,
        Promise.all([relay, schedules, uploads, letters, heads, lists, sign, ...runners].map(each => each.stop())),
      ).catch(() => {})
      stopSweeping()
      closeTransport()
      await closeQueues()
      // What still runs has had its time: its transaction rolls back, and it runs elsewhere.
      await closeDatabase(1)
      workerLog().info("worker stopped")
    },
  }
}
