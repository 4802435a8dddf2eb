import { AsyncLocalStorage } from "node:async_hooks"
import { sql } from "drizzle-orm"
import { database } from "./client"
import type { Tx } from "./tx"

const asked = new AsyncLocalStorage<AbortSignal>()

/**
 * Runs work that only reads and that nobody may want any more: a search while somebody types on. Once the signal is aborted the
 * database stops the statement that runs, and the work fails.
 */
export function abandonable<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  return asked.run(signal, work)
}

/** Where a transaction runs: the server's process, and since when, which tells it from the next one there. */
type Running = { pid: number; since: string }

/**
 * Stops the transaction once the work around it is abandoned, if it may be.
 *
 * @param tx has begun
 * @returns leaves it be, at its end
 */
export async function stopIfAbandoned(tx: Tx): Promise<() => void> {
  const signal = asked.getStore()
  if (!signal) return () => {}
  const [running] = await tx.execute<Running>(sql`select pg_backend_pid() as pid, now()::text as since`)
  const stop = () => void cancel(running!).catch(() => {})
  if (signal.aborted) stop()
  signal.addEventListener("abort", stop)
  return () => signal.removeEventListener("abort", stop)
}

/** A role may stop its own statements; another transaction of that process is none of ours. */
function cancel({ pid, since }: Running): Promise<unknown> {
  return database().execute(sql`
    select pg_cancel_backend(pid) from pg_stat_activity
    where pid = ${pid} and xact_start = ${since}::timestamptz and state = 'active'`)
}
