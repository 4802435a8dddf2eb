import { and, eq, sql } from "drizzle-orm"
import { salesImport } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { NotFound } from "@/domain/errors"
import { recordEvent } from "@/domain/history/record-event"
import { hasFile } from "./file-chunks"

/**
 * Queues a failed import again; it goes on where it failed. The caller enqueues its job after that.
 * @returns the generation of its job; null where it has not failed (any more), or its file cannot be read
 * @throws Forbidden, NotFound
 */
export async function retrySalesImport(actor: Actor, no: string): Promise<number | null> {
  authorise(actor, "sales_invoice.import")
  const { companyId } = actor
  return inCompany(companyId, async tx => {
    const [locked] = await tx
      .select({ state: salesImport.state, fileName: salesImport.fileName })
      .from(salesImport)
      .where(and(eq(salesImport.companyId, companyId), eq(salesImport.no, no)))
      .for("no key update")
    if (!locked) throw new NotFound(`import ${no}`)
    if (locked.state !== "failed" || !(await hasFile(tx, companyId, no))) return null
    const [queued] = await tx
      .update(salesImport)
      .set({
        state: "queued",
        generation: sql`${salesImport.generation} + 1`,
        queuedAt: sql`now()`,
        startedAt: null,
        finishedAt: null,
        failure: null,
      })
      .where(and(eq(salesImport.companyId, companyId), eq(salesImport.no, no)))
      .returning({ generation: salesImport.generation })
    await recordEvent(tx, {
      companyId,
      actor,
      kind: "sales_import.retried",
      subjectType: "sales_import",
      subjectNo: no,
      data: { fileName: locked.fileName },
    })
    return queued!.generation
  })
}
