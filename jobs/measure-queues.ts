import { readWaitingWork, type Waiting } from "@/domain/operators/waiting-work"
import { gauge } from "@/watch/metrics"
import { shownStates } from "./dashboard"
import { readyQueue } from "./producers"
import { allQueues } from "./queues"
import { within } from "./time-limit"

/** Milliseconds the queues may take to be counted. */
const timeout = 2_000

/** Has Prometheus see what the queues hold and what waits, of all companies. While a queue is away nothing is told of any. */
export function measureQueues(): void {
  gauge(
    "inkoop_queue_jobs",
    "Jobs in the queues, by queue and state; of failed ones, those that are kept.",
    () => within(timeout, Promise.all(allQueues().map(({ name }) => countJobs(name)))).then(all => all.flat()),
    ["queue", "state"],
  )
  for (const [name, help, numberOf] of [
    ["inkoop_waiting", "What waits in all companies, by kind of work; mails too.", (one: Waiting) => one.waiting],
    ["inkoop_oldest_waiting_seconds", "Since when the oldest of it waits.", (one: Waiting) => one.seconds],
  ] as const)
    gauge(name, help, async () => (await readWaitingWork()).map(one => [{ kind: one.kind }, numberOf(one)]), ["kind"])
}

async function countJobs(queue: string) {
  const counts = await (await readyQueue(queue)).getJobCounts(...shownStates)
  return Object.entries(counts).map(([state, count]) => [{ queue, state }, count] as const)
}
