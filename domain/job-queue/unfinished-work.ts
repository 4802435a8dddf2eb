import { sql } from "drizzle-orm"
import { database } from "@/db/client"

/**
 * What has been queued for longer than that in any company, of every kind, the oldest first: ids alone, by SECURITY
 * DEFINER functions.
 * @param atMost of each kind
 */
export async function listUnfinished(
  olderThanSeconds: number,
  atMost: number,
): Promise<{ companyId: number; kind: string; no: string }[]> {
  return database().execute<{ companyId: number; kind: string; no: string }>(
    sql`select company_id as "companyId", kind, no
      from unfinished_work(make_interval(secs => ${olderThanSeconds}), ${atMost})
      union all
      select company_id, 'batch_posting', id::text
      from unfinished_batches(make_interval(secs => ${olderThanSeconds}), ${atMost})
      union all
      select company_id, 'payment_import', id::text
      from unfinished_payment_imports(make_interval(secs => ${olderThanSeconds}), ${atMost})`,
  )
}
