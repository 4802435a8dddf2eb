import { sql } from "drizzle-orm"
import { database } from "@/db/client"

/** What waits of a kind, of all companies together: a kind of work, or mail and invitation. */
export type Waiting = {
  kind: string
  waiting: number
  /** Since when the oldest waits, in seconds. */
  seconds: number
}

/** Seconds after which a purchase request has waited too long: no worker runs, or it cannot reach what it needs. */
export const longestWait = 60

/** What waits in all companies: numbers alone, by a SECURITY DEFINER function. */
export async function readWaitingWork(): Promise<Waiting[]> {
  return database().execute<Waiting>(
    sql`select kind, waiting::integer, extract(epoch from now() - oldest)::float8 as seconds from waiting_work()`,
  )
}

/** Seconds that the oldest purchase request has waited; 0 where none waits. */
export function oldestRequest(all: readonly Waiting[]): number {
  return all.find(({ kind }) => kind === "purchase_request")?.seconds ?? 0
}
