/** Rows of a table of master data between the database and text. */
import { getTableColumns, type SQL, sql } from "drizzle-orm"
import type { PgColumn, PgTable } from "drizzle-orm/pg-core"
import { rowsAs } from "@/db/bulk-rows"
import type { Tx } from "@/db/tenancy"
import { Decimal, toPlain } from "@/domain/money/decimal"
import { type AnyMaster, keyText, type MasterValues, ownFields, partsOfKey } from "./master"

export function masterColumn(table: PgTable, name: string): PgColumn {
  const column = getTableColumns(table)[name]
  if (!column) throw new Error(`a table has no column ${name}`)
  return column
}

/** A value as the database gives it, as text. */
export function storedText(stored: unknown, column: PgColumn): string {
  if (stored === null || stored === undefined) return ""
  return column.getSQLType() === "numeric" ? toPlain(new Decimal(String(stored))) : String(stored)
}

/** A value as the database takes it: nothing is null where the column may be. */
export function columnValue(value: string, column: PgColumn): string | boolean | null {
  if (column.getSQLType() === "boolean") return value === "true"
  if (value === "" && !column.notNull) return null
  return column.getSQLType() === "numeric" && value === "" ? "0" : value
}

/** What the columns of a new row start with. */
export function defaultsOf(master: AnyMaster): Record<string, string> {
  return Object.fromEntries(
    ownFields(master).map(({ name }) => {
      const start = masterColumn(master.table, name).default
      const isPlain = typeof start === "string" || typeof start === "number" || typeof start === "boolean"
      return [name, isPlain ? String(start) : ""]
    }),
  )
}

/** The key's columns by their names in the database, with their types. */
export function keyTypes({ table, keys }: Pick<AnyMaster, "table" | "keys">): Record<string, string> {
  return Object.fromEntries(
    keys.map(name => [`key_${masterColumn(table, name).name}`, masterColumn(table, name).getSQLType()]),
  )
}

/** A key's columns in a row for `rowsAs(keyTypes(…))`. */
export function keyRow(
  { table, keys }: Pick<AnyMaster, "table" | "keys">,
  values: MasterValues,
): Record<string, unknown> {
  return Object.fromEntries(
    keys.map(name => [
      `key_${masterColumn(table, name).name}`,
      columnValue(values[name] ?? "", masterColumn(table, name)),
    ]),
  )
}

/** SQL: a row of the table under the alias t is that of the key's columns of r. */
export function isKeyed({ table, keys }: Pick<AnyMaster, "table" | "keys">, companyId: number): SQL {
  const parts = keys.map(name => {
    const column = sql.identifier(masterColumn(table, name).name)
    return sql`t.${column} = r.${sql.identifier(`key_${masterColumn(table, name).name}`)}`
  })
  return sql`t.company_id = ${companyId} and ${sql.join(parts, sql` and `)}`
}

/** Rows that the company has under these keys, by key. One statement, and one for what is kept beside. @param lock whether they are held */
export async function findRows(
  tx: Tx,
  companyId: number,
  master: AnyMaster,
  keys: readonly string[],
  lock = false,
): Promise<Map<string, MasterValues>> {
  if (keys.length === 0) return new Map()
  const own = ownFields(master)
  const columns = own.map(({ name }) => masterColumn(master.table, name))
  const wanted = [...new Set(keys)].map(key => keyRow(master, keyed(master, key)))
  const found = await tx.execute<Record<string, unknown>>(sql`
    select ${sql.join(
      columns.map(({ name }) => sql`t.${sql.identifier(name)}`),
      sql`, `,
    )}
    from ${rowsAs(keyTypes(master), wanted)} join ${master.table} t on ${isKeyed(master, companyId)}
    ${lock ? sql`for update of t` : sql``}`)
  const rows = found.map(row =>
    Object.fromEntries(own.map(({ name }, at) => [name, storedText(row[columns[at]!.name], columns[at]!)])),
  )
  const beside = (await master.beside?.(tx, companyId, keys)) ?? new Map<string, MasterValues>()
  return new Map(
    rows.map(row => {
      const key = keyText(master, row)
      return [key, { ...row, ...beside.get(key) }]
    }),
  )
}

/** The key's values of such a text. */
export function keyed(master: Pick<AnyMaster, "keys">, text: string): MasterValues {
  const parts = partsOfKey(master, text)
  return Object.fromEntries(master.keys.map((name, at) => [name, parts[at] ?? ""]))
}
