import type { JobsOptions } from "bullmq"
import { type JobQueue, openQueue } from "./connection"
import type { NewJob, QueueName } from "./queues"

const day = 24 * 60 * 60

/** How often BullMQ tries by itself before the relay takes over, and what stays for the administrator's dashboard. */
const options: Record<QueueName, JobsOptions> = {
  // What it needs is back within seconds as a rule; who waits for a draft must not wait longer than that.
  "purchase-requests": { attempts: 8, backoff: { type: "fixed", delay: 1_000, jitter: 0.5 } },
  "sales-imports": { attempts: 5, backoff: { type: "exponential", delay: 1_000 } },
  "batch-postings": { attempts: 5, backoff: { type: "exponential", delay: 1_000 } },
  "payment-imports": { attempts: 5, backoff: { type: "exponential", delay: 1_000 } },
  mails: { attempts: 7, backoff: { type: "exponential", delay: 5_000, jitter: 0.5 } },
  invitations: { attempts: 7, backoff: { type: "exponential", delay: 5_000, jitter: 0.5 } },
}
const kept: JobsOptions = { removeOnComplete: { age: day, count: 1_000 }, removeOnFail: { age: 7 * day, count: 1_000 } }

type Opened = ReturnType<typeof openQueue>

/** One queue of each name a process, also where the bundler gives pages and route handlers copies of this module. */
const shared = globalThis as { inkoopQueues?: Map<QueueName, Opened> }

/**
 * A queue whose connection stands; opened on first use.
 * @throws the connection's error; a server that is away makes it wait, so call it within a time limit
 */
export async function readyQueue(name: QueueName): Promise<JobQueue> {
  shared.inkoopQueues ??= new Map()
  const queues = shared.inkoopQueues
  let opened = queues.get(name)
  if (!opened) {
    opened = openQueue(name)
    opened.queue.on("error", () => {})
    queues.set(name, opened)
  }
  try {
    await opened.queue.waitUntilReady()
  } catch (error) {
    // BullMQ remembers a first connection that failed for good.
    if (queues.get(name) === opened) queues.delete(name)
    void opened.end().catch(() => {})
    throw error
  }
  return opened.queue
}

/** Adds jobs of one queue in one round trip. A job that is there already stays as it is. */
export async function addJobs(name: QueueName, jobs: readonly NewJob[]): Promise<void> {
  const [first] = jobs
  if (!first) return
  const queue = await readyQueue(name)
  const optionsOf = ({ jobId }: NewJob) => ({ ...options[name], ...kept, jobId })
  // On PostgreSQL a batch goes through temporary tables: not worth it for one.
  if (jobs.length === 1) await queue.add(name, first.payload, optionsOf(first))
  else await queue.addBulk(jobs.map(job => ({ name, data: job.payload, opts: optionsOf(job) })))
}

/** Lets go of what this process has opened. */
export async function closeQueues(): Promise<void> {
  const queues = shared.inkoopQueues
  shared.inkoopQueues = undefined
  await Promise.all([...(queues?.values() ?? [])].map(opened => opened.end()))
}
