import { listPendingMail } from "@/domain/notifications/pending-mail"
import { addJobs } from "./producers"
import { mailJob } from "./queues"
import { within } from "./time-limit"

/** Milliseconds in which outcomes are gathered: under load one question to the database stands for many jobs. */
const gathering = 100
const atMost = 500
const timeout = 5_000

let timer: NodeJS.Timeout | undefined

/** Jobs of the mails that still waited at the last sweep: while many wait, adding each again took longer than the work that told of them. */
let added: ReadonlySet<string> = new Set()

/**
 * Enqueues, in a moment, the mails that wait; for the worker, after a job that may have told somebody. Best effort: the
 * relay sends what is left, and what was added and lost.
 */
export function sweepMails(): void {
  timer ??= setTimeout(() => {
    timer = undefined
    void sweep().catch(() => {})
  }, gathering)
}

/** Forgets the sweep that is due: the worker stops. */
export function stopSweeping(): void {
  clearTimeout(timer)
  timer = undefined
}

async function sweep(): Promise<void> {
  const pending = await listPendingMail(0, atMost)
  const jobs = pending.map(key => mailJob(key, 0))
  const fresh = jobs.filter(job => !added.has(job.jobId))
  await within(timeout, addJobs(fresh))
  added = new Set(jobs.map(job => job.jobId))
}
