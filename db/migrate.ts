import { existsSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { drizzle } from "drizzle-orm/postgres-js"
import { migrate as runMigrations } from "drizzle-orm/postgres-js/migrator"
import { connect } from "./connect"

export const ourMigrations = fileURLToPath(new URL("./migrations", import.meta.url))

/** Any number of our own: whoever migrates a database takes turns on it. */
const turn = 20_261_122

/**
 * Brings the database to the newest schema, each migration once and all of them in one transaction.
 * @param ownerUrl connects as the owner of the database (db/bootstrap.sql)
 * @param migrationsFolder another than ours, for tests of what a migration does to what was there before
 * @throws the database's error; nothing has changed then
 */
export async function migrate(ownerUrl: string, migrationsFolder = ourMigrations): Promise<void> {
  if (!existsSync(`${migrationsFolder}/meta/_journal.json`)) return
  const sql = connect(ownerUrl, { max: 1, onnotice: () => {} })
  try {
    await sql`SELECT pg_advisory_lock(${turn})`
    await runMigrations(drizzle(sql), { migrationsFolder })
  } finally {
    // Ending the session gives the lock back.
    await sql.end()
  }
}
