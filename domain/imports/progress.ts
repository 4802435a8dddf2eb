import { and, eq, sql } from "drizzle-orm"
import { jobProgress } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { announce } from "@/domain/live/announce"

/** Says how many rows are done, also to the pages that show it. It is seen with the commit of the batch. */
export async function writeProgress(
  tx: Tx,
  companyId: number,
  importNo: string,
  { done, total }: { done: number; total: number },
): Promise<void> {
  await tx
    .insert(jobProgress)
    .values({ companyId, kind: "file_import", subjectNo: importNo, done, total })
    .onConflictDoUpdate({
      target: [jobProgress.companyId, jobProgress.kind, jobProgress.subjectNo],
      set: { done, total, at: sql`now()` },
    })
  await announce(tx, companyId, "file_import", importNo)
}

/** An import that has ended is no longer on its way. */
export async function removeProgress(tx: Tx, companyId: number, importNo: string): Promise<void> {
  await tx.delete(jobProgress).where(progressOf(companyId, importNo))
}

/** Which row of job_progress is an import's. */
export function progressOf(companyId: number, importNo: string) {
  return and(
    eq(jobProgress.companyId, companyId),
    eq(jobProgress.kind, "file_import"),
    eq(jobProgress.subjectNo, importNo),
  )
}
