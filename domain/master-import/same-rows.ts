import { sql } from "drizzle-orm"
import { fileImportRow, type Problem } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { ImportRun, UnderstoodRow } from "@/domain/import-kinds/import-kind"
import type { AnyMaster } from "./master"

/** What a row is about, by the cells of its key: as it is written, without case. Blank: nothing tells. */
export function rowKeyOf({ keys, rowKey }: Pick<AnyMaster, "keys" | "rowKey">, values: Record<string, string>): string {
  if (rowKey) return rowKey(values)
  const parts = keys.map(name => (values[name] ?? "").toUpperCase())
  return parts.some(Boolean) ? parts.join("\t") : ""
}

/** Rows that are about the same as another row of the file, each with the number of that: nobody knows which is meant. */
export async function sameRows(
  tx: Tx,
  { companyId, importNo }: ImportRun<null>,
  master: AnyMaster,
  rows: readonly UnderstoodRow[],
): Promise<Map<number, Problem[]>> {
  const keyed = rows.map(({ rowNo, values }) => ({ rowNo, key: rowKeyOf(master, values) })).filter(({ key }) => key)
  if (keyed.length === 0) return new Map()
  // Looked up one by one in the index, and not by the first that comes: without statistics of rows that were only just staged the
  // database would go through all of them for each.
  const found = await tx.execute<{ row_no: number; other: number | null }>(sql`
    select asked.row_no, same.other from unnest(${sql.param(keyed.map(({ rowNo }) => String(rowNo)))}::text[]::int[],
        ${sql.param(keyed.map(({ key }) => key))}::text[]) as asked (row_no, key),
      lateral (select min(w.row_no) filter (where w.row_no <> asked.row_no) as other from ${fileImportRow} w
        where w.company_id = ${companyId} and w.import_no = ${importNo} and w.group_key = asked.key) as same
    where same.other is not null`)
  return new Map(
    found.map(({ row_no, other }) => [row_no, [{ code: "imports.same_as_row", params: { row: String(other) } }]]),
  )
}
