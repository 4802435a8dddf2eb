import { eq, sql } from "drizzle-orm"
import { purchasesSetup } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { type RecordCompany, readRecordCompany } from "@/domain/records/save-record"

/**
 * Takes the one row that stands for all of the company's setup, before anything else: changes wait for each other, and
 * for postings that rest on what they change. Counts the setup's version up: a posting that has read it as it was, and has
 * not locked it yet, finds out.
 */
export async function lockSetup(tx: Tx, companyId: number): Promise<RecordCompany> {
  await tx
    .update(purchasesSetup)
    .set({ setupVersion: sql`${purchasesSetup.setupVersion} + 1` })
    .where(eq(purchasesSetup.companyId, companyId))
  return readRecordCompany(tx, companyId)
}
