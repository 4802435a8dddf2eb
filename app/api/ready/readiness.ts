import "server-only"
import { objectStoreState } from "@/domain/object-store/object-store"
import { hasOtherSecret, listProcesses } from "@/domain/operators/running-processes"
import { longestWait, oldestRequest, readWaitingWork } from "@/domain/operators/waiting-work"
import { answersQueue } from "@/jobs/dashboard"

export type Readiness = {
  ready: boolean
  parts: {
    database: "ok" | "away"
    queue: "ok" | "away"
    oldestRequest: "ok" | "late" | "unknown"
    /** Whether every process that runs has the same AUTH_SECRET; where not, people are signed out. The portal is ready all the same. */
    authSecret: "ok" | "differs" | "unknown"
    /** The store of attached files; "none": they are in PostgreSQL. Without it the portal is ready all the same. */
    attachments: "ok" | "away" | "refused" | "none"
  }
  /** That the oldest purchase request has waited; null: unknown. */
  oldestRequestSeconds: number | null
}

/** Milliseconds the database and the store of attached files may take. */
const timeout = 3_000

/** Whether the portal can do its work: what it stands on answers, and what was asked for is done. */
export async function readReadiness(): Promise<Readiness> {
  const [known, queue, attachments] = await Promise.all([readDatabase(), answersQueue(), objectStoreState(timeout)])
  const seconds = known && Math.floor(oldestRequest(known.waiting))
  const parts = {
    database: known ? "ok" : "away",
    queue: queue ? "ok" : "away",
    oldestRequest: seconds === undefined ? "unknown" : seconds > longestWait ? "late" : "ok",
    authSecret: !known ? "unknown" : hasOtherSecret(known.processes) ? "differs" : "ok",
    attachments,
  } as const
  const ready = parts.database === "ok" && parts.queue === "ok" && parts.oldestRequest === "ok"
  return { ready, parts, oldestRequestSeconds: seconds ?? null }
}

async function readDatabase() {
  const given = AbortSignal.timeout(timeout)
  const late = new Promise<undefined>(resolve => {
    given.addEventListener("abort", () => resolve(undefined), { once: true })
  })
  const read = Promise.all([readWaitingWork(), listProcesses()]).then(([waiting, processes]) => ({
    waiting,
    processes,
  }))
  return Promise.race([read, late]).catch(() => undefined)
}
