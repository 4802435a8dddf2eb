import { sql } from "drizzle-orm"
import type { PgColumn } from "drizzle-orm/pg-core"
import type { Tx } from "@/db/tenancy"

/** Which of some keys of a company stand in columns of other tables. One statement. */
export async function namedIn(
  tx: Tx,
  companyId: number,
  keys: readonly string[],
  columns: readonly PgColumn[],
): Promise<ReadonlySet<string>> {
  if (keys.length === 0) return new Set()
  const asked = sql`${sql.param(keys)}::text[]`
  const places = columns.map(
    column => sql`(select distinct ${column} as key from ${column.table}
      where ${sql.identifier("company_id")} = ${companyId} and ${column} = any(${asked}))`,
  )
  const found = await tx.execute<{ key: string }>(sql`${sql.join(places, sql` union `)}`)
  return new Set(found.map(({ key }) => key))
}
