import type postgres from "postgres"
import type { Sent } from "./sent-by"

type Plan = Record<string, unknown> & { Plans?: Plan[] }

/**
 * How many rows a statement goes through, in its own plan and in the functions that it calls: those that it drops too.
 *
 * @param app as the application's role, so that row-level security is in the plan
 */
export async function rowsRead(
  app: postgres.Sql,
  companyId: number,
  { query, parameters }: Sent,
): Promise<{ rows: number; query: string; plan: Plan }> {
  return app.begin(async tx => {
    await tx`select set_config('app.company_id', ${String(companyId)}, true)`
    const before = await rowsTouched(tx)
    const [explained] = await tx.unsafe(`explain (analyze, timing off, format json) ${query}`, parameters as never[])
    const [{ Plan: plan }] = explained!["QUERY PLAN"] as [{ Plan: Plan }]
    return { rows: Math.max(rowsOf(plan), (await rowsTouched(tx)) - before), query, plan }
  }) as Promise<{ rows: number; query: string; plan: Plan }>
}

/** Rows that this connection read of tables, in functions too. */
async function rowsTouched(tx: postgres.TransactionSql): Promise<number> {
  const [touched] = await tx<{ rows: number }[]>`
    select coalesce(sum(seq_tup_read + idx_tup_fetch), 0)::int as rows from pg_stat_xact_user_tables`
  return touched!.rows
}

/** Rows that the scans of a plan went through. */
function rowsOf(plan: Plan): number {
  const count = (name: string) => Number(plan[name] ?? 0)
  const own = String(plan["Node Type"]).includes("Scan")
    ? (count("Actual Rows") + count("Rows Removed by Filter") + count("Rows Removed by Index Recheck")) *
      count("Actual Loops")
    : 0
  return own + (plan.Plans ?? []).reduce((sum, below) => sum + rowsOf(below), 0)
}
