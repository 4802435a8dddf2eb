import { readFileSync } from "node:fs"
import postgres from "postgres"

/**
 * Prepares a database as db/bootstrap.sql says. Idempotent.
 * @param superuserUrl connects, as superuser, to the database that is prepared
 */
export async function bootstrap(
  superuserUrl: string,
  passwords: { owner_password: string; app_password: string },
): Promise<void> {
  const script = readFileSync(new URL("../../db/bootstrap.sql", import.meta.url), "utf8")
  const sql = postgres(superuserUrl, { max: 1, onnotice: () => {} })
  try {
    await sql.begin(async tx => {
      // Two cannot alter one role at once. Roles are the server's and an advisory lock a database's, so lock the roles.
      await tx`LOCK TABLE pg_catalog.pg_authid IN EXCLUSIVE MODE`
      await tx.unsafe(withValues(script, passwords))
    })
  } finally {
    await sql.end()
  }
}

/** Fills in psql's `:'name'` variables as quoted literals. */
function withValues(script: string, values: Record<string, string>): string {
  return script.replace(/:'(\w+)'/g, (whole, name) => {
    const value = values[name]
    return value === undefined ? whole : `'${value.replaceAll("'", "''")}'`
  })
}
