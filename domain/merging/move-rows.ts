import { getTableColumns, type SQL, sql } from "drizzle-orm"
import { getTableConfig, type PgColumn, type PgTable } from "drizzle-orm/pg-core"
import { rowsAs } from "@/db/bulk-rows"
import type { Tx } from "@/db/tenancy"
import type { MovingColumn } from "./named"

/** A row by the columns of its key, but for the company and the number that moves. */
export type MovedKey = Record<string, string>

export type Between = { companyId: number; fromNo: string; intoNo: string }

const ident = (name: string) => sql.identifier(name)

/** The key of the column's table. The columns of the key itself know no types. */
function keyColumns(column: PgColumn): PgColumn[] {
  const table = column.table as PgTable
  const names = new Set(getTableConfig(table).primaryKeys[0]?.columns.map(({ name }) => name))
  return Object.values(getTableColumns(table)).filter(({ name }) => names.has(name))
}

const otherKeys = (column: PgColumn) =>
  keyColumns(column).filter(({ name }) => name !== "company_id" && name !== column.name)

/** SQL: the other card has a row of the same key, or of what is one card's alone besides. Such a row stays where it is. */
function isTaken({ column, unless }: MovingColumn, intoNo: string): SQL {
  const own = unless ? unless(intoNo) : sql`false`
  if (!keyColumns(column).some(({ name }) => name === column.name)) return own
  const same = otherKeys(column).map(({ name }) => sql`o.${ident(name)} = t.${ident(name)}`)
  return sql`(${own} or exists (select from ${column.table} o
    where ${sql.join([sql`o.company_id = t.company_id`, sql`o.${ident(column.name)} = ${intoNo}`, ...same], sql` and `)}))`
}

const isNamed = ({ column, only }: MovingColumn, { companyId, fromNo }: Between) =>
  sql`t.company_id = ${companyId} and t.${ident(column.name)} = ${fromNo} and ${only ?? sql`true`}`

/** How many rows move, and how many stay as the other card has them already. */
export async function countRows(
  tx: Tx,
  moving: MovingColumn,
  between: Between,
): Promise<{ moves: number; stays: number }> {
  const [row] = await tx.execute<{ moves: number; stays: number }>(sql`
    select count(*) filter (where not taken)::int as moves, count(*) filter (where taken)::int as stays from (
      select ${isTaken(moving, between.intoNo)} as taken from ${moving.column.table} t
      where ${isNamed(moving, between)} and ${moving.counted?.(between.fromNo) ?? sql`true`}) as named`)
  return row!
}

/**
 * Writes the other number into the rows of a column. @param keys those alone, as an earlier move answered them
 * @returns which rows it were
 */
export async function moveRows(
  tx: Tx,
  moving: MovingColumn,
  between: Between,
  keys?: readonly MovedKey[],
): Promise<MovedKey[]> {
  if (keys?.length === 0) return []
  const { column } = moving
  const others = otherKeys(column)
  const types = Object.fromEntries(others.map(each => [each.name, each.getSQLType()]))
  const asked = keys
    ? sql`and exists (select from ${rowsAs(types, keys)} where ${sql.join(
        others.map(({ name }) => sql`r.${ident(name)} = t.${ident(name)}`),
        sql` and `,
      )})`
    : sql``
  return tx.execute<MovedKey>(sql`
    update ${column.table} as t set ${ident(column.name)} = ${between.intoNo}
    where ${isNamed(moving, between)} and not ${isTaken(moving, between.intoNo)} ${asked}
    returning ${sql.join(
      others.map(({ name }) => sql`t.${ident(name)}::text as ${ident(name)}`),
      sql`, `,
    )}`)
}
