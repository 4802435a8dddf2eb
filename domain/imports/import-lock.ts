import { and, eq, sql } from "drizzle-orm"
import { fileImport } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"

export type FileImport = typeof fileImport.$inferSelect

/** One run of an import. A later run takes over: the earlier one ends at its next batch. */
export type Run = {
  companyId: number
  importNo: string
  /** Which run it is, counted from 1. */
  attempt: number
}

/** Thrown in a batch when a later run has taken over, or the import is no longer queued; the batch is undone. */
export class Superseded extends Error {}

/** One import. */
export function thisImport(companyId: number, no: string) {
  return and(eq(fileImport.companyId, companyId), eq(fileImport.no, no))
}

/** Begins a run. @returns null where the import is not queued, or not there */
export async function beginRun(companyId: number, importNo: string): Promise<(Run & { begun: FileImport }) | null> {
  return inCompany(companyId, async tx => {
    const [begun] = await tx
      .update(fileImport)
      .set({ attempts: sql`${fileImport.attempts} + 1`, startedAt: sql`coalesce(${fileImport.startedAt}, now())` })
      .where(and(thisImport(companyId, importNo), eq(fileImport.state, "queued")))
      .returning()
    return begun ? { companyId, importNo, attempt: begun.attempts, begun } : null
  })
}

/**
 * Locks the import for a batch: two runs never work on it at once.
 * @throws Superseded
 */
export async function lockRun(tx: Tx, { companyId, importNo, attempt }: Run): Promise<FileImport> {
  const [locked] = await tx.select().from(fileImport).where(thisImport(companyId, importNo)).for("no key update")
  if (locked?.state !== "queued" || locked.attempts !== attempt) throw new Superseded()
  return locked
}

/** Any number of our own, for the first half of the advisory lock's key. */
const importing = 20_261_123

/**
 * Until the transaction ends, no other import of the company writes, so no two take the same thing or make the same
 * customer. Taken after the import's own lock.
 */
export async function takeTurn(tx: Tx, companyId: number): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${importing}, ${companyId})`)
}
