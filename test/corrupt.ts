/** Books that somebody wrote to past every trigger, and what `npm run verify-books` says of them. */
import postgres from "postgres"
import { inject } from "vitest"
import { verifyIn, type Wrong } from "@/bin/verify-books/verify"
import { env } from "@/env"
import { onDatabase } from "./services"

/** Which rule finds it, in which table, in which row; what is done to the books before. */
export type Corruption = [rule: string, table: string, key: string, statement: string]

const undone = new Error("undone")

/** What is found after a statement that no role may run, and that is rolled back. */
export async function wrongAfter(companyId: number, statement: string): Promise<Wrong[]> {
  const database = new URL(env().DATABASE_URL).pathname.slice(1)
  const admin = postgres(onDatabase(inject("services").adminUrl, database), { max: 1 })
  let wrong: Wrong[] = []
  try {
    await admin.begin(async sql => {
      await sql`set local session_replication_role = replica`
      await sql.unsafe(statement)
      await sql`set local role inkoop_app`
      wrong = (await verifyIn(sql, companyId)).wrong
      throw undone
    })
  } catch (error) {
    if (error !== undone) throw error
  } finally {
    await admin.end()
  }
  return wrong
}
