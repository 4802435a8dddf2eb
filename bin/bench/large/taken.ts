import type postgres from "postgres"
import type { Actor } from "@/domain/access/actor"

/** Milliseconds of several works, one after the other in turns. */
export async function inTurns(times: number, before: number, ...works: ((run: number) => Promise<unknown>)[]) {
  const taken: number[][] = works.map(() => [])
  for (let run = -before; run < times; run++) {
    for (const [index, work] of works.entries()) {
      const since = performance.now()
      await work(run + before)
      if (run >= 0) taken[index]!.push(performance.now() - since)
    }
  }
  return taken
}

/** In the manager's company, by itself. */
export const asked = (
  sql: postgres.Sql,
  { companyId }: Actor,
  work: (tx: postgres.TransactionSql) => Promise<unknown>,
) =>
  sql.begin(async tx => {
    // Begun before the work is: a statement is sent when it is first waited for, and the work may wait for its own.
    const company = tx`select set_config('app.company_id', ${String(companyId)}, true)`.execute()
    await Promise.all([company, work(tx)])
  })
