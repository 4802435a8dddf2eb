import { isBlankLine, MAX_ROW_LENGTH } from "./csv-lines"
import type { RawRow } from "./raw-row"

/** Lines a quoted field may go on for. */
const MAX_LINES = 20

/** Cells of a row that are kept: no spreadsheet has more columns. */
const MAX_CELLS = 16_384

/**
 * Reads separated values (RFC 4180) from lines, forgivingly: no row can swallow the rows behind it.
 *
 * A quotation mark that opens a field which nothing closes properly is taken as it stands, and its line as a row of its
 * own. A field may go on over several lines only where that makes one row as the header has it: libraries read on to the
 * end of the file instead.
 */
export class CsvReader {
  #waiting: string[] = []
  #rowNo: number

  /**
   * @param columns how many the header has; undefined: not known yet
   * @param rowNo of the row before the first line
   */
  constructor(
    readonly separator: string,
    readonly columns: number | undefined,
    rowNo = 0,
  ) {
    this.#rowNo = rowNo
  }

  /** The rows that are complete with these lines. Blank lines are no rows. */
  push(lines: readonly string[]): RawRow[] {
    return this.#read(lines, false)
  }

  /** The rows that were still waiting for the end of a field. */
  end(): RawRow[] {
    return this.#read([], true)
  }

  #read(more: readonly string[], atEnd: boolean): RawRow[] {
    const lines = this.#waiting.length > 0 ? [...this.#waiting, ...more] : more
    const rows: RawRow[] = []
    let at = 0
    while (at < lines.length) {
      const line = lines[at]!
      if (isBlankLine(line)) {
        this.#rowNo++
        at++
        continue
      }
      const joined = this.#join(lines, at, atEnd)
      if (joined === "wait") break
      at = joined.next
      rows.push(rowOf(++this.#rowNo, joined.fields, line.length > MAX_ROW_LENGTH))
    }
    this.#waiting = lines.slice(at)
    return rows
  }

  /** The row that begins on a line, with as many of the next ones as its quoted fields need. */
  #join(lines: readonly string[], from: number, atEnd: boolean): { fields: string[]; next: number } | "wait" {
    let text = lines[from]!
    const alone = () => ({ fields: cellsOf(lines[from]!, this.separator), next: from + 1 })
    for (let next = from + 1; text.length <= MAX_ROW_LENGTH; next++) {
      const fields = splitRow(text, this.separator)
      if (fields === "apart") return alone()
      if (fields !== "open") return this.#isOneRow(fields, lines.slice(from, next)) ? { fields, next } : alone()
      if (next - from >= MAX_LINES) break
      if (next >= lines.length) return atEnd ? alone() : "wait"
      text += `\n${lines[next]}`
    }
    return alone()
  }

  /**
   * Whether lines make one row together: it has as many cells as the header, and they have not as many each, as rows of their
   * own would. Spreadsheets leave blank cells at the end out, so fewer will do where no further line has as many alone.
   */
  #isOneRow(fields: readonly string[], lines: readonly string[]): boolean {
    const { columns, separator } = this
    if (lines.length === 1 || columns === undefined) return true
    const widths = lines.map(line => cellsOf(line, separator).length)
    if (columns > 1 && widths.every(width => width === columns)) return false
    if (fields.length >= columns) return fields.slice(columns).every(field => field.trim() === "")
    return widths.slice(1).every(width => width < fields.length)
  }
}

function rowOf(rowNo: number, fields: string[], tooLong: boolean): RawRow {
  if (!tooLong && fields.length <= MAX_CELLS) return { rowNo, fields }
  return { rowNo, fields: fields.slice(0, MAX_CELLS), tooLong: true }
}

/** The fields of a line that is a row by itself: a quotation mark that opens a field and is never closed stands for itself. */
function cellsOf(line: string, separator: string): string[] {
  const fields = splitRow(line, separator)
  if (typeof fields === "object") return fields
  const literal: string[] = []
  for (let at = 0; ; at += separator.length) {
    const quoted = line[at] === '"' ? quotedField(line, at, separator) : "plain"
    const { value, end } = typeof quoted === "object" ? quoted : plainField(line, at, separator)
    literal.push(value)
    if (end >= line.length) return literal
    at = end
  }
}

/**
 * The fields of one row, of a line or several.
 * @returns "open" where a quoted field would go on behind the end, "apart" where a line ends outside of quotation marks
 */
function splitRow(text: string, separator: string): string[] | "open" | "apart" {
  if (!text.includes('"')) return text.split(separator)
  const fields: string[] = []
  for (let at = 0; ; at += separator.length) {
    const quoted = text[at] === '"' ? quotedField(text, at, separator) : "plain"
    if (quoted === "open") return "open"
    const field = quoted === "plain" ? plainField(text, at, separator) : quoted
    if (quoted === "plain" && field.value.includes("\n")) return "apart"
    fields.push(field.value)
    if (field.end >= text.length) return fields
    at = field.end
  }
}

/** A field, and where in the text it ends: at its separator or behind the last character. */
type Field = { value: string; end: number }

/** The field as it stands, quotation marks and all. */
function plainField(text: string, from: number, separator: string): Field {
  const found = text.indexOf(separator, from)
  const end = found < 0 ? text.length : found
  return { value: text.slice(from, end), end }
}

/** "plain": what follows the closing mark is neither a separator nor the end, so the marks stand for themselves. */
function quotedField(text: string, from: number, separator: string): Field | "open" | "plain" {
  for (let at = from + 1; ; at += 2) {
    at = text.indexOf('"', at)
    if (at < 0) return "open"
    if (text[at + 1] === '"') continue
    const end = at + 1
    if (end < text.length && !text.startsWith(separator, end)) return "plain"
    return { value: text.slice(from + 1, at).replaceAll('""', '"'), end }
  }
}
