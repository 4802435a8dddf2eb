import type { Issue } from "@/domain/errors"
import type { FileColumn } from "./columns"
import { isBlankRow, type RawRow } from "./raw-row"
import { cellText, readCell, type Ways } from "./read-cell"
import { tableRows } from "./table"
import { columnsIn, type FileSource, type Understanding } from "./understanding"

/** A row of a file, understood. */
export type FileRow<Name extends string = string> = {
  /** As a spreadsheet numbers it. */
  rowNo: number
  /** As they stand in the file, in the order of its header, behind them what the row has too many. */
  fields: string[]
  /** As written, by column, without spaces around; blank where it has nothing. */
  texts: Record<Name, string>
  /** As understood: plain decimals, ISO dates, "true" and "false", lists with a line an entry; blank where nothing is or can be. */
  values: Record<Name, string>
  /** Currency signs and codes that stand at numbers: "€", "USD". */
  signs: Partial<Record<Name, string>>
  /** Why it cannot be taken; `field` is a column's name, or absent where it is the row as a whole. */
  problems: Issue[]
  /** What it can be taken with, and whoever looks should know: a text was cut. */
  remarks: Issue[]
}

/**
 * Reads the rows of a file as it was understood, blank ones and total rows left out. Each is read by itself, so that it says
 * the same wherever reading begins.
 *
 * @param options `after` the row that was read last: the first to come is the next one
 * @throws Refusal where the file cannot be read to its end
 */
export async function* readRows<Name extends string>(
  file: FileSource,
  columns: readonly FileColumn<Name>[],
  understanding: Understanding<Name>,
  { after = 0 }: { after?: number } = {},
): AsyncGenerator<FileRow<Name>> {
  const from = Math.max(after, understanding.headerRow)
  const totals = new Set(understanding.totals.map(({ rowNo }) => rowNo))
  const read = rowReader(columns, understanding)
  for await (const rows of tableRows(file, understanding)) {
    for (const row of rows) {
      if (row.rowNo > from && !totals.has(row.rowNo) && !isBlankRow(row)) yield read(row)
    }
  }
}

/** Reads one row at a time, as the file was understood. */
export function rowReader<Name extends string>(
  columns: readonly FileColumn<Name>[],
  understanding: Understanding<Name>,
): (row: RawRow) => FileRow<Name> {
  const { decimal, dates, mapping } = understanding
  const ways: Ways = { decimal, dates, thisYear: new Date().getUTCFullYear() }
  return (row: RawRow): FileRow<Name> => {
    const { rowNo, fields } = row
    const read: FileRow<Name> = {
      rowNo,
      fields,
      texts: {} as Record<Name, string>,
      values: {} as Record<Name, string>,
      signs: {},
      problems: [...problemsOfRow(row, understanding), ...fallenApart(row, columns, understanding)],
      remarks: [],
    }
    for (const column of columns) {
      const { name } = column
      const at = mapping[name] ?? -1
      const text = cellText(fields[at] ?? "", column)
      const { value, sign, problem, remark } = readCell(text, column, row.types?.[at], ways)
      read.texts[name] = text
      read.values[name] = value
      if (sign !== undefined) read.signs[name] = sign
      if (problem) read.problems.push(problem)
      if (remark) read.remarks.push(remark)
    }
    return read
  }
}

/**
 * A number with a comma that nothing quotes makes two cells. Where a row has fewer cells than the header nobody sees it
 * otherwise: `12,50` would be twelve, and its cents the description.
 */
function fallenApart<Name extends string>(
  { fields }: RawRow,
  columns: readonly FileColumn<Name>[],
  understanding: Understanding<Name>,
): Issue[] {
  const { decimal, separator, mapping } = understanding
  if (separator !== "," || decimal === "." || fields.length >= columnsIn(understanding)) return []
  const numbers = columns.filter(({ kind }) => kind === "number")
  const places = numbers.map(({ name }) => mapping[name])
  return numbers.flatMap(({ name }): Issue[] => {
    const at = mapping[name]
    if (at === null || places.includes(at + 1)) return []
    const [whole = "", behind = ""] = [fields[at]?.trim(), fields[at + 1]?.trim()]
    if (!/^-?\d+$/u.test(whole) || !/^\d{1,3}$/u.test(behind)) return []
    return [{ field: name, code: "file_reading.fallen_apart", params: { read: `${whole},${behind}` } }]
  })
}

/** What is wrong with a row as a whole. */
function problemsOfRow<Name extends string>(row: RawRow, understanding: Understanding<Name>): Issue[] {
  const { fields, tooLong, width } = row
  if (tooLong) return [{ code: "file_reading.row_too_long" }]
  const expected = columnsIn(understanding)
  // A number with a comma that nothing quotes has fallen apart, for one.
  if ((width ?? 0) > expected || fields.slice(expected).some(field => field.trim() !== "")) {
    return [{ code: "file_reading.too_many_cells", params: { found: width ?? fields.length, expected } }]
  }
  if (fields.some(field => field.includes("\uFFFD"))) return [{ code: "file_reading.broken_character" }]
  return []
}
