import { sql } from "drizzle-orm"
import { rowsAs } from "@/db/bulk-rows"
import { planChecksOnce } from "@/db/plan-checks-once"
import { fileImport, fileImportRow } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { refuse } from "@/domain/errors"
import { firstBytes } from "@/domain/file-reading/file-bytes"
import { type FileRow, readRows } from "@/domain/file-reading/read-rows"
import { isArchive } from "@/domain/file-reading/table"
import type { Ask, Understanding } from "@/domain/file-reading/understanding"
import type { AnyImportKind } from "@/domain/import-kinds/import-kind"
import { fileOf } from "./file-chunks"
import { type FileImport, lockRun, type Run, thisImport } from "./import-lock"
import { writeProgress } from "./progress"
import { stagedRow, stagedTypes } from "./staged-row"
import { batchTurn, workbookTurn } from "./turns"
import { columnsOf, understandImport } from "./understand-file"

/** Rows staged in one transaction, and characters, a cell counting as some more: a few kilobytes unpack to millions of either. */
const BATCH = 5_000
const BATCH_SIZE = 4_000_000
const CELL = 20

/** Bytes of a workbook that costs no memory worth waiting for. */
const SMALL = 64 * 1024

/** What is asked of where the table and its columns are. */
const ofTable: ReadonlySet<Ask["about"]> = new Set(["column", "headerRow", "sheet"] as const)

/**
 * First stage: understands the file and copies every row of it into file_import_row, as it stands and as it was
 * understood, in batches of a transaction each. Goes on where an earlier run ended; does nothing where the stage is done.
 * Rows that cannot be read are refused here.
 *
 * @throws Refusal where the file cannot be read, Superseded
 */
export async function stageRows(run: Run, kind: AnyImportKind, own: FileImport): Promise<void> {
  if (own.rowsRead !== null) return
  const isHeld = own.fileSize > SMALL && isArchive(await firstBytes(fileOf(run.companyId, run.importNo)))
  await (isHeld ? workbookTurn(() => stageFile(run, kind, own)) : stageFile(run, kind, own))
}

async function stageFile(run: Run, kind: AnyImportKind, own: FileImport): Promise<void> {
  const understanding = (own.reading as Understanding<string> | null) ?? (await understandOnce(run, kind, own))
  if (understanding.rowCount > kind.limits.rows) {
    throw refuse("import.too_many_rows", { maximum: kind.limits.rows }, "file")
  }
  // Under the wrong columns or on the wrong sheet every row would be refused.
  if (understanding.asks.some(({ about }) => ofTable.has(about))) return endStage(run)
  const columns = await columnsOf(kind, run.companyId)
  const after = await lastStaged(run)
  const rows = readRows(fileOf(run.companyId, run.importNo), columns, understanding, { after })
  const total = understanding.rowCount
  let staged = 0
  const stageNext = async () => {
    const { batch, isLast } = await nextBatch(rows, row => stagedRow(kind, columns, row, understanding))
    staged += batch.length
    await stageBatch(run, batch, isLast ? null : { done: Math.min(staged, total), total })
    return isLast
  }
  try {
    while (!(await batchTurn(stageNext)));
  } finally {
    await rows.return(undefined)
  }
  await endStage(run)
}

async function nextBatch(
  rows: AsyncGenerator<FileRow>,
  stage: (row: FileRow) => Staged,
): Promise<{ batch: Staged[]; isLast: boolean }> {
  const batch: Staged[] = []
  let size = 0
  while (batch.length < BATCH && size < BATCH_SIZE) {
    const { value: row, done } = await rows.next()
    if (done) return { batch, isLast: true }
    const staged = stage(row)
    batch.push(staged)
    size += staged.fields.reduce((sum, field) => sum + field.length + CELL, 0)
  }
  return { batch, isLast: false }
}

async function understandOnce(run: Run, kind: AnyImportKind, own: FileImport): Promise<Understanding<string>> {
  const understanding = keepable(await understandImport(kind, own))
  await inCompany(run.companyId, async tx => {
    await lockRun(tx, run)
    await tx
      .update(fileImport)
      .set({ reading: understanding, asks: understanding.asks })
      .where(thisImport(run.companyId, run.importNo))
  })
  return understanding
}

/** Without NUL, which the database cannot keep. */
function keepable(understanding: Understanding<string>): Understanding<string> {
  const text = JSON.stringify(understanding)
  return text.includes("\\u0000") ? JSON.parse(text.replaceAll("\\u0000", "\uFFFD")) : understanding
}

async function lastStaged({ companyId, importNo }: Run): Promise<number> {
  return inCompany(companyId, async tx => {
    const [found] = await tx.execute<{ last: number | null }>(sql`
      select max(row_no) as last from ${fileImportRow} where company_id = ${companyId} and import_no = ${importNo}`)
    return found?.last ?? 0
  })
}

type Staged = ReturnType<typeof stagedRow>

async function stageBatch(run: Run, rows: readonly Staged[], progress: { done: number; total: number } | null) {
  if (rows.length === 0) return
  const { companyId, importNo } = run
  await inCompany(companyId, async tx => {
    await lockRun(tx, run)
    await planChecksOnce(tx)
    await tx.execute(sql`
      insert into ${fileImportRow} (company_id, import_no, row_no, group_key, fields, understood, readable, remarks,
        outcome, reason, params)
      select ${companyId}::int, ${importNo}::text, row_no, group_key, fields, understood, readable, remarks, outcome,
        reason, params
      from ${rowsAs(stagedTypes, rows)}`)
    if (progress) await writeProgress(tx, companyId, importNo, progress)
  })
}

async function endStage(run: Run): Promise<void> {
  const { companyId, importNo } = run
  await inCompany(companyId, async tx => {
    await lockRun(tx, run)
    const [counted] = await tx.execute<{ read: number }>(sql`
      update ${fileImport} set rows_read = (select count(*)::int from ${fileImportRow}
        where company_id = ${companyId} and import_no = ${importNo})
      where company_id = ${companyId} and no = ${importNo} returning rows_read as read`)
    await writeProgress(tx, companyId, importNo, { done: 0, total: counted!.read })
  })
}
