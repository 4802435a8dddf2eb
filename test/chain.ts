/** A company's chain, as somebody finds it who wrote to the database past every fence. */
import postgres from "postgres"
import { afterAll, inject } from "vitest"
import { verifyChainIn } from "@/bin/verify-books/verify-all"
import type { ChainFinding } from "@/db/schema"
import { chainKeys } from "@/domain/chain/seal-day"
import { env } from "@/env"
import { onDatabase } from "./services"

let connection: postgres.Sql | undefined
afterAll(() => connection?.end())

/** As superuser, with no trigger. */
export function pastTheFence(): postgres.Sql {
  const database = new URL(env().DATABASE_URL).pathname.slice(1)
  connection ??= postgres(onDatabase(inject("services").adminUrl, database), {
    max: 1,
    connection: { session_replication_role: "replica" },
    onnotice: () => {},
  })
  return connection
}

const undone = new Error("undone")

/** What is found in the chain of a company after statements that are rolled back; none: as it stands. */
export async function wrongChain(companyId: number, ...statements: string[]): Promise<ChainFinding[]> {
  let wrong: ChainFinding[] = []
  try {
    await pastTheFence().begin(async sql => {
      for (const statement of statements) await sql.unsafe(statement)
      await sql`set local role inkoop_app`
      wrong = (await verifyChainIn(sql, companyId, chainKeys().now.publicKey)).wrong
      throw undone
    })
  } catch (error) {
    if (error !== undone) throw error
  }
  return wrong
}
