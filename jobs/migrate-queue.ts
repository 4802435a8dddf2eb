import { runMigrations } from "bullmq"
import pg from "pg"
import { pgConfig } from "@/db/connect"
import { allQueues } from "./queues"

/**
 * Makes or renews the tables of BullMQ's PostgreSQL backend (schema `bullmq`), and lets the application's role use them:
 * it owns nothing, so it cannot make them itself. They stay empty while Redis is the queue.
 * @param ownerUrl connects as the owner of the database
 */
export async function migrateQueue(ownerUrl: string): Promise<void> {
  const client = new pg.Client(pgConfig(ownerUrl))
  await client.connect()
  try {
    await runMigrations(client, "bullmq")
    for (const { name } of allQueues()) await makeJobSequence(client, name)
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

/** BullMQ makes a sequence a queue when a job is first added, which the application's role may not. */
async function makeJobSequence(client: pg.Client, queue: string): Promise<void> {
  const { rows } = await client.query<{ name: string }>("SELECT bullmq.job_id_seq_name($1) AS name", [queue])
  await client.query(`CREATE SEQUENCE IF NOT EXISTS bullmq.${pg.escapeIdentifier(rows[0]!.name)}`)
}
