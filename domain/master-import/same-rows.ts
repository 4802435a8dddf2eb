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

/** By what several rows of a file are about: the first two of them. */
export type SameRows = ReadonlyMap<string, readonly [first: number, second: number]>

/**
 * Finds the rows of a file that are about the same as another one. Once for all of a run, and over all rows: looked up batch by batch,
 * the database took whichever index it liked, and without statistics of an import that is new that was one that leads through all rows
 * for each.
 */
export async function findSameRows(
  tx: Tx,
  { companyId, importNo }: Pick<ImportRun, "companyId" | "importNo">,
): Promise<SameRows> {
  const found = await tx.execute<{ key: string; first: number; second: number }>(sql`
    select group_key as key, min(row_no) as first, (array_agg(row_no order by row_no))[2] as second from ${fileImportRow}
    where company_id = ${companyId} and import_no = ${importNo} and group_key <> '' group by group_key having count(*) > 1`)
  return new Map(found.map(({ key, first, second }) => [key, [first, second]]))
}

/** Why a row that another row is about the same as cannot be taken: nobody knows which is meant. */
export function sameRowProblems(
  same: SameRows,
  master: Pick<AnyMaster, "keys" | "rowKey">,
  { rowNo, values }: UnderstoodRow,
): Problem[] {
  const rows = same.get(rowKeyOf(master, values))
  if (!rows) return []
  const [first, second] = rows
  return [{ code: "imports.same_as_row", params: { row: String(first === rowNo ? second : first) } }]
}
