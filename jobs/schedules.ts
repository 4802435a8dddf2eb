import { dueTimes, queueDue, scheduledKinds } from "@/domain/job-queue/due-work"
import { workerLog } from "./log"
import { addJobs } from "./producers"
import { jobFor } from "./queues"
import { within } from "./time-limit"

/** Milliseconds between two looks at the clock. */
const interval = 20_000
/** Milliseconds the queue may take; what it did not take is the relay's. */
const longest = 5_000

/**
 * Queues work that is due by the clock, now and whenever a time has come; what was due while no worker ran is done once.
 * Several workers at once queue it once.
 * @returns `stop` waits for a look that is being taken
 */
export function startSchedules(): { stop(): Promise<void> } {
  const seen = new Map<string, number>()
  let look: Promise<void> | undefined
  const begin = () => {
    look ??= queueAllDue(seen)
      .catch(error => workerLog().warn({ err: error }, "schedules: put off"))
      .finally(() => {
        look = undefined
      })
  }
  begin()
  const timer = setInterval(begin, interval)
  return {
    async stop() {
      clearInterval(timer)
      await look
    },
  }
}

/** @param seen up to when each kind was queued by this process */
async function queueAllDue(seen: Map<string, number>): Promise<void> {
  for (const kind of scheduledKinds()) {
    const { last } = dueTimes(kind.schedule, new Date())
    if (seen.get(kind.name) === last.getTime()) continue
    const queued = await queueDue(kind, last)
    seen.set(kind.name, last.getTime())
    const jobs = queued.map(({ companyId, no, generation }) => jobFor(kind, companyId, no, generation))
    await within(longest, addJobs(jobs)).catch(() => {})
  }
}
