import postgres from "postgres"
import type { FaultyPortal } from "./faulty-portal"
import type { Shop } from "./shop"
import { until } from "./until"

/** A vendor whose row is locked: builds wait in the middle of their transaction, at the invoice's foreign key. */
export type HeldVendor = {
  /** Waits until exactly so many builds are seen waiting for the row. */
  untilWaiting(builds: number): Promise<void>
  /** Lets them go on. Releasing twice is fine. */
  release(): Promise<void>
}

/** Locks the vendor's row as somebody who changes it would; requests and pages go on, as they only read it. */
export async function holdVendor(
  { sql, superuserUrl }: FaultyPortal,
  { companyId, vendorNo }: Shop,
): Promise<HeldVendor> {
  const holder = postgres(superuserUrl, { max: 1 })
  await holder.unsafe("begin")
  const [lock] = await holder<[{ pid: number }]>`
    select pg_backend_pid() as pid from vendor where company_id = ${companyId} and no = ${vendorNo} for update`
  return {
    async untilWaiting(builds) {
      await until(`${builds} builds wait for the vendor`, async () => {
        const [{ count }] = await sql<[{ count: number }]>`
          select count(*)::int as count from pg_stat_activity where ${lock.pid} = any (pg_blocking_pids(pid))`
        return count === builds
      })
    },
    release: () => holder.end({ timeout: 0 }),
  }
}
