import { closeDatabase } from "@/db/client"
import { allowLongStatements } from "@/db/long-statements"
import { env } from "@/env"
import { closeTransport } from "@/mail/transport"
import { buildPurchaseInvoiceJob } from "./build-purchase-invoice"
import { activeBackend } from "./connection"
import { importPaymentsJob } from "./import-payments"
import { importSalesInvoicesJob } from "./import-sales-invoices"
import { log } from "./log"
import { stopSweeping } from "./mail-sweep"
import { postBatchJob } from "./post-batch"
import { closeQueues } from "./producers"
import { startRelay } from "./relay"
import { runJobs } from "./run-jobs"
import { sendInvitationJob } from "./send-invitation"
import { sendMailJob } from "./send-mail"
import { within } from "./time-limit"
import { startUploadSweep } from "./upload-sweep"

/** An import reads a whole file: one at a time keeps the process within its memory. */
const importsAtOnce = 1
/** Postings of one company wait for each other at its counter; another company's need not. */
const batchesAtOnce = 2
/** Few, so that they leave the building of purchase invoices its time. */
const mailsAtOnce = 2

/** Milliseconds for jobs and relay to finish when the worker is told to stop: it has ten seconds in all. */
const patience = 7_500

/**
 * Starts to run jobs, and the relay. Returns at once, also while the queue is away.
 * @returns `stop` lets running jobs finish, up to seven seconds, and closes every connection
 */
export async function startWorker(): Promise<{ stop(): Promise<void> }> {
  allowLongStatements()
  const runners = [
    runJobs("purchase-requests", buildPurchaseInvoiceJob, env().WORKER_CONCURRENCY),
    runJobs("sales-imports", importSalesInvoicesJob, importsAtOnce),
    runJobs("batch-postings", postBatchJob, batchesAtOnce),
    runJobs("payment-imports", importPaymentsJob, batchesAtOnce),
    runJobs("mails", sendMailJob, mailsAtOnce),
    runJobs("invitations", sendInvitationJob, mailsAtOnce),
  ]
  const relay = startRelay()
  const uploads = startUploadSweep()
  log().info({ backend: activeBackend(), concurrency: env().WORKER_CONCURRENCY }, "worker started")
  return {
    async stop() {
      // A relay that waits for a queue which is away is left behind.
      await within(
        patience,
        Promise.all([relay.stop(), uploads.stop(), ...runners.map(runner => runner.stop())]),
      ).catch(() => {})
      stopSweeping()
      closeTransport()
      await closeQueues()
      // What still runs has had its time: its transaction rolls back, and it runs elsewhere.
      await closeDatabase(1)
      log().info("worker stopped")
    },
  }
}
