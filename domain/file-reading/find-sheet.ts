import { columnsNamed, knownNames } from "./column-mapping"
import type { FileColumn } from "./columns"
import { unreadable } from "./file-bytes"
import { findHeader, HEADER_AMONG } from "./find-header"
import { isBlankRow, type RawRow } from "./raw-row"
import { sheetRows } from "./sheet-rows"
import type { Choices } from "./understanding"
import type { Workbook } from "./workbook"

/** Sheets that are looked at for a header. */
const MOST_SHEETS = 30

/** Pieces of a sheet, of 16 KB, that are looked through for a header: a small workbook may unpack to many sheets of nothing. */
const MOST_PIECES = 400

/** The sheet that is read, its header, and between which sheets a person has to decide. */
export type FoundSheet = { sheet: string; header: RawRow; openSheets: string[] }

/**
 * Finds the sheet whose header names most columns; a person is asked where several name as many.
 * @throws Refusal file_reading.empty
 */
export async function findSheet(
  workbook: Workbook,
  columns: readonly FileColumn[],
  choices: Choices,
): Promise<FoundSheet> {
  const known = knownNames(columns)
  const names = [...workbook.sheets.keys()]
  const chosen = names.filter(name => name === choices.sheet)
  const found: { sheet: string; header: RawRow; named: number }[] = []
  for (const sheet of (chosen.length > 0 ? chosen : names).slice(0, MOST_SHEETS)) {
    const rows = await firstRows(workbook, sheet, Math.max(HEADER_AMONG, choices.headerRow ?? 0))
    const header = findHeader(rows, known, choices.headerRow)
    if (header) found.push({ sheet, header, named: columnsNamed(header.fields, known) })
  }
  const most = Math.max(...found.map(({ named }) => named))
  const [best, ...others] = found.filter(({ named }) => named === most)
  if (!best) throw unreadable("empty")
  return {
    sheet: best.sheet,
    header: best.header,
    openSheets: others.length > 0 && most > 0 ? [best, ...others].map(({ sheet }) => sheet) : [],
  }
}

async function firstRows(workbook: Workbook, sheet: string, most: number): Promise<RawRow[]> {
  const found: RawRow[] = []
  let pieces = 0
  for await (const rows of sheetRows(workbook, sheet)) {
    found.push(...rows.filter(row => !isBlankRow(row)))
    if (found.length >= most || ++pieces >= MOST_PIECES) break
  }
  return found
}
