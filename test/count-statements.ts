import { database } from "@/db/client"

/**
 * Statements the database is sent while `work` runs, BEGIN and COMMIT included, as the driver logs them.
 * Every connection of this process counts, so run one thing at a time.
 */
export async function countStatements(work: () => Promise<unknown>): Promise<string[]> {
  const statements: string[] = []
  const pool = database().$client
  const before = pool.options.debug
  pool.options.debug = (_connection, query) => statements.push(query)
  try {
    await work()
  } finally {
    pool.options.debug = before
  }
  return statements
}
