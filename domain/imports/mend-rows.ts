import { sql } from "drizzle-orm"
import { rowsAs } from "@/db/bulk-rows"
import { fileImportRow } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { Refusal, refuse } from "@/domain/errors"
import { readRows } from "@/domain/file-reading/read-rows"
import type { FileSource, Understanding } from "@/domain/file-reading/understanding"
import { recordEvent } from "@/domain/history/record-event"
import type { AnyImportKind } from "@/domain/import-kinds/import-kind"
import { numberMarks } from "@/language/number-format"
import type { FileImport } from "./import-lock"
import { lockImport, queueAgain } from "./lock-import"
import { stagedRow, stagedTypes } from "./staged-row"
import type { ImportChoices } from "./understand-file"

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
    const rows = await mendedRows(tx, own, mended)
    if (rows.length === 0) throw refuse("import.nothing_mended")
    const columns = (await kind.limitedColumns?.(tx, actor.companyId)) ?? kind.fileColumns
    const understanding = asTyped(own, actor)
    const staged: Staged[] = []
    for await (const row of readRows(sourceOf(rows, understanding), columns, understanding)) {
      // Behind the header, in their order.
      staged.push({ ...stagedRow(kind, columns, row, understanding), row_no: rows[row.rowNo - 2]!.rowNo })
    }
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

/** The fields of the refused rows that were mended, as they stand now. */
async function mendedRows(tx: Tx, own: FileImport, mended: readonly MendedRow[]) {
  const { mapping, header } = own.reading as Understanding<string>
  const byNo = new Map(mended.map(row => [row.rowNo, row.texts]))
  const kept = await tx.execute<{ rowNo: number; fields: string[] }>(sql`
    select row_no as "rowNo", fields from ${fileImportRow}
    where company_id = ${own.companyId} and import_no = ${own.no} and outcome = 'refused' and not written
      and row_no = any(${sql.param([...byNo.keys()].map(String))}::text[]::int[])
    order by row_no`)
  return kept.map(({ rowNo, fields }) => {
    // What a row has too many has fallen out of a cell that is mended now.
    const own = header.map((_, at) => fields[at] ?? "")
    for (const [column, text] of Object.entries(byNo.get(rowNo)!)) {
      const at = mapping[column]
      if (typeof at === "number") own[at] = text
    }
    return { rowNo, fields: own }
  })
}

/** How what was typed is read: as the file is; where that leaves anything open, as the person writes it. */
function asTyped(own: FileImport, actor: Actor): Understanding<string> {
  const read = own.reading as Understanding<string>
  const decimal = read.decimal ?? (numberMarks[actor.language].decimal as Understanding<string>["decimal"])
  const form = { format: "csv", packed: false, encoding: "utf-8", separator: ",", sheet: null, headerRow: 1 } as const
  return { ...read, ...form, decimal, dates: read.dates ?? "dmy", asks: [], totals: [] }
}

function sourceOf(rows: readonly { fields: string[] }[], { header }: Understanding<string>): FileSource {
  const line = (fields: readonly string[]) => fields.map(field => `"${field.replaceAll('"', '""')}"`).join(",")
  const text = [header, ...rows.map(({ fields }) => fields)].map(line).join("\r\n")
  return async function* () {
    yield Buffer.from(`${text}\r\n`)
  }
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
