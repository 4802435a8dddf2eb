import { connect } from "@/db/connect"
import { migrate } from "@/db/migrate"
import { migrateQueue } from "@/jobs/migrate-queue"
import { checkApplicationRole } from "./application-role"
import { limitStatements } from "./statement-limits"

/**
 * Migrates the database and the queue's tables in it, and refuses an application role that row-level security does not
 * hold; sets how long its statements may take.
 * @throws Error naming DATABASE_OWNER_URL or DATABASE_URL when one cannot be used
 */
export async function prepareDatabase(urls: { DATABASE_URL: string; DATABASE_OWNER_URL: string }): Promise<void> {
  await connects("DATABASE_OWNER_URL", urls.DATABASE_OWNER_URL)
  await connects("DATABASE_URL", urls.DATABASE_URL)
  await migrate(urls.DATABASE_OWNER_URL)
  await migrateQueue(urls.DATABASE_OWNER_URL)
  await checkApplicationRole(urls.DATABASE_URL)
  await limitStatements(urls.DATABASE_URL)
}

async function connects(name: string, url: string): Promise<void> {
  const sql = connect(url, { max: 1, connect_timeout: 10 })
  try {
    await sql`SELECT 1`
  } catch (error) {
    throw new Error(`${name}: ${(error as Error).message || "cannot connect"}`)
  } finally {
    await sql.end({ timeout: 1 })
  }
}
