import type { WorkKind } from "@/domain/background-work/work-kind"
import { workKinds } from "@/domain/job-queue/work-kinds"
import { openQueueEvents } from "./connection"
import { readyQueue } from "./producers"
import { type JobSubject, subjectOf } from "./queues"
import { within } from "./time-limit"

/** Milliseconds a page waits to learn what is running. */
const timeout = 150

/**
 * Which of the company's documents the queue is working on just now ("In Process"; it is stored nowhere). With the queue
 * away none: what is queued then shows as Queued.
 */
export async function inProcess(companyId: number, { name, queue }: WorkKind): Promise<Set<string>> {
  try {
    const ids = await within(
      timeout,
      readyQueue(queue.name).then(ready => ready.getRanges(["active"], 0, -1)),
    )
    const subjects = ids.map(subjectOf).filter(subject => subject?.companyId === companyId && subject.type === name)
    return new Set(subjects.map(subject => subject!.no))
  } catch {
    return new Set()
  }
}

/** Calls `begun` for each job that begins, in any company, and `ended` for each that is done or has failed for good. */
export function watchJobs(on: { begun: (subject: JobSubject) => void; ended: (subject: JobSubject) => void }): {
  stop(): Promise<void>
} {
  const names = [...new Set(workKinds.map(({ queue }) => queue.name))]
  const stopping = new AbortController()
  const watched = names.map(async name => {
    // While the queue refuses, nothing of it runs that could be shown.
    const events = await openQueueEvents(name, { signal: stopping.signal, refused: () => {} })
    const tell =
      (hear: (subject: JobSubject) => void) =>
      ({ jobId }: { jobId: string }) => {
        const subject = subjectOf(jobId)
        if (subject) hear(subject)
      }
    // It connects again by itself.
    events?.on("error", () => {})
    events?.on("active", tell(on.begun))
    events?.on("completed", tell(on.ended))
    events?.on("failed", tell(on.ended))
    return events
  })
  return {
    async stop() {
      stopping.abort()
      const opened = await Promise.all(watched)
      await Promise.all(opened.map(events => events && within(1_000, events.close()).catch(() => {})))
    },
  }
}
