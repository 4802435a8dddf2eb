/**
 * Statements whose text is made once in a process, and which each connection prepares once. Building the text costs more
 * than running a small statement does; what is run many times a second takes it from here.
 */
import { Column, getTableColumns, is, type Placeholder, type Query, SQL, sql, Table } from "drizzle-orm"
import { PgDialect, QueryBuilder } from "drizzle-orm/pg-core"
import "./qualified-columns"
import type { Tx } from "./tx"

/** What the statement's `value("…")` stand for this time, as the driver takes them. */
type Values = Record<string, unknown>

/** What sends it: a transaction, or the pool for what is of no company. */
type Sender = Pick<Tx, "_">

/** A query of drizzle's builder. */
type Select = { _: { selectedFields: object; result: unknown[] }; toSQL(): Query }

const dialect = new PgDialect()
const builder = new QueryBuilder()

/** Where a value goes in the text. */
export const value = <Name extends string>(name: Name): Placeholder<Name> => sql.placeholder(name)

/**
 * A statement written by hand. (`tx.execute` has the text parsed anew each time, and the statements behind it wait a round
 * trip for that.)
 *
 * @param name of the prepared statement
 * @param text made at first use
 * @returns runs it, and answers its rows as the driver gives them
 */
export function prepared<Row = never>(name: string, text: () => SQL) {
  let query: Query | undefined
  return (tx: Sender, values: Values): Promise<Row[]> => {
    query ??= dialect.sqlToQuery(text())
    return tx._.session.prepareQuery<Answers<Row>>(query, undefined, name, false).execute(values)
  }
}

/**
 * A query of the builder. Joined tables may be selected whole where the join is an inner one.
 *
 * @param name of the prepared statement
 * @param make builds it, at first use
 * @returns runs it, and answers the rows that the builder would
 */
export function preparedSelect<Built extends Select>(name: string, make: (query: QueryBuilder) => Built) {
  type Row = Built["_"]["result"][number]
  let made: { query: Query; read: (row: unknown[]) => Row } | undefined
  return (tx: Sender, values: Values): Promise<Row[]> => {
    if (!made) {
      const select = make(builder)
      made = { query: select.toSQL(), read: rowReader(select._.selectedFields) as (row: unknown[]) => Row }
    }
    const { query, read } = made
    const readAll = (rows: unknown[][]) => rows.map(read)
    return tx._.session.prepareQuery<Answers<Row>>(query, undefined, name, true, readAll).execute(values)
  }
}

type Answers<Row> = { execute: Row[]; all: Row[]; values: Row[] }

/** Makes objects of the driver's rows: a field for each column, an object for each table, in the order they were selected. */
function rowReader(selected: object): (row: unknown[]) => Record<string, unknown> {
  let columns = 0
  const readerOf = (fields: object): ((row: unknown[]) => Record<string, unknown>) => {
    const readers = Object.entries(fields).map(([name, field]) => {
      if (is(field, Table)) return [name, readerOf(getTableColumns(field))] as const
      const index = columns++
      const decoder = decoderOf(field)
      return [name, (row: unknown[]) => (row[index] === null ? null : decoder(row[index]))] as const
    })
    return row => {
      const read: Record<string, unknown> = {}
      for (const [name, reader] of readers) read[name] = reader(row)
      return read
    }
  }
  return readerOf(selected)
}

function decoderOf(field: unknown): (raw: unknown) => unknown {
  if (is(field, Column)) return raw => field.mapFromDriverValue(raw)
  if (is(field, SQL) || is(field, SQL.Aliased)) return raw => raw
  throw new TypeError("neither a column, a table nor an expression")
}
