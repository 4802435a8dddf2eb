import { sql } from "drizzle-orm"
import { rowsAs } from "@/db/bulk-rows"
import { fileImportRow, type Problem } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { Refusal, refuse } from "@/domain/errors"
import { type FileRow, rowReader } from "@/domain/file-reading/read-rows"
import type { Understanding } from "@/domain/file-reading/understanding"
import { recordEvent } from "@/domain/history/record-event"
import type { AnyImportKind } from "@/domain/import-kinds/import-kind"
import type { FileImport } from "./import-lock"
import { lockImport, queueAgain } from "./lock-import"
import { reasonsKept } from "./outcomes"
import { stagedRow, stagedTypes } from "./staged-row"
import type { ImportChoices } from "./understand-file"
import { decimalTyped } from "./written-fields"

type Staged = ReturnType<typeof stagedRow>

/** What was typed for a row, by column. */
export type MendedRow = { rowNo: number; texts: Readonly<Record<string, string>> }

/**
 * Puts what a person typed in the place of what stands in refused rows, and has them tried again through the same door: read
 * as the file was, then judged with all rows of their groups. The caller enqueues its job after that.
 *
 * @returns the generation of its job
 * @throws Forbidden; NotFound; Stale; Refusal import.not_tried, import.nothing_mended, import.group_written {no} at `row.<number>.<column>`
 */
export async function mendImportRows(
  actor: Actor,
  no: string,
  mended: readonly MendedRow[],
  seen?: number,
): Promise<number> {
  return inCompany(actor.companyId, async tx => {
    const { own, kind } = await lockImport(tx, actor, no, seen)
    if (own.state !== "tried" && own.state !== "finished") throw refuse("import.not_tried")
    // It is from before it was kept how a file was read.
    if (own.reading === null) throw refuse("import.not_tried")
    const rows = await mendedRows(tx, own, kind, mended)
    if (rows.length === 0) throw refuse("import.nothing_mended")
    const columns = (await kind.limitedColumns?.(tx, actor.companyId)) ?? kind.fileColumns
    const understanding = asTyped(own, actor)
    const read = rowReader(columns, understanding)
    const staged = rows.map(row => stagedRow(kind, columns, keptUntouched(read(row), row), understanding))
    await refuseJoining(tx, own, kind, staged)
    await replace(tx, own, staged)
    await judgeAgain(tx, own, kind)
    await recordEvent(tx, {
      companyId: actor.companyId,
      actor,
      kind: "file_import.mended",
      subjectType: "file_import",
      subjectNo: no,
      data: { fileName: own.fileName, rows: rows.length },
    })
    // What was answered about the rows was answered of other ones.
    const { answers: _, ...choices } = own.choices as ImportChoices
    return queueAgain(tx, own, "try", { choices, requestedBy: actor.userId, requestedByName: actor.name })
  })
}

/** A refused row with what was typed in the place of what stood there. */
type Mended = {
  rowNo: number
  fields: string[]
  /** By each column in which nothing was typed: what was understood, and why it was not; neither: it is read again. */
  untouched: Map<string, { value: string; problems: Problem[] }>
}

async function mendedRows(
  tx: Tx,
  own: FileImport,
  kind: AnyImportKind,
  mended: readonly MendedRow[],
): Promise<Mended[]> {
  const { mapping, header } = own.reading as Understanding<string>
  const byNo = new Map(mended.map(row => [row.rowNo, row.texts]))
  const kept = await tx.execute<KeptRow>(sql`
    select row_no as "rowNo", fields, understood, readable, reason, params from ${fileImportRow}
    where company_id = ${own.companyId} and import_no = ${own.no} and outcome = 'refused' and not written
      and row_no = any(${sql.param([...byNo.keys()].map(String))}::text[]::int[])
    order by row_no`)
  return kept.map(({ rowNo, fields, understood, readable, reason, params }) => {
    // What a row has too many has fallen out of a cell that is mended now.
    const own = header.map((_, at) => fields[at] ?? "")
    const texts = byNo.get(rowNo)!
    const problems = readable ? [] : reasonsKept(reason, params)
    const untouched: Mended["untouched"] = new Map()
    for (const [place, { name }] of kind.fileColumns.entries()) {
      const at = mapping[name]
      const text = texts[name]
      if (text !== undefined && typeof at === "number") own[at] = text
      else if (text === undefined) {
        const about = problems.filter(({ params }) => params?.column === name)
        untouched.set(name, { value: understood[place] ?? "", problems: about })
      }
    }
    return { rowNo, fields: own, untouched }
  })
}

type KeptRow = Pick<
  typeof fileImportRow.$inferSelect,
  "rowNo" | "fields" | "understood" | "readable" | "reason" | "params"
>

/**
 * A cell that nobody touched means what it meant: a number of a workbook is no text that could be read in another way, and a
 * formula that nothing worked out stays none.
 */
function keptUntouched(row: FileRow<string>, { untouched }: Mended): FileRow<string> {
  const values = { ...row.values }
  let { problems } = row
  for (const [name, kept] of untouched) {
    const isRefused = kept.problems.some(({ code }) => code !== "imports.cell_missing")
    if (kept.value === "" && !isRefused) continue
    values[name] = kept.value
    const own = isRefused ? kept.problems.map(({ code, params }) => ({ code, params, field: name })) : []
    problems = [...problems.filter(({ field }) => field !== name), ...own]
  }
  return { ...row, values, problems }
}

/** How what was typed is read: as the file is; where that leaves anything open, as the person writes it. */
function asTyped(own: FileImport, actor: Actor): Understanding<string> {
  const read = own.reading as Understanding<string>
  return { ...read, decimal: decimalTyped(read, actor.language), dates: read.dates ?? "dmy" }
}

/** What is imported already, as a whole, gets no further row. */
async function refuseJoining(tx: Tx, own: FileImport, kind: AnyImportKind, staged: readonly Staged[]): Promise<void> {
  const { group } = kind
  if (!group) return
  const keys = staged.map(row => row.group_key).filter(Boolean)
  const found = await tx.execute<{ key: string }>(sql`
    select distinct group_key as key from ${fileImportRow}
    where company_id = ${own.companyId} and import_no = ${own.no} and written
      and group_key = any(${sql.param(keys)}::text[])`)
  const written = new Set(found.map(({ key }) => key))
  const joining = staged.filter(row => written.has(row.group_key))
  if (joining.length === 0) return
  throw new Refusal(
    joining.map(({ row_no, group_key: no }) => ({
      field: `row.${row_no}.${group.column}`,
      code: "import.group_written",
      params: { no },
    })),
  )
}

async function replace(tx: Tx, own: FileImport, staged: readonly Staged[]): Promise<void> {
  await tx.execute(sql`
    update ${fileImportRow} as w set group_key = r.group_key, fields = r.fields, understood = r.understood,
      readable = r.readable, remarks = r.remarks, outcome = r.outcome, reason = r.reason, params = r.params
    from ${rowsAs(stagedTypes, staged)}
    where w.company_id = ${own.companyId} and w.import_no = ${own.no} and w.row_no = r.row_no`)
}

/** Forgets what was said of the rows that can be read and were refused: a mended row may have been why. */
async function judgeAgain(tx: Tx, own: FileImport, kind: AnyImportKind): Promise<void> {
  const ofImport = sql`company_id = ${own.companyId} and import_no = ${own.no}`
  await tx.execute(sql`
    update ${fileImportRow} set outcome = null, reason = null, params = null, changes = null, result_no = null
    where ${ofImport} and outcome = 'refused' and readable and not written`)
  if (!kind.group) return
  // Rows that have come to a group which was good so far are judged with it.
  await tx.execute(sql`
    update ${fileImportRow} set outcome = null, reason = null, params = null, changes = null, result_no = null
    where ${ofImport} and outcome is not null and readable and not written and group_key in (
      select group_key from ${fileImportRow} where ${ofImport} and outcome is null)`)
}
