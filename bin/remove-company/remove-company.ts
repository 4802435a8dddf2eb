import { userInfo } from "node:os"
import type postgres from "postgres"

export type Removed = { companyId: number; rows: number; users: number }

const foreignKeyViolation = "23503"

/**
 * Removes a company with all its rows, in one transaction, and writes into `installation` who did and when. What is append-only gives way
 * to the owner of the database for this alone: while it runs, other companies' writes wait. Users who belong to no company any more go
 * too, and with the last company of the demo its mark.
 *
 * @param sql connects as the owner
 * @throws Error where there is no such company; the database's error, nothing has changed then
 */
export async function removeCompany(sql: postgres.Sql, slug: string): Promise<Removed> {
  return sql.begin(async tx => {
    const [company] = await tx<
      { id: number; name: string }[]
    >`SELECT id, name FROM company WHERE slug = ${slug} FOR UPDATE`
    if (!company) throw new Error(`There is no company at /${slug}.`)
    await tx`SELECT set_config('app.company_id', ${String(company.id)}, true)`
    const members = await tx<{ id: number }[]>`SELECT user_id AS id FROM company_user WHERE company_id = ${company.id}`
    // As the trigger would, which is off below: the worker removes them for a company that is still there.
    await tx`INSERT INTO object_to_remove (object_key, of_company, not_before)
      SELECT object_key, company_id, CASE WHEN hash IS NULL THEN now() + interval '1 hour' ELSE now() END
      FROM attachment WHERE company_id = ${company.id} AND object_key IS NOT NULL ON CONFLICT DO NOTHING`
    const tables = await ofCompanies(tx)
    for (const table of tables) await tx.unsafe(`ALTER TABLE ${table} DISABLE TRIGGER USER`)
    const rows = await emptied(tx, tables, company.id)
    for (const table of tables) await tx.unsafe(`ALTER TABLE ${table} ENABLE TRIGGER USER`)
    await tx`DELETE FROM company WHERE id = ${company.id}`
    const users = await removeLeft(
      tx,
      members.map(({ id }) => id),
    )
    await tx`DELETE FROM installation WHERE demo AND NOT EXISTS (SELECT FROM company WHERE slug IN ('kolkwijk', 'waterlanden'))`
    const told = JSON.stringify({ slug, name: company.name, rows, users, by: userInfo().username })
    await tx`INSERT INTO installation (key, value) VALUES (${`removed company ${company.id}`}, ${told})`
    return { companyId: company.id, rows, users }
  }) as Promise<Removed>
}

/** Tables whose rows are of a company. */
async function ofCompanies(tx: postgres.TransactionSql): Promise<string[]> {
  const found = await tx<{ name: string }[]>`
    SELECT c.oid::regclass::text AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attname = 'company_id' AND NOT a.attisdropped
    ORDER BY 1`
  return found.map(({ name }) => name)
}

/** Empties them of the company's rows, those first that others do not point at. @returns how many rows */
async function emptied(tx: postgres.TransactionSql, tables: readonly string[], companyId: number): Promise<number> {
  let rows = 0
  for (let left = tables; left.length > 0; ) {
    const later: string[] = []
    for (const table of left) {
      const deleted = await orLater(tx, table, companyId)
      if (deleted === undefined) later.push(table)
      else rows += deleted
    }
    if (later.length === left.length) throw new Error(`These point at each other: ${later.join(", ")}`)
    left = later
  }
  return rows
}

/** @returns undefined where rows of another table still point at some */
async function orLater(tx: postgres.TransactionSql, table: string, companyId: number): Promise<number | undefined> {
  try {
    return await tx.savepoint(async part => {
      const { count } = await part.unsafe(`DELETE FROM ${table} WHERE company_id = $1`, [companyId])
      return count
    })
  } catch (error) {
    if ((error as postgres.PostgresError).code === foreignKeyViolation) return undefined
    throw error
  }
}

/** Users of no company any more, with what is theirs alone; who is named elsewhere stays. */
async function removeLeft(tx: postgres.TransactionSql, members: readonly number[]): Promise<number> {
  const own = await tx<{ table: string; column: string }[]>`
    SELECT k.conrelid::regclass::text AS table, a.attname AS column FROM pg_constraint k
    JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
    WHERE k.contype = 'f' AND k.confrelid = 'users'::regclass
      AND NOT EXISTS (SELECT FROM pg_attribute c WHERE c.attrelid = k.conrelid AND c.attname = 'company_id')`
  const left = await tx<{ id: number }[]>`
    SELECT id FROM users WHERE id = ANY (${[...members]}) AND NOT EXISTS (SELECT FROM company_user WHERE user_id = users.id)`
  const ids = left.map(({ id }) => id)
  for (const { table, column } of own) await tx.unsafe(`DELETE FROM ${table} WHERE ${column} = ANY ($1)`, [ids])
  const { count } = await tx`DELETE FROM users WHERE id = ANY (${ids})
    AND NOT EXISTS (SELECT FROM invitation WHERE invited_by = users.id)`
  return count
}
