/** Books that somebody wrote to past every trigger, and what `npm run verify-books` says of them. */
import postgres from "postgres"
import { afterAll, inject } from "vitest"
import { verifyIn, type Wrong } from "@/bin/verify-books/verify"
import { env } from "@/env"
import { onDatabase } from "./services"

/** Which rule finds it, in which table, in which row; what is done to the books before. */
export type Corruption = [rule: string, table: string, key: string, statement: string]

const undone = new Error("undone")

/**
 * One connection for all of a file's corruptions: the rules are planned once, and the figures of each corruption only read. That
 * no trigger fires is set from its start, since a change of it would have every statement planned again.
 */
let connection: postgres.Sql | undefined
afterAll(() => connection?.end())

function connected(): postgres.Sql {
  const database = new URL(env().DATABASE_URL).pathname.slice(1)
  connection ??= postgres(onDatabase(inject("services").adminUrl, database), {
    max: 1,
    connection: { session_replication_role: "replica" },
  })
  return connection
}

/** What is found after a statement that no role may run, and that is rolled back. */
export async function wrongAfter(companyId: number, statement: string): Promise<Wrong[]> {
  let wrong: Wrong[] = []
  try {
    await connected().begin(async sql => {
      await sql.unsafe(statement)
      await sql`set local role inkoop_app`
      wrong = (await verifyIn(sql, companyId, { prepare: true })).wrong
      throw undone
    })
  } catch (error) {
    if (error !== undone) throw error
  }
  return wrong
}
