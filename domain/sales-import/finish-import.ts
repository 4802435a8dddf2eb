import { and, eq, sql } from "drizzle-orm"
import { jobProgress, salesImport, salesImportRow } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import type { Refusal } from "@/domain/errors"
import { recordEvent } from "@/domain/history/record-event"
import { removeFile } from "./file-chunks"
import { FileProblem } from "./file-problem"
import { lockImport, type Run } from "./import-lock"

type Import = typeof salesImport.$inferSelect

/**
 * Settles an import whose rows all have their outcome, and tells who asked for it.
 * @throws Error when rows are missing from the count: a fault of ours, and nothing is settled then
 */
export async function finishImport(run: Run): Promise<void> {
  const { companyId, importNo } = run
  await inCompany(companyId, async tx => {
    const { rowsRead, rowsTaken, rowsRefused, ...locked } = await lockImport(tx, run)
    const [rows] = (await tx.execute(sql`
      select count(*)::int as read, count(*) filter (where outcome = 'taken')::int as taken,
        count(*) filter (where outcome = 'refused')::int as refused
      from ${salesImportRow} where company_id = ${companyId} and import_no = ${importNo}`)) as unknown as {
      read: number
      taken: number
      refused: number
    }[]
    if (
      rows!.read !== rowsRead ||
      rows!.taken !== rowsTaken ||
      rows!.refused !== rowsRefused ||
      rowsTaken + rowsRefused !== rowsRead
    ) {
      throw new Error(
        `import ${importNo}: ${rowsTaken} taken and ${rowsRefused} refused are not the ${rowsRead} rows read`,
      )
    }
    await settle(tx, run, { state: "ready", failure: null })
    await removeFile(tx, companyId, importNo)
    await tell(tx, locked, "sales_import.finished", {
      fileName: locked.fileName,
      rowsRead,
      rowsTaken,
      rowsRefused,
      invoicesMade: locked.invoicesMade,
    })
  })
}

/**
 * Settles an import that cannot go on: its file cannot be read, or the setup is wanting. An unreadable file goes,
 * and so does what was staged of it; with anything else the import can be tried again, invoices that were made stay, and so do the outcomes of their rows.
 */
export async function failImport(run: Run, refusal: Refusal): Promise<void> {
  const { companyId, importNo } = run
  await inCompany(companyId, async tx => {
    const locked = await lockImport(tx, run)
    const failure = refusal.issues.map(({ code, params }) => ({ code, params }))
    await settle(tx, run, { state: "failed", failure })
    if (refusal instanceof FileProblem) {
      await removeFile(tx, companyId, importNo)
      await tx.execute(sql`delete from ${salesImportRow} where company_id = ${companyId} and import_no = ${importNo}`)
    }
    await tell(tx, locked, "sales_import.failed", { fileName: locked.fileName, code: failure[0]?.code })
  })
}

async function settle(tx: Tx, { companyId, importNo }: Run, outcome: Pick<Import, "state" | "failure">): Promise<void> {
  await tx
    .update(salesImport)
    .set({ ...outcome, finishedAt: sql`now()` })
    .where(and(eq(salesImport.companyId, companyId), eq(salesImport.no, importNo)))
  await tx
    .delete(jobProgress)
    .where(
      and(
        eq(jobProgress.companyId, companyId),
        eq(jobProgress.kind, "sales_import"),
        eq(jobProgress.subjectNo, importNo),
      ),
    )
}

async function tell(
  tx: Tx,
  { companyId, no, requestedBy }: Pick<Import, "companyId" | "no" | "requestedBy">,
  kind: string,
  data: Record<string, unknown>,
): Promise<void> {
  await recordEvent(tx, {
    companyId,
    actor: null,
    kind,
    subjectType: "sales_import",
    subjectNo: no,
    data,
    tell: { userIds: [requestedBy], mail: false },
  })
}
