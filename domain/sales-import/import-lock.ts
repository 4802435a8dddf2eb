import { and, eq, sql } from "drizzle-orm"
import { salesImport } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"

/** One run of an import. A later run takes over: the earlier one ends at its next batch. */
export type Run = {
  companyId: number
  importNo: string
  /** Which run it is, counted from 1. */
  attempt: number
}

/** Thrown in a batch when a later run has taken over, or the import is no longer queued; the batch is undone. */
export class Superseded extends Error {}

/** Begins a run. @returns null where the import is not queued, or not there */
export async function beginRun(companyId: number, importNo: string): Promise<Run | null> {
  return inCompany(companyId, async tx => {
    const [begun] = await tx
      .update(salesImport)
      .set({
        attempts: sql`${salesImport.attempts} + 1`,
        startedAt: sql`coalesce(${salesImport.startedAt}, now())`,
      })
      .where(and(eq(salesImport.companyId, companyId), eq(salesImport.no, importNo), eq(salesImport.state, "queued")))
      .returning({ attempt: salesImport.attempts })
    return begun ? { companyId, importNo, attempt: begun.attempt } : null
  })
}

/**
 * Locks the import for a batch: two runs never work on it at once.
 * @throws Superseded
 */
export async function lockImport(tx: Tx, run: Run): Promise<typeof salesImport.$inferSelect> {
  const [locked] = await tx
    .select()
    .from(salesImport)
    .where(and(eq(salesImport.companyId, run.companyId), eq(salesImport.no, run.importNo)))
    .for("no key update")
  if (locked?.state !== "queued" || locked.attempts !== run.attempt) throw new Superseded()
  return locked
}

/** Any number of our own, for the first half of the advisory lock's key. */
const importing = 20_261_123

/**
 * Until the transaction ends, no other import of the company takes invoices, so no two take the same one or make the
 * same customer. Taken after the import's own lock.
 */
export async function takeTurn(tx: Tx, companyId: number): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${importing}, ${companyId})`)
}
