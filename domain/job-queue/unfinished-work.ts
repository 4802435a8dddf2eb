import { sql } from "drizzle-orm"
import { database } from "@/db/client"

/**
 * What has been queued for longer than that in any company, of every kind, the oldest first: ids alone, by a SECURITY
 * DEFINER function.
 * @param atMost of each kind
 */
export async function listUnfinished(
  olderThanSeconds: number,
  atMost: number,
): Promise<{ companyId: number; kind: string; no: string }[]> {
  return database().execute<{ companyId: number; kind: string; no: string }>(
    sql`select company_id as "companyId", kind, no
      from unfinished_work(make_interval(secs => ${olderThanSeconds}), ${atMost})`,
  )
}
