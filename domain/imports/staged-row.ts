import type { Problem } from "@/db/schema"
import type { FileColumn } from "@/domain/file-reading/columns"
import type { FileRow } from "@/domain/file-reading/read-rows"
import type { Understanding } from "@/domain/file-reading/understanding"
import type { AnyImportKind } from "@/domain/import-kinds/import-kind"
import { keptReasons } from "./outcomes"

/** Cells behind those of the header that are kept of a row which has too many: enough to see what fell apart. */
const TOO_MANY = 20

/** A row as it is kept before anybody judges it; refused already where it cannot be read. */
export function stagedRow(
  kind: AnyImportKind,
  columns: readonly FileColumn[],
  row: FileRow<string>,
  understanding: Pick<Understanding, "header" | "columnCount">,
) {
  const problems = problemsOf(columns, row)
  const { reason, params } = keptReasons(problems)
  const remarks = remarksOf(row)
  return {
    row_no: row.rowNo,
    group_key: groupKeyOf(kind, row),
    // The database cannot keep NUL.
    fields: row.fields.slice(0, cellsKept(understanding)).map(field => field.replaceAll("\0", "\uFFFD")),
    understood: kind.fileColumns.map(({ name }) => row.values[name] ?? ""),
    readable: problems.length === 0,
    remarks: remarks.length > 0 ? remarks : null,
    outcome: problems.length > 0 ? "refused" : null,
    reason,
    params,
  }
}

function groupKeyOf({ group, rowKey }: AnyImportKind, { values, problems }: FileRow<string>): string {
  if (group) return (values[group.column] ?? "").toUpperCase()
  return problems.length > 0 ? "" : (rowKey?.(values) ?? "")
}

/** What lies behind the columns that are kept is not what a row has too many. */
function cellsKept({ header, columnCount = header.length }: Pick<Understanding, "header" | "columnCount">): number {
  return columnCount > header.length ? header.length : header.length + TOO_MANY
}

/** Types of those columns. */
export const stagedTypes = {
  row_no: "int",
  group_key: "text",
  fields: "text[]",
  understood: "text[]",
  readable: "boolean",
  remarks: "jsonb",
  outcome: "text",
  reason: "text",
  params: "jsonb",
}

/** What cannot be read, and which cells are blank that must not be. */
function problemsOf(columns: readonly FileColumn[], { problems, texts }: FileRow<string>): Problem[] {
  // Where the row as a whole is none, its cells say nothing.
  const whole = problems.filter(({ field }) => field === undefined)
  if (whole.length > 0) return whole.map(({ code, params }) => ({ code, params }))
  const blank = columns.filter(({ name, required }) => required && !texts[name])
  return [
    ...problems.map(({ code, params, field }) => ({ code, params: { ...params, ...(field && { column: field }) } })),
    ...blank.map(({ name }) => ({ code: "imports.cell_missing", params: { column: name } })),
  ]
}

function remarksOf({ remarks, signs }: FileRow<string>): Problem[] {
  return [
    ...remarks.map(({ code, params, field }) => ({ code, params: { ...params, ...(field && { column: field }) } })),
    ...Object.entries(signs).map(([column, sign]) => ({
      code: "imports.currency_sign",
      params: { column, sign: sign ?? "" },
    })),
  ]
}
