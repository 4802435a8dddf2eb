import { eq, sql } from "drizzle-orm"
import type { PgColumn } from "drizzle-orm/pg-core"
import { company, purchasesSetup } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { refuse } from "@/domain/errors"

/** Which of some keys stand in columns of other tables. One statement. */
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

/** What new cards start with. @throws Refusal import.setup_missing */
export async function cardDefaults(tx: Tx, companyId: number) {
  const [row] = await tx
    .select({ setup: purchasesSetup, home: company.countryRegionCode })
    .from(purchasesSetup)
    .innerJoin(company, eq(company.id, purchasesSetup.companyId))
    .where(eq(purchasesSetup.companyId, companyId))
  if (!row) throw refuse("import.setup_missing")
  return row
}
