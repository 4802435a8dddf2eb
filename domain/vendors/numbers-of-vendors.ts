import { type SQL, sql } from "drizzle-orm"
import { event } from "@/db/schema"

/**
 * Numbers of vendors with those that they had before: what people did with one stands in the history under the number it had then.
 *
 * @returns an array in SQL, for `subject_no = any(…)`
 */
export function numbersOfVendors(companyId: number, nos: readonly string[]): SQL {
  return sql`array(with recursive had (no) as (
    select unnest(${sql.param([...nos])}::text[])
    union select e.data ->> 'fromNo' from had join ${event} e on e.company_id = ${companyId} and e.subject_type = 'vendor'
      and e.subject_no = had.no and e.kind = 'vendor.renumbered')
    select no from had)`
}
