import { getTableColumns, type InferInsertModel, sql } from "drizzle-orm"
import type { PgTable } from "drizzle-orm/pg-core"
import { prepared, value } from "@/db/prepared"
import type { Tx } from "@/db/tenancy"

/** What the database fills in itself, of tables that have it. */
const ownColumns = ["databaseTransaction", "postedAt"] as const
type OwnColumn = (typeof ownColumns)[number]

/** Rows of a table, all columns given but what the database fills in. */
export type Entries = { table: PgTable; rows: readonly Record<string, unknown>[] }

export function entries<Table extends PgTable>(
  table: Table,
  rows: readonly Omit<Required<InferInsertModel<Table>>, OwnColumn>[],
): Entries {
  return { table, rows }
}

/**
 * Makes what inserts rows into some tables with one prepared statement: the same for one row and for ten thousand, as each
 * table's travel as one JSON parameter, and for tables that get none this time.
 *
 * @param name of the prepared statement
 * @param tables in the order in which their rows will be given; keys between them are checked at the statement's end
 */
export function inserter(name: string, tables: readonly PgTable[]) {
  const all = tables.map(table =>
    Object.entries(getTableColumns(table)).filter(([key]) => !ownColumns.includes(key as OwnColumn)),
  )
  const insert = prepared(name, () => {
    const parts = tables.map((table, index) => {
      const columns = all[index]!.map(([, column]) => column)
      const names = sql.join(
        columns.map(column => sql.identifier(column.name)),
        sql`, `,
      )
      const types = sql.join(
        columns.map(column => sql`${sql.identifier(column.name)} ${sql.raw(column.getSQLType())}`),
        sql`, `,
      )
      return sql`${sql.identifier(`into_${index}`)} as (insert into ${table} (${names})
        select * from jsonb_to_recordset(${value(`rows_${index}`)}::jsonb) as row (${types}))`
    })
    return sql`with ${sql.join(parts, sql`, `)} select`
  })
  return async (tx: Tx, given: readonly Entries[]): Promise<void> => {
    const values = tables.map((table, index) => {
      const rows = given.find(entry => entry.table === table)?.rows ?? []
      const named = rows.map(row => Object.fromEntries(all[index]!.map(([key, column]) => [column.name, row[key]])))
      return [`rows_${index}`, JSON.stringify(named)]
    })
    await insert(tx, Object.fromEntries(values))
  }
}
