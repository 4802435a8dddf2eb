import postgres from "postgres"
import { makeUser } from "@/test/factories"
import { type Copies, copiesOf, keptBeside, lastNumber, type Size } from "./copies"
import { makeModels } from "./models"

/** Who works in both companies, and the companies' slugs. */
export const reader = "bench-large@demo.example"
export const slugs = { large: "bench-large", small: "bench-small" } as const

/**
 * Two companies in the same tables, of one of everything and its copies: a company as large as asked for, and one of a thousand
 * of each. Copied by SQL, past triggers, references and indexes, which are made anew at the end; nothing else may be connected.
 *
 * @param adminUrl of a superuser, on the database that env() names
 * @param tables what is copied; absent: everything
 * @returns ids of the companies, and who works in both
 */
export async function makeLargeData(adminUrl: string, large: Size, tables?: readonly string[]) {
  const user = await makeUser({ email: reader, name: "Bente Bench" })
  const ids = { large: await makeModels(slugs.large, user), small: await makeModels(slugs.small, user) }
  const admin = postgres(adminUrl, { max: 1, onnotice: () => {} })
  try {
    await admin.unsafe(
      "set session_replication_role = replica; set maintenance_work_mem = '1GB'; set work_mem = '256MB'",
    )
    await admin.unsafe("set statement_timeout = 0; set lock_timeout = 0")
    const copies = (size: Size) => copiesOf(size).filter(({ table }) => tables?.includes(table) ?? true)
    const indexes = await dropIndexes(admin, [...new Set(copies(large).map(({ table }) => table))])
    for (const [company, size] of [
      [ids.large, large],
      [ids.small, { rows: 1_000, vendors: 1_000, few: 100 }],
    ] as const) {
      for (const each of copies(size)) await copyRows(admin, company, user.id, each)
      await keepBeside(admin, company, size)
    }
    await admin`select setval(pg_get_serial_sequence('event', 'id'), ${lastNumber(large)})`
    for (const index of indexes) await admin.unsafe(index)
    await admin.unsafe("vacuum (analyze)")
  } finally {
    await admin.end()
  }
  return { ids, user }
}

/** @returns the statements that make them anew */
async function dropIndexes(admin: postgres.Sql, tables: readonly string[]): Promise<string[]> {
  const indexes = await admin<{ name: string; definition: string }[]>`
    select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
    from pg_index i
    where i.indrelid = any(${[...tables]}::text[]::regclass[])
      and not exists (select from pg_constraint c where c.conindid = i.indexrelid)`
  for (const { name } of indexes) await admin.unsafe(`drop index ${name}`)
  return indexes.map(({ definition }) => definition)
}

async function keepBeside(admin: postgres.Sql, company: number, size: Size): Promise<void> {
  for (const kept of keptBeside) await admin.unsafe(kept.replaceAll(/\bcompany\b/g, String(company)))
  await admin`update ledger_counter set last_transaction_no = ${lastNumber(size)} where company_id = ${company}`
}

async function copyRows(admin: postgres.Sql, company: number, user: number, copies: Copies): Promise<void> {
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
