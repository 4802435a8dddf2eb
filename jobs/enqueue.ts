import { addJobs } from "./producers"
import type { NewJob } from "./queues"
import { within } from "./time-limit"

/** Milliseconds a page waits for the queue. */
const timeout = 300

/**
 * Adds a job, after the transaction that made its work has committed. Best effort: with the queue away it gives up within
 * 300 ms, and the relay enqueues the work once the queue is back. Never throws.
 *
 * @returns whether the queue has taken it
 */
export async function enqueue(job: NewJob): Promise<boolean> {
  return enqueueAll([job])
}

/** Adds jobs of one queue, as `enqueue` does. */
export async function enqueueAll(jobs: readonly NewJob[]): Promise<boolean> {
  if (jobs.length === 0) return true
  try {
    await within(timeout, addJobs(jobs))
    return true
  } catch {
    return false
  }
}
