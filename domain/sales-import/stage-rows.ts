import { and, eq, sql } from "drizzle-orm"
import { rowsAs } from "@/db/bulk-rows"
import { salesImport, salesImportRow } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { liveText } from "@/domain/text/inert-text"
import { receivedLine } from "@/domain/text/received-text"
import { type CsvForm, readBeginning } from "./csv-header"
import { LineCutter } from "./csv-lines"
import { CsvReader, type CsvRecord } from "./csv-records"
import { readChunk, readFile } from "./file-chunks"
import { FileProblem } from "./file-problem"
import { lockImport, type Run } from "./import-lock"
import { MAX_INVOICE_NO_LENGTH } from "./limits"
import { writeProgress } from "./progress"
import { unpack } from "./unpack"

/** Rows staged in one transaction. */
const BATCH = 5_000

/** How the file is written. @throws FileProblem */
export async function readForm(run: Run): Promise<CsvForm> {
  const beginning = await readChunk(run.companyId, run.importNo, 0)
  if (!beginning) throw new FileProblem("import.empty")
  return readBeginning(beginning)
}

/**
 * First stage: copies every row of the file into sales_import_row, in batches of a transaction each, and then writes how
 * many there are. Goes on where an earlier run ended; does nothing where the stage is done.
 *
 * Rows that no invoice can be made of, whatever the others say, are refused here.
 *
 * @throws FileProblem where the file cannot be read to its end, Superseded
 */
export async function stageRows(run: Run, form: CsvForm): Promise<void> {
  const { staged, done } = await findStaged(run)
  if (done) return
  const size = { read: 0 }
  let batch: CsvRecord[] = []
  for await (const records of readRecords(run, form, size)) {
    for (const record of records) if (record.rowNo > staged) batch.push(record)
    while (batch.length >= BATCH) {
      await stageBatch(run, form, batch.slice(0, BATCH), size.read)
      batch = batch.slice(BATCH)
    }
  }
  await stageBatch(run, form, batch, size.read, { atEnd: true })
}

async function findStaged({ companyId, importNo }: Run): Promise<{ staged: number; done: boolean }> {
  return inCompany(companyId, async tx => {
    const [found] = await tx
      .select({
        rowsRead: salesImport.rowsRead,
        staged: sql<number>`coalesce((select max(row_no) from ${salesImportRow}
          where company_id = ${companyId} and import_no = ${importNo}), 0)`,
      })
      .from(salesImport)
      .where(and(eq(salesImport.companyId, companyId), eq(salesImport.no, importNo)))
    return { staged: found?.staged ?? 0, done: found?.rowsRead !== null }
  })
}

/** The rows behind the header. @param size is told how many bytes of the file as sent have been read */
async function* readRecords(run: Run, form: CsvForm, size: { read: number }): AsyncGenerator<CsvRecord[]> {
  const cutter = new LineCutter()
  let reader: CsvReader | undefined
  let headerRowNo = 0
  const rowsIn = (lines: string[]) => {
    if (reader) return reader.push(lines)
    const header = lines.findIndex(line => line.trim() !== "")
    headerRowNo += header < 0 ? lines.length : header + 1
    if (header < 0) return []
    reader = new CsvReader(form.delimiter, form.width, headerRowNo)
    return reader.push(lines.slice(header + 1))
  }
  for await (const bytes of unpack(counted(readFile(run.companyId, run.importNo), size)))
    yield rowsIn(cutter.push(bytes))
  yield rowsIn(cutter.end())
  yield reader?.end() ?? []
}

async function* counted(pieces: AsyncIterable<Buffer>, size: { read: number }): AsyncGenerator<Buffer> {
  for await (const piece of pieces) {
    size.read += piece.length
    yield piece
  }
}

async function stageBatch(
  run: Run,
  form: CsvForm,
  records: readonly CsvRecord[],
  bytesRead: number,
  { atEnd = false } = {},
): Promise<void> {
  const { companyId, importNo } = run
  const rows = records.map(record => stagedRow(record, form))
  await inCompany(companyId, async tx => {
    const { fileSize } = await lockImport(tx, run)
    if (rows.length > 0) {
      await tx.execute(sql`
        insert into ${salesImportRow} (company_id, import_no, row_no, invoice_no, fields, outcome, reason, params)
        select ${companyId}::int, ${importNo}::text, row_no, invoice_no, fields, outcome, reason, params
        from ${rowsAs(stagedTypes, rows)}`)
    }
    if (!atEnd) {
      await writeProgress(tx, companyId, importNo, { done: Math.min(bytesRead, fileSize), total: fileSize })
      return
    }
    const [counted] = await tx.execute<{ read: number }>(sql`
      update ${salesImport} as i set rows_read = counted.read, rows_refused = counted.refused,
        numbers = ${form.numbers}
      from (select count(*)::int as read, count(outcome)::int as refused from ${salesImportRow}
        where company_id = ${companyId} and import_no = ${importNo}) as counted
      where i.company_id = ${companyId} and i.no = ${importNo} returning counted.read`)
    // From here on progress is told in rows.
    await writeProgress(tx, companyId, importNo, { done: 0, total: counted!.read })
  })
}

const stagedTypes = {
  row_no: "int",
  invoice_no: "text",
  fields: "text[]",
  outcome: "text",
  reason: "text",
  params: "jsonb",
}

type Fault = { reason: string; params: Record<string, number> }

/** Why no invoice can be made of a row, whatever the others say; null where nothing is wrong with it so far. */
function faultOf({ fields, tooLong }: CsvRecord, { width }: CsvForm, invoiceNo: string): Fault | null {
  if (tooLong) return { reason: "row_too_long", params: {} }
  if (fields.length !== width) return { reason: "columns_differ", params: { read: fields.length, expected: width } }
  if (invoiceNo === "") return { reason: "invoice_no_missing", params: {} }
  if (invoiceNo.length <= MAX_INVOICE_NO_LENGTH) return null
  return { reason: "invoice_no_too_long", params: { most: MAX_INVOICE_NO_LENGTH } }
}

function stagedRow(record: CsvRecord, form: CsvForm) {
  const fields = record.fields.map(liveText)
  const whole = record.fields.length === form.width && !record.tooLong
  const invoiceNo = receivedLine(fields[form.positions[0]!] ?? "")
    .trim()
    .toUpperCase()
  const fault = faultOf(record, form, invoiceNo)
  return {
    row_no: record.rowNo,
    // Under a blank number a row belongs to no invoice.
    invoice_no: invoiceNo.length > MAX_INVOICE_NO_LENGTH ? "" : invoiceNo,
    fields: whole ? form.positions.map(position => fields[position]!) : fields,
    outcome: fault ? "refused" : null,
    reason: fault?.reason ?? null,
    params: fault?.params ?? null,
  }
}
