import { and, eq, sql } from "drizzle-orm"
import { inCompany } from "@/db/tenancy"
import type { Kept } from "./work-kind"

/** Unfinished work under its number, with the generation of the job that last stood for it. */
export type UnfinishedWork = { no: string; generation: number }

/** Attempts, and seconds in the queue, after which nobody believes any more that it will pass by itself. */
const hopelessAttempts = 30
const hopelessSeconds = 900

/**
 * Those of the company's numbers that are still queued, with their present generation.
 * @returns `hopeless`: tried so often and for so long that it should be given up
 */
export async function readGenerations(
  companyId: number,
  { table, no, attempts, only }: Kept,
  nos: readonly string[],
): Promise<(UnfinishedWork & { hopeless: boolean })[]> {
  return inCompany(companyId, tx =>
    tx
      .select({
        no,
        generation: sql<number>`${table.generation}`,
        hopeless: sql<boolean>`${attempts} >= ${hopelessAttempts}
          and ${table.queuedAt} < now() - make_interval(secs => ${hopelessSeconds})`,
      })
      .from(table)
      .where(
        and(
          eq(table.companyId, companyId),
          only,
          eq(table.state, "queued"),
          sql`${no} = any (${sql.param(nos)}::text[])`,
        ),
      ),
  )
}

/**
 * Raises the generation of work that is still queued in the generation seen. A row somebody holds is being worked on, or
 * another relay's, and is left alone.
 * @returns the rows raised, with their new generation
 */
export async function nextGenerations(
  companyId: number,
  { table, no, only }: Kept,
  seen: readonly UnfinishedWork[],
): Promise<UnfinishedWork[]> {
  const nos = sql.param(seen.map(work => work.no))
  const generations = sql.param(seen.map(work => work.generation))
  return inCompany(companyId, async tx => {
    const rows = await tx
      .select({ no })
      .from(table)
      .where(
        and(
          eq(table.companyId, companyId),
          only,
          eq(table.state, "queued"),
          // Not a list of pairs: PostgreSQL compares each row with each of them.
          sql`(${no}, ${table.generation}) in (select * from unnest(${nos}::text[], ${generations}::text[]::int[]))`,
        ),
      )
      .for("update", { skipLocked: true })
    if (rows.length === 0) return []
    const free = sql.param(rows.map(row => row.no))
    return tx
      .update(table)
      .set({ generation: sql`${table.generation} + 1` } as never)
      .where(and(eq(table.companyId, companyId), only, sql`${no} = any (${free}::text[])`))
      .returning({ no, generation: sql<number>`${table.generation}` })
  })
}
