import { getTableColumns, type InferInsertModel, type SQL, sql } from "drizzle-orm"
import type { PgTable } from "drizzle-orm/pg-core"
import { prepared, value } from "./prepared"
import type { Tx } from "./tx"

/** What the database fills in itself, of tables that have it. */
const ownColumns = ["databaseTransaction", "postedAt"] as const
type OwnColumn = (typeof ownColumns)[number]

/** A table that a statement inserts into. */
export type Target = {
  table: PgTable
  /** What the statement works out itself, by field; the rows' own values are `row."<field>"` in it. */
  drawn?: Readonly<Record<string, SQL>>
  /** Fields that are left to their default. */
  defaults?: readonly string[]
}

/** Rows of a table, all columns given but what the database or the statement fills in. */
export type InsertedEntries = { table: PgTable; rows: readonly Record<string, unknown>[] }

/** @param _left fields that the statement works out itself, or leaves to their default */
export function entries<Table extends PgTable, Left extends string = never>(
  table: Table,
  rows: readonly Omit<Required<InferInsertModel<Table>>, OwnColumn | Left>[],
  _left?: readonly Left[],
): InsertedEntries {
  return { table, rows }
}

/**
 * The parts of a statement (`with …`) that insert rows into some tables: the same for one row and for ten thousand, as each
 * table's travel as one JSON parameter (by the names of the fields: what is no field is passed over), and for tables that get none this time. Keys between the tables are checked at the
 * statement's end.
 *
 * @param from a part of one row that `drawn` speaks of; where it has none, nothing is inserted
 */
export function insertions(targets: readonly Target[], from?: SQL): SQL {
  const parts = targets.map(({ table, drawn = {}, defaults = [] }, index) => {
    const columns = columnsOf(table).filter(([field]) => !defaults.includes(field))
    const names = columns.map(([, column]) => sql.identifier(column.name))
    const given = columns.map(([field]) => drawn[field] ?? sql`row.${sql.identifier(field)}`)
    const types = columns.map(([field, column]) => sql`${sql.identifier(field)} ${sql.raw(column.getSQLType())}`)
    return sql`${sql.identifier(`into_${index}`)} as (insert into ${table} (${sql.join(names, sql`, `)})
      select ${sql.join(given, sql`, `)}
      from ${from ? sql`${from}, ` : sql``}json_to_recordset(${value(`rows_${index}`)}::json) as row (${sql.join(types, sql`, `)}))`
  })
  return sql.join(parts, sql`, `)
}

/** The values that `insertions` of the same targets asks for. */
export function insertionValues(targets: readonly Target[], given: readonly InsertedEntries[]): Record<string, string> {
  const values = targets.map(({ table }, index) => {
    const rows = given.find(entry => entry.table === table)?.rows ?? []
    return [`rows_${index}`, JSON.stringify(rows)]
  })
  return Object.fromEntries(values)
}

/**
 * Makes what inserts rows into some tables with one prepared statement.
 *
 * @param name of the prepared statement
 */
export function inserter(name: string, targets: readonly Target[]) {
  const insert = prepared(name, () => sql`with ${insertions(targets)} select`)
  return async (tx: Tx, given: readonly InsertedEntries[]): Promise<void> => {
    await insert(tx, insertionValues(targets, given))
  }
}

/** Columns that are given, by field. */
const columnsOf = (table: PgTable) =>
  Object.entries(getTableColumns(table)).filter(
    ([field, { generated }]) => !(generated || ownColumns.includes(field as OwnColumn)),
  )
