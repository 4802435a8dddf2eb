import { and, eq, inArray, type SQL, sql } from "drizzle-orm"
import { database } from "@/db/client"
import { purchaseRequest, salesImport } from "@/db/schema"
import { inCompany } from "@/db/tenancy"

/** What a job works on and the relay looks after. */
export type WorkKind = "purchase_request" | "sales_import"

/** Work under its number, with the generation of the job that last stood for it. */
export type Work = { no: string; generation: number }

const tables = { purchase_request: purchaseRequest, sales_import: salesImport }

/**
 * What has been queued for longer than that in any company, the oldest first: ids alone, by one SECURITY DEFINER
 * function.
 * @param atMost of each kind
 */
export async function listUnfinished(
  olderThanSeconds: number,
  atMost: number,
): Promise<{ companyId: number; kind: WorkKind; no: string }[]> {
  return database().execute<{ companyId: number; kind: WorkKind; no: string }>(
    sql`select company_id as "companyId", kind, no
      from unfinished_work(make_interval(secs => ${olderThanSeconds}), ${atMost})`,
  )
}

/** Attempts, and seconds in the queue, after which nobody believes any more that it will pass by itself. */
const hopelessAttempts = 30
const hopelessSeconds = 900

/**
 * Those of the company's numbers that are still queued, with their present generation.
 * @returns `hopeless`: tried so often and for so long that it should be given up
 */
export async function readGenerations(
  companyId: number,
  kind: WorkKind,
  nos: readonly string[],
): Promise<(Work & { hopeless: boolean })[]> {
  const table = tables[kind]
  return inCompany(companyId, tx =>
    tx
      .select({
        no: table.no,
        generation: table.generation,
        hopeless: sql<boolean>`${table.attempts} >= ${hopelessAttempts}
          and ${table.queuedAt} < now() - make_interval(secs => ${hopelessSeconds})`,
      })
      .from(table)
      .where(and(eq(table.companyId, companyId), inArray(table.no, [...nos]), eq(table.state, "queued"))),
  )
}

/**
 * Raises the generation of work that is still queued in the generation seen. A row somebody holds is being worked on, or
 * another relay's, and is left alone.
 * @returns the rows raised, with their new generation
 */
export async function nextGenerations(companyId: number, kind: WorkKind, seen: readonly Work[]): Promise<Work[]> {
  const table = tables[kind]
  const pairs: SQL[] = seen.map(work => sql`(${work.no}, ${work.generation}::int)`)
  return inCompany(companyId, async tx => {
    const rows = await tx
      .select({ no: table.no })
      .from(table)
      .where(
        and(
          eq(table.companyId, companyId),
          eq(table.state, "queued"),
          sql`(${table.no}, ${table.generation}) in (${sql.join(pairs, sql`, `)})`,
        ),
      )
      .for("update", { skipLocked: true })
    if (rows.length === 0) return []
    return tx
      .update(table)
      .set({ generation: sql`${table.generation} + 1` })
      .where(
        and(
          eq(table.companyId, companyId),
          inArray(
            table.no,
            rows.map(row => row.no),
          ),
        ),
      )
      .returning({ no: table.no, generation: table.generation })
  })
}
