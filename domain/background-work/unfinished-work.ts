import { and, eq, sql } from "drizzle-orm"
import { database } from "@/db/client"
import { batchPosting, paymentImport, purchaseRequest, salesImport } from "@/db/schema"
import { inCompany } from "@/db/tenancy"

/** What a job works on and the relay looks after. */
export type WorkKind = "purchase_request" | "sales_import" | "batch_posting" | "payment_import"

/** UnfinishedWork under its number, with the generation of the job that last stood for it. */
export type UnfinishedWork = { no: string; generation: number }

/** Where each kind is kept, and what stands there for its number and for how often it was tried. */
const works = {
  purchase_request: {
    table: purchaseRequest,
    no: sql<string>`${purchaseRequest.no}`,
    attempts: purchaseRequest.attempts,
  },
  sales_import: { table: salesImport, no: sql<string>`${salesImport.no}`, attempts: salesImport.attempts },
  // What is done row by row goes on when it is begun again: only that it was enqueued again counts.
  batch_posting: { table: batchPosting, no: sql<string>`${batchPosting.id}::text`, attempts: batchPosting.generation },
  payment_import: {
    table: paymentImport,
    no: sql<string>`${paymentImport.id}::text`,
    attempts: paymentImport.generation,
  },
}

/**
 * What has been queued for longer than that in any company, the oldest first: ids alone, by SECURITY DEFINER
 * functions.
 * @param atMost of each kind
 */
export async function listUnfinished(
  olderThanSeconds: number,
  atMost: number,
): Promise<{ companyId: number; kind: WorkKind; no: string }[]> {
  return database().execute<{ companyId: number; kind: WorkKind; no: string }>(
    sql`select company_id as "companyId", kind, no
      from unfinished_work(make_interval(secs => ${olderThanSeconds}), ${atMost})
      union all
      select company_id, 'batch_posting', id::text
      from unfinished_batches(make_interval(secs => ${olderThanSeconds}), ${atMost})
      union all
      select company_id, 'payment_import', id::text
      from unfinished_payment_imports(make_interval(secs => ${olderThanSeconds}), ${atMost})`,
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
): Promise<(UnfinishedWork & { hopeless: boolean })[]> {
  const { table, no, attempts } = works[kind]
  return inCompany(companyId, tx =>
    tx
      .select({
        no,
        generation: table.generation,
        hopeless: sql<boolean>`${attempts} >= ${hopelessAttempts}
          and ${table.queuedAt} < now() - make_interval(secs => ${hopelessSeconds})`,
      })
      .from(table)
      .where(
        and(eq(table.companyId, companyId), eq(table.state, "queued"), sql`${no} = any (${sql.param(nos)}::text[])`),
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
  kind: WorkKind,
  seen: readonly UnfinishedWork[],
): Promise<UnfinishedWork[]> {
  const { table, no } = works[kind]
  const nos = sql.param(seen.map(work => work.no))
  const generations = sql.param(seen.map(work => work.generation))
  return inCompany(companyId, async tx => {
    const rows = await tx
      .select({ no })
      .from(table)
      .where(
        and(
          eq(table.companyId, companyId),
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
      .set({ generation: sql`${table.generation} + 1` })
      .where(and(eq(table.companyId, companyId), sql`${no} = any (${free}::text[])`))
      .returning({ no, generation: table.generation })
  })
}
