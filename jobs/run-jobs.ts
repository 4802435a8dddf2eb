import type { Job } from "bullmq"
import type { QueueSettings } from "@/domain/background-work/work-kind"
import { env } from "@/env"
import { countJob } from "@/watch/metrics"
import { during } from "@/watch/under-way"
import { asJobError } from "./classify-error"
import { type JobWorker, openWorker } from "./connection"
import { workerLog } from "./log"
import { readyQueue } from "./producers"
import { type Payload, payloadSchema } from "./queues"
import { within } from "./time-limit"

/** Milliseconds. A killed worker's job is seen as lost when its lock has run out, and runs again at the check after. */
const lockDuration = 5_000
const stalledInterval = 1_500

/** Jobs that were killed with their worker run again; the default of 1 would leave the second kill's job failed. */
const maxStalledCount = 20

/** Milliseconds between two looks whether the worker still hears its queue. */
const watchInterval = 5_000

/** Milliseconds running jobs get to finish when the worker is told to stop. */
const timeout = 7_000

export type JobRunner = { stop(): Promise<void> }

/**
 * Runs the jobs of one queue, each with one line in the log. A worker that no longer hears its queue (BullMQ's can stay
 * deaf after a Redis restart or failover) is replaced.
 *
 * @param work gets the payload, checked; what it throws is tried again unless it is hopeless
 * @param concurrency jobs at once
 */
export function runJobs(
  { name, atOnce }: Pick<QueueSettings, "name" | "atOnce">,
  work: (payload: Payload, job: { id: string; attempt: number }) => Promise<string>,
  concurrency = atOnce ?? env().WORKER_CONCURRENCY,
): JobRunner {
  let running = 0
  let lastSign = Date.now()
  let worker: JobWorker | undefined
  const stopping = new AbortController()

  const run = (job: Job) => {
    const company = (job.data as Partial<Payload> | undefined)?.companyId
    return during({ job: job.id, company }, () => runOne(job))
  }
  const runOne = async (job: Job) => {
    running++
    lastSign = Date.now()
    const since = performance.now()
    try {
      const payload = payloadSchema.parse(job.data)
      const outcome = await work(payload, { id: job.id!, attempt: job.attemptsMade + 1 })
      countJob(name, "done", (performance.now() - since) / 1_000)
      workerLog().info({ outcome, ms: Math.round(performance.now() - since) }, "job done")
    } catch (error) {
      countJob(name, "failed", (performance.now() - since) / 1_000)
      workerLog().warn({ attempt: job.attemptsMade + 1, err: error }, "job failed")
      throw asJobError(error)
    } finally {
      running--
      lastSign = Date.now()
    }
  }
  const open = async () => {
    const options = { concurrency, lockDuration, stalledInterval, maxStalledCount, runRetryDelay: 500 }
    const opened = await openWorker(name, run, options, {
      signal: stopping.signal,
      refused: (error, pause) =>
        workerLog().warn({ queue: name, err: error, againInMs: pause }, "queue refused: tried again"),
    })
    opened?.on("error", error => workerLog().warn({ queue: name, err: error }, "queue error"))
    lastSign = Date.now()
    worker = opened
  }
  let opening = open()

  const watch = setInterval(async () => {
    const watched = worker
    if (!watched || !(await hasDeafWorker(name, running, lastSign))) return
    if (stopping.signal.aborted || worker !== watched) return
    workerLog().warn({ queue: name }, "worker no longer hears its queue: replaced")
    worker = undefined
    abandon(watched)
    opening = open()
  }, watchInterval)

  return {
    async stop() {
      stopping.abort()
      clearInterval(watch)
      await opening
      const last = worker
      // What does not finish in time stays locked for a moment and then runs elsewhere, from its start.
      if (last) await within(timeout, last.close()).catch(() => abandon(last))
    },
  }
}

/** Whether jobs wait while nothing has run here since the last look. */
async function hasDeafWorker(name: string, running: number, lastSign: number): Promise<boolean> {
  if (running > 0 || Date.now() - lastSign < watchInterval) return false
  try {
    const queue = await within(1_000, readyQueue(name))
    return (await within(1_000, queue.getWaitingCount())) > 0
  } catch {
    // The queue is away: nothing to hear.
    return false
  }
}

function abandon(worker: JobWorker): void {
  void worker.close(true).catch(() => {})
}
