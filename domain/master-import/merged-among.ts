import { sql } from "drizzle-orm"
import type { customer, item } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { GivenRow } from "./master"

/** The rows' cards that became one with another, with the number of that: a file trades in them no more than their cards do. */
export async function mergedAmong(
  tx: Tx,
  companyId: number,
  table: typeof item | typeof customer,
  rows: readonly GivenRow[],
): Promise<ReadonlyMap<string, string>> {
  const nos = rows.map(({ given }) => given.no ?? "").filter(Boolean)
  const found = await tx.execute<{ no: string; into: string }>(sql`
    select no, merged_into as into from ${table} where company_id = ${companyId} and merged_into is not null
      and upper(no) = any(${sql.param(nos.map(no => no.toUpperCase()))}::text[])`)
  return new Map(found.map(({ no, into }) => [no, into]))
}
