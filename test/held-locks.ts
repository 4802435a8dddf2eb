import { sql } from "drizzle-orm"
import { vi } from "vitest"
import { database } from "@/db/client"
import { inCompany, type Tx } from "@/db/tenancy"

/** Milliseconds, below a test's own time: a busy machine takes more than the second that Vitest would wait. */
const timeout = 15_000

/** Until so many of this database's sessions wait for a lock. */
export async function untilWaiting(sessions: number): Promise<void> {
  await vi.waitUntil(async () => {
    const [row] = await database().execute<{ waiting: number }>(
      sql`select count(*)::int as waiting from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`,
    )
    return row!.waiting === sessions
  }, timeout)
}

/** Takes a lock in a company and keeps it until the answered function is called. */
export async function hold(companyId: number, lock: (tx: Tx) => Promise<unknown>): Promise<() => Promise<void>> {
  let [release, taken] = [() => {}, () => {}]
  const released = new Promise<void>(resolve => {
    release = resolve
  })
  const locked = new Promise<void>(resolve => {
    taken = resolve
  })
  const held = inCompany(companyId, async tx => {
    await lock(tx)
    taken()
    await released
  })
  await locked
  return () => {
    release()
    return held
  }
}
