import { sql } from "drizzle-orm"
import { jobProgress } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { announce } from "@/domain/live/announce"

/**
 * Says how far an import is, also to the pages that show it. It is seen with the commit of the batch: an import is many
 * short transactions.
 *
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
  const news = JSON.stringify({ company: companyId, type: "sales_import", no: importNo })
  await tx.execute(sql`select pg_notify('inkoop_event', ${news})`)
  await announce(tx, companyId, "sales_import", importNo)
}
