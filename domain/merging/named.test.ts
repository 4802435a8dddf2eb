/** What names a vendor, an item or a customer is known, or a merge would leave it behind. */
import { getTableName, sql } from "drizzle-orm"
import type { PgColumn } from "drizzle-orm/pg-core"
import { expect, test } from "vitest"
import { database } from "@/db/client"
import { type MergedNoun, movingColumns, stayingColumns } from "./named"

const nameOf = (column: PgColumn) => `${getTableName(column.table)}.${column.name}`

const known = (noun: MergedNoun) =>
  [...movingColumns[noun].map(({ column }) => column), ...stayingColumns[noun]].map(nameOf).sort()

/** Of documents' lines, whose item has no key: by the columns that such lines have. */
const lines = sql`select c.table_name || '.no' as name from information_schema.columns c where c.column_name = 'no' and c.table_schema = 'public'
  and exists (select from information_schema.columns t where t.table_schema = 'public' and t.table_name = c.table_name and t.column_name = 'type')
  and exists (select from information_schema.columns t where t.table_schema = 'public' and t.table_name = c.table_name
    and t.column_name = 'unit_of_measure_code')`

/** Every column that refers to the table by a key, or whose name says that it holds its numbers. */
async function namingColumns(noun: MergedNoun): Promise<string[]> {
  const rows = await database().execute<{ name: string }>(sql`
    select distinct name from (
      select c.conrelid::regclass::text || '.' || a.attname as name from pg_constraint c
      cross join unnest(c.conkey, c.confkey) as k (own, other)
      join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.own
      join pg_attribute o on o.attrelid = c.confrelid and o.attnum = k.other
      where c.contype = 'f' and c.confrelid = ${noun}::regclass and o.attname = 'no'
      union all
      select c.table_name || '.' || c.column_name from information_schema.columns c
      join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name and t.table_type = 'BASE TABLE'
      where c.table_schema = 'public' and c.column_name like ${`%${noun}\\_no`} and c.column_name <> 'vendor_item_no'
      ${noun === "item" ? sql`union all ${lines}` : sql``}) as named order by 1`)
  return rows.map(({ name }) => name)
}

test.each(["vendor", "item", "customer"] as const)(
  "every column that names one is moved or said to stay: %s",
  async noun => {
    expect(known(noun)).toEqual(await namingColumns(noun))
  },
)
