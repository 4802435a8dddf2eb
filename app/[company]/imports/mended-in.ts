import type { AnyImportKind } from "@/domain/import-kinds/import-kind"
import type { MendedRow } from "@/domain/imports/mend-rows"

/** The rows of a form whose cells somebody changed: `row.<number>.<column>`, beside it `was.<number>.<column>`. */
export function mendedIn(form: FormData, { fileColumns }: AnyImportKind): MendedRow[] {
  const rows = new Map<number, Record<string, string>>()
  for (const [name, value] of form) {
    const [, rowNo, column] = /^row\.(\d{1,9})\.(\w{1,40})$/u.exec(name) ?? []
    if (rowNo === undefined || column === undefined || typeof value !== "string") continue
    if (!fileColumns.some(known => known.name === column) || form.get(`was.${rowNo}.${column}`) === value) continue
    const texts = rows.get(Number(rowNo)) ?? {}
    rows.set(Number(rowNo), { ...texts, [column]: value })
  }
  return Array.from(rows, ([rowNo, texts]) => ({ rowNo, texts }))
}
