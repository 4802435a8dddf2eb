import { sql } from "drizzle-orm"
import { jobProgress } from "@/db/schema"
import type { Tx } from "@/db/tenancy"

/**
 * Says how far an import is. It is seen with the commit of the batch; an import is many short transactions.
 * @param done and total in the same unit: bytes while the file is read, rows while invoices are made
 */
export async function writeProgress(
  tx: Tx,
  companyId: number,
  importNo: string,
  { done, total }: { done: number; total: number },
): Promise<void> {
  await tx
    .insert(jobProgress)
    .values({ companyId, kind: "sales_import", subjectNo: importNo, done, total })
    .onConflictDoUpdate({
      target: [jobProgress.companyId, jobProgress.kind, jobProgress.subjectNo],
      set: { done, total, at: sql`now()` },
    })
}
