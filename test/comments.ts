import postgres from "postgres"
import { inject } from "vitest"
import { env } from "@/env"
import { onDatabase } from "./services"

/** Does what no role of the portal may, with no trigger in the way: for a test that needs what time alone makes. */
export async function superuser(work: (sql: postgres.Sql) => PromiseLike<unknown>): Promise<void> {
  const sql = postgres(onDatabase(inject("services").adminUrl, new URL(env().DATABASE_URL).pathname.slice(1)), {
    max: 1,
    connection: { session_replication_role: "replica" },
  })
  try {
    await work(sql)
  } finally {
    await sql.end()
  }
}
