import pg from "pg"
import { pgConfig } from "@/db/connect"

/**
 * Refuses a pooler where the queue is in PostgreSQL: its workers listen, and name their schema when they connect, which both
 * want a session of their own.
 * @throws Error naming the variable and the ways out
 */
export async function checkDirectConnection(given: {
  DATABASE_URL: string
  DATABASE_DIRECT_URL?: string | undefined
}): Promise<void> {
  const name = given.DATABASE_DIRECT_URL ? "DATABASE_DIRECT_URL" : "DATABASE_URL"
  const client = new pg.Client({
    ...pgConfig(given.DATABASE_DIRECT_URL || given.DATABASE_URL),
    connectionTimeoutMillis: 10_000,
    options: "-c search_path=bullmq",
  })
  client.on("error", () => {})
  try {
    await client.connect()
    const { rows } = await client.query<{ pid: number; path: string }>(
      "select pg_backend_pid() as pid, current_setting('search_path') as path",
    )
    // A pooler tells its clients a number of its own.
    const { processID } = client as pg.Client & { processID: number }
    if (rows[0]!.pid !== processID || rows[0]!.path !== "bullmq") throw refusal(name)
  } catch (error) {
    if (/startup parameter/.test((error as Error).message)) throw refusal(name)
    if ((error as Error).message.startsWith(name)) throw error
    throw new Error(`${name}: ${(error as Error).message || "cannot connect"}`)
  } finally {
    await client.end().catch(() => {})
  }
}

function refusal(name: string): Error {
  return new Error(
    `${name}: a pooler (PgBouncer) is in between, and the queue in PostgreSQL needs sessions of its own; set DATABASE_DIRECT_URL to the server itself, or REDIS_URL`,
  )
}
