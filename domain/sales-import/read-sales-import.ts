import { and, eq, sql } from "drizzle-orm"
import { jobProgress, salesImport, salesImportRow } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { NotFound } from "@/domain/errors"
import { type EventRead, readEvents } from "@/domain/history/read-events"
import { hasFile } from "./file-chunks"

/** Events of the history that are shown. */
const historyLength = 20

export type SalesRowOutcome = "taken" | "refused"

/** How many rows have a reason: a row that was taken for several counts under each. */
export type ReasonCount = { outcome: SalesRowOutcome; reason: string; rows: number }

export type SalesImportRead = {
  import: Omit<typeof salesImport.$inferSelect, "companyId">
  /** Bytes while the file is read (`rowsRead` is null then), rows while invoices are made; null: not begun, or ended. */
  progress: { done: number; total: number; at: Date } | null
  /** Rows taken as they stand, and rows by reason, the most frequent first; none before the import has ended. */
  reasons: { asTheyStand: number; counts: ReasonCount[] } | null
  mayRetry: boolean
  /** The latest first. */
  history: EventRead[]
}

/**
 * One import: what it is, how far it is, and what became of its rows.
 * @throws Forbidden; NotFound
 */
export async function readSalesImport(actor: Actor, no: string): Promise<SalesImportRead> {
  authorise(actor, "sales_invoice.import")
  const { companyId } = actor
  return inCompany(companyId, async tx => {
    const [found] = await tx
      .select({ import: salesImport, progress: jobProgress })
      .from(salesImport)
      .leftJoin(
        jobProgress,
        and(
          eq(jobProgress.companyId, salesImport.companyId),
          eq(jobProgress.kind, "sales_import"),
          eq(jobProgress.subjectNo, salesImport.no),
        ),
      )
      .where(and(eq(salesImport.companyId, companyId), eq(salesImport.no, no)))
    if (!found || found.import.state === "uploading") throw new NotFound(`import ${no}`)
    const { companyId: _, ...header } = found.import
    return {
      import: header,
      progress: found.progress,
      reasons: header.finishedAt ? countReasons(await readReasons(tx, companyId, no)) : null,
      mayRetry: header.state === "failed" && (await hasFile(tx, companyId, no)),
      history: await readEvents(tx, companyId, "sales_import", no, historyLength),
    }
  })
}

/** A combination of reasons as it is stored, apart by spaces. */
export type StoredReason = { outcome: SalesRowOutcome; reason: string | null; rows: number }

/** Rows of an import that has an outcome, counted by outcome and combination of reasons. */
export async function readReasons(tx: Tx, companyId: number, no: string): Promise<StoredReason[]> {
  return (await tx.execute(sql`
    select outcome, reason, count(*)::int as rows from ${salesImportRow}
    where company_id = ${companyId} and import_no = ${no} and outcome is not null
    group by outcome, reason`)) as unknown as StoredReason[]
}

function countReasons(stored: readonly StoredReason[]): NonNullable<SalesImportRead["reasons"]> {
  const counts = new Map<string, ReasonCount>()
  let asTheyStand = 0
  for (const { outcome, reason, rows } of stored) {
    if (reason === null) asTheyStand += rows
    for (const single of reason?.split(" ") ?? []) {
      const key = `${outcome} ${single}`
      counts.set(key, { outcome, reason: single, rows: (counts.get(key)?.rows ?? 0) + rows })
    }
  }
  return { asTheyStand, counts: [...counts.values()].sort((a, b) => b.rows - a.rows) }
}
