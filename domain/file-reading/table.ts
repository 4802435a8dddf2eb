import type { FileColumn } from "./columns"
import { firstBytes, isGzip, unreadable } from "./file-bytes"
import { findSheet } from "./find-sheet"
import { findTextForm } from "./find-text-form"
import type { RawRow } from "./raw-row"
import { sheetRows } from "./sheet-rows"
import { textRows } from "./text-table"
import { type Ask, type Choices, columnsIn, type FileSource, type Understanding } from "./understanding"
import { openWorkbook } from "./workbook"

/** What of an understanding says where the rows of a file are. */
export type TableForm = Pick<Understanding, "format" | "encoding" | "separator" | "sheet" | "header" | "columnCount">

/** A file's table, found: its form, the row of its header, and what of that is asked. */
export type TableInFile = Pick<Understanding, "format" | "packed" | "encoding" | "separator" | "sheets" | "sheet"> & {
  header: RawRow
  asks: Ask[]
}

/**
 * Finds out what a file is and where the header of its table stands.
 * @throws Refusal as `understand`
 */
export async function findTable(
  file: FileSource,
  columns: readonly FileColumn[],
  choices: Choices,
): Promise<TableInFile> {
  const begun = await firstBytes(file)
  if (begun.subarray(0, 4).equals(Buffer.from("\xD0\xCF\x11\xE0", "latin1"))) throw unreadable("old_excel")
  if (isArchive(begun)) {
    const workbook = await openWorkbook(file)
    const { sheet, header, openSheets } = await findSheet(workbook, columns, choices)
    const sheets = [...workbook.sheets.keys()]
    const asks = [...open("sheet", openSheets), ...blankHeader(header, choices)]
    return { format: "xlsx", packed: false, encoding: null, separator: null, sheets, sheet, header, asks }
  }
  const { encoding, separator, header, openEncodings } = await findTextForm(file, columns, choices)
  const asks = [...open("encoding", openEncodings), ...blankHeader(header, choices)]
  return { format: "csv", packed: isGzip(begun), encoding, separator, sheets: [], sheet: null, header, asks }
}

/** Whether bytes begin as a ZIP archive does, which a workbook is. */
export function isArchive(begun: Buffer): boolean {
  return begun.subarray(0, 4).equals(Buffer.from("PK\x03\x04", "latin1"))
}

function blankHeader({ rowNo }: RawRow, { headerRow: row }: Choices): Ask[] {
  return row === undefined || row === rowNo ? [] : [{ about: "headerRow", why: "blank", row }]
}

function open(about: "encoding" | "sheet", values: readonly string[]): Ask[] {
  if (values.length === 0) return []
  return [{ about, why: "open", options: values.map(value => ({ value, samples: [] })) }]
}

/** Cells behind the header's that are read of a row in a sheet. */
const TOO_MANY = 20

/** The rows of a file, blank lines left out, a list for each piece that is read. */
export async function* tableRows(file: FileSource, form: TableForm): AsyncGenerator<RawRow[]> {
  const { encoding, separator, sheet } = form
  const columns = columnsIn(form)
  if (sheet !== null) yield* sheetRows(await openWorkbook(file), sheet, columns + TOO_MANY)
  else if (encoding !== null && separator !== null) {
    yield* textRows(file, { encoding, separator, columns })
  } else throw new Error(`a ${form.format} file is read by its encoding and separator, or by its sheet`)
}
