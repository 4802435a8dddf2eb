/** Copies of a company's rows, by SQL: past triggers, references and indexes, on a superuser's connection that nobody shares. */
import type postgres from "postgres"
import type { Copies } from "./copies"

/** The session writes past triggers and references, and as long as that takes. */
export async function asCopier(admin: postgres.Sql): Promise<void> {
  await admin.unsafe("set session_replication_role = replica; set maintenance_work_mem = '1GB'; set work_mem = '256MB'")
  await admin.unsafe("set statement_timeout = 0; set lock_timeout = 0")
}

/** @returns the statements that make them anew */
export async function dropIndexes(admin: postgres.Sql, tables: readonly string[]): Promise<string[]> {
  const indexes = await admin<{ name: string; definition: string }[]>`
    select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
    from pg_index i
    where i.indrelid = any(${[...tables]}::text[]::regclass[])
      and not exists (select from pg_constraint c where c.conindid = i.indexrelid)`
  for (const { name } of indexes) await admin.unsafe(`drop index ${name}`)
  return indexes.map(({ definition }) => definition)
}

/** Copies a company's model rows of a table. @param user who is told of what is copied */
export async function copyRows(admin: postgres.Sql, company: number, user: number, copies: Copies): Promise<void> {
  const { table, of = "true", times, each = 1, columns } = copies
  const names = await admin<{ name: string }[]>`
    select attname as name from pg_attribute
    where attrelid = ${table}::regclass and attnum > 0 and not attisdropped and attgenerated = ''`
  const unknown = Object.keys(columns).filter(column => !names.some(({ name }) => name === column))
  if (unknown.length > 0) throw new Error(`${table} has no ${unknown.join(", ")}`)
  const { count } = await admin.unsafe(`
    insert into ${table} (${names.map(({ name }) => `"${name}"`).join(", ")}) overriding system value
    select ${names.map(({ name }) => columns[name] ?? `model."${name}"`).join(", ")}
    from (select * from ${table} where company_id = ${company} and (${of})) as model,
      (select ${user}::integer as reader) as told,
      generate_series(1, ${times}) as i, generate_series(1, ${each}) as k`)
  if (count < times) throw new Error(`there is no model of ${table}`)
}
