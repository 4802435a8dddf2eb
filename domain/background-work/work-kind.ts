import type { SQL } from "drizzle-orm"
import type { PgColumn, PgTable } from "drizzle-orm/pg-core"
import type { SubjectType } from "@/domain/history/record-event"

/** How the jobs of one queue are run. */
export type QueueSettings = {
  name: string
  /** Key of what it is called on the Job Queue page, from the root of the messages. */
  title: string
  /** Tries of a job; whatever is still unfinished then is the relay's. */
  attempts: number
  /** Milliseconds before the next try, doubled each time where `doubling`; `jitter`: the part of it left to chance. */
  pause: { milliseconds: number; doubling: boolean; jitter?: number }
  /** Jobs that one worker runs at once; absent: WORKER_CONCURRENCY. */
  atOnce?: number
}

/** Where the works of a kind are kept; each waits in the state "queued". */
export type Kept = {
  table: PgTable & { companyId: PgColumn; state: PgColumn; generation: PgColumn; queuedAt: PgColumn }
  /** A work's number, as text. */
  no: SQL<string>
  /** How often it was tried. */
  attempts: PgColumn
  /** Which rows of the table are works of the kind, where not all are. */
  only?: SQL
}

/** What an event or a mail says: data of the event. */
type EventData = Record<string, unknown>

/**
 * A kind of background work: all that queue, relay, worker, Job Queue page, addresses and letters need to know of it. The
 * list of them is domain/job-queue/work-kinds.ts.
 */
export type WorkKind = {
  /** What its events are about; it goes by this name in the database. */
  name: SubjectType
  queue: QueueSettings
  /** What the ids of its jobs begin with: small letters, its own. */
  job: string
  kept: Kept
  /**
   * Does the work, or goes on with it where a run that was killed left it. Several runs at once do nothing twice.
   * @param isHopeless whether trying again cannot help after an error nobody foresaw
   * @returns the outcome, for the log; "not_queued": there was nothing to do
   * @throws whatever passes by itself, such as a lost connection: it is run again
   */
  run: (companyId: number, no: string, isHopeless: (error: unknown) => boolean) => Promise<string>
  /** Ends work that is queued and cannot be done, and tells who asked; does nothing to what has ended. */
  giveUp: (companyId: number, no: string) => Promise<void>
  /** Where one goes from an event about it, below the company's address. */
  page: (no: string, event: { kind: string; data: EventData }) => string
  /** The letters about it, by the last part of the event's kind: what the texts `mail.<kind>.<event>` need. */
  letters: Record<string, (no: string, data: EventData) => Record<string, string | number>>
}

/** What the relay needs to know of work that is enqueued again until it is done. */
export type RelayedKind = Pick<WorkKind, "name" | "queue" | "job" | "kept" | "giveUp">

/** A text of an event's data; blank where there is none. */
export function textOf(value: unknown): string {
  return typeof value === "string" ? value : ""
}

/** A number of an event's data; 0 where there is none. */
export function numberOf(value: unknown): number {
  return typeof value === "number" ? value : 0
}
