import writeXlsxFile, { type CellObject } from "write-excel-file/node"
import { Decimal } from "@/domain/money/decimal"
import { cutText } from "@/domain/text/cut-text"
import type { AmountCell, Sheet, SheetCell } from "./sheet"

/** Digits that a spreadsheet keeps of a number: it knows only IEEE doubles. */
const EXACT_DIGITS = 15

/** A sheet as an XLSX workbook: numbers as numbers, dates as dates, text as text that no spreadsheet runs. */
export async function xlsxOf(sheet: Sheet): Promise<Uint8Array<ArrayBuffer>> {
  const head = sheet.columns.map((column): CellObject => ({ type: String, value: column.head, fontWeight: "bold" }))
  const rows = sheet.rows.map(row => row.map(cellOf))
  const columns = sheet.columns.map(({ width }) => ({ width }))
  const file = writeXlsxFile([head, ...rows], { sheet: tabName(sheet.name), columns, stickyRowsCount: 1 })
  return new Uint8Array(await file.toBuffer())
}

function cellOf(cell: SheetCell): CellObject | null {
  switch (cell.kind) {
    case "amount":
      return numberOf(cell)
    case "date":
      return { type: Date, value: new Date(`${cell.value}T00:00:00Z`), format: "yyyy-mm-dd" }
    case "text":
      return cell.value === "" ? null : { type: String, value: cell.value }
  }
}

/** A figure with more digits than a spreadsheet's numbers hold is written as text: it would lose its cents. */
function numberOf({ value, decimals }: AmountCell): CellObject | null {
  if (value === null) return null
  const exact = new Decimal(value)
  if (exact.precision(true) > EXACT_DIGITS) return { type: String, value: exact.toFixed(decimals) }
  return { type: Number, value: exact.toNumber(), format: decimals > 0 ? `#,##0.${"0".repeat(decimals)}` : "#,##0" }
}

/** A tab's name has at most 31 characters, and none of those that stand in references. */
function tabName(name: string): string {
  return cutText(name.replace(/[\\/?*[\]:]/g, " "), 31)
}
