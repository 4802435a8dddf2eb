import { getTableColumns, type InferInsertModel, sql } from "drizzle-orm"
import type { PgTable } from "drizzle-orm/pg-core"
import type { Tx } from "@/db/tenancy"

/**
 * Inserts rows of a table, all their columns given, with one prepared statement that is the same for one row and for ten
 * thousand: they travel as one JSON parameter.
 *
 * @param name of the prepared statement, one a table
 */
export async function insertEntries<Table extends PgTable>(
  tx: Tx,
  name: string,
  table: Table,
  rows: readonly Required<InferInsertModel<Table>>[],
): Promise<void> {
  if (rows.length === 0) return
  const columns = Object.entries(getTableColumns(table))
  const types = sql.join(
    columns.map(([, column]) => sql`${sql.identifier(column.name)} ${sql.raw(column.getSQLType())}`),
    sql`, `,
  )
  const named = rows.map(row =>
    Object.fromEntries(columns.map(([key, column]) => [column.name, (row as Record<string, unknown>)[key]])),
  )
  await tx
    .insert(table)
    .select(sql`select * from jsonb_to_recordset(${JSON.stringify(named)}::jsonb) as row (${types})`)
    .prepare(name)
    .execute()
}
