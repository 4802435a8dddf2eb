import type { JobsOptions } from "bullmq"
import type { QueueSettings } from "@/domain/background-work/work-kind"
import { type JobQueue, openQueue } from "./connection"
import type { NewJob } from "./queues"

const day = 24 * 60 * 60

/** What stays for the administrator's page. */
const kept: JobsOptions = { removeOnComplete: { age: day, count: 1_000 }, removeOnFail: { age: 7 * day, count: 1_000 } }

/** How often BullMQ tries by itself before the relay takes over. */
function triesOf({ attempts, pause: { milliseconds: delay, doubling, jitter } }: QueueSettings): JobsOptions {
  return { attempts, backoff: { type: doubling ? "exponential" : "fixed", delay, jitter } }
}

type Opened = ReturnType<typeof openQueue>

/** One queue of each name a process, also where the bundler gives pages and route handlers copies of this module. */
const shared = globalThis as { inkoopQueues?: Map<string, Opened> }

/**
 * A queue whose connection stands; opened on first use.
 * @throws the connection's error; a server that is away makes it wait, so call it within a time limit
 */
export async function readyQueue(name: string): Promise<JobQueue> {
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

/** Adds jobs, all of one queue, in one round trip. A job that is there already stays as it is. */
export async function addJobs(jobs: readonly NewJob[]): Promise<void> {
  const [first] = jobs
  if (!first) return
  const { name } = first.queue
  const queue = await readyQueue(name)
  const optionsOf = ({ jobId }: NewJob) => ({ ...triesOf(first.queue), ...kept, jobId })
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
