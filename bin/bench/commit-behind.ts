import type postgres from "postgres"

/**
 * Runs a transaction whose COMMIT is sent right behind its last statements, as `withCommit` of db/tenancy.ts does.
 * @param work answers its last statements, sent and not waited for
 */
export async function commitBehind(
  sql: postgres.Sql,
  work: (tx: postgres.TransactionSql) => Promise<{ sent: Promise<unknown> }>,
): Promise<void> {
  const { sent } = await sql.begin(async tx => {
    const last = await work(tx)
    // Looked at below.
    last.sent.catch(() => {})
    return last
  })
  await sent
}
