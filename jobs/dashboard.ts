import type { Job } from "bullmq"
import type { QueueSettings } from "@/domain/background-work/work-kind"
import { type ActiveBackend, activeBackend } from "./connection"
import { readyQueue } from "./producers"
import { allQueues } from "./queues"
import { within } from "./time-limit"

export const shownStates = ["waiting", "active", "delayed", "failed"] as const
export type ShownState = (typeof shownStates)[number]

export type FailedJob = {
  queue: Pick<QueueSettings, "name" | "title">
  id: string
  /** Times it was tried. */
  attempts: number
  reason: string
  at: Date
}

export type Dashboard = {
  backend: ActiveBackend
  queues: { name: string; title: string; counts: Record<ShownState, number> }[]
  /** The latest first. */
  failed: FailedJob[]
}

/** Milliseconds the page waits for the queue. */
const timeout = 1_000
const failedShown = 50

/**
 * What the queues hold of one company.
 * @returns undefined while the queue is away
 */
export async function readDashboard(companyId: number): Promise<Dashboard | undefined> {
  try {
    const read = await within(timeout, Promise.all(allQueues().map(queue => readQueue(queue, companyId))))
    const failed = read.flatMap(queue => queue.failed).sort((a, b) => b.at.getTime() - a.at.getTime())
    return {
      backend: activeBackend(),
      queues: read.map(({ name, title, counts }) => ({ name, title, counts })),
      failed: failed.slice(0, failedShown),
    }
  } catch {
    return undefined
  }
}

/** Whether the queue answers, within a second. */
export async function answersQueue(): Promise<boolean> {
  const [{ name }] = allQueues() as [QueueSettings]
  const count = readyQueue(name).then(queue => queue.getWaitingCount())
  return within(timeout, count).then(
    () => true,
    () => false,
  )
}

/**
 * Puts a failed job of the company back into its queue.
 * @returns false when it is not there, not failed any more, another company's, or the queue is away
 */
export async function retryJob(companyId: number, name: string, jobId: string): Promise<boolean> {
  if (companyOf(jobId) !== companyId) return false
  try {
    await within(timeout, retry(name, jobId))
    return true
  } catch {
    return false
  }
}

async function retry(name: string, jobId: string): Promise<void> {
  const job = await (await readyQueue(name)).getJob(jobId)
  if (!job) throw new Error("not there")
  await job.retry("failed")
}

async function readQueue({ name, title }: QueueSettings, companyId: number) {
  const queue = await readyQueue(name)
  const own = async (state: ShownState) =>
    (await queue.getRanges([state], 0, -1)).filter(id => companyOf(id) === companyId)
  const [waiting, active, delayed, failed] = await Promise.all([
    own("waiting"),
    own("active"),
    own("delayed"),
    own("failed"),
  ])
  const jobs = await Promise.all(failed.slice(0, failedShown).map(id => queue.getJob(id)))
  return {
    name,
    title,
    counts: { waiting: waiting.length, active: active.length, delayed: delayed.length, failed: failed.length },
    failed: jobs.filter(job => job !== undefined).map(job => failedJob({ name, title }, job as Job)),
  }
}

function failedJob(queue: FailedJob["queue"], job: Job): FailedJob {
  const { id = "", attemptsMade, failedReason = "", finishedOn = job.timestamp } = job
  return { queue, id, attempts: attemptsMade, reason: failedReason, at: new Date(finishedOn) }
}

/** Every job id begins with its kind and the company's id. */
function companyOf(jobId: string): number {
  return Number(/^[a-z]+-(\d+)-/.exec(jobId)?.[1])
}
