import { runMigrations } from "bullmq"
import pg from "pg"

/**
 * Makes or renews the tables of BullMQ's PostgreSQL backend (schema `bullmq`), and lets the application's role use them:
 * it owns nothing, so it cannot make them itself. They stay empty while Redis is the queue.
 * @param ownerUrl connects as the owner of the database
 */
export async function migrateQueue(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await runMigrations(client, "bullmq")
    await client.query(`
      GRANT USAGE ON SCHEMA bullmq TO inkoop_app;
      GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA bullmq TO inkoop_app;
      GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA bullmq TO inkoop_app;
      GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA bullmq TO inkoop_app;
    `)
  } finally {
    await client.end()
  }
}
