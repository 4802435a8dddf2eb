import { MAX_ROW_LENGTH } from "./limits"

/** A row of the file as it was read. */
export type CsvRecord = {
  /** Its number as a spreadsheet shows it: blank rows count, a row with line breaks in it is one. The first is 1. */
  rowNo: number
  fields: string[]
  /** The row is longer than any real one; `fields` holds its beginning. */
  tooLong: boolean
}

/** Lines a quoted field may go on for. */
const MAX_LINES = 20

/**
 * Reads comma-separated values (RFC 4180) from lines, forgivingly: no row can swallow the rows behind it.
 *
 * A quotation mark that opens a field which nothing closes properly is taken as it stands, and its line as a row of its
 * own. A field may go on over several lines only where that makes a row of as many columns as the header has; libraries
 * read on to the end of the file instead.
 */
export class CsvReader {
  #waiting: string[] = []
  #rowNo: number

  /**
   * @param columns how many the header has
   * @param rowNo of the row before the first line
   */
  constructor(
    readonly delimiter: string,
    readonly columns: number,
    rowNo = 0,
  ) {
    this.#rowNo = rowNo
  }

  /** The rows that are complete with these lines. Blank lines are no rows. */
  push(lines: readonly string[]): CsvRecord[] {
    return this.#read(lines, false)
  }

  /** The rows that were still waiting for the end of a field. */
  end(): CsvRecord[] {
    return this.#read([], true)
  }

  #read(more: readonly string[], atEnd: boolean): CsvRecord[] {
    const lines = this.#waiting.length > 0 ? [...this.#waiting, ...more] : more
    const records: CsvRecord[] = []
    let at = 0
    while (at < lines.length) {
      const line = lines[at]!
      if (line.trim() === "") {
        this.#rowNo++
        at++
        continue
      }
      const joined = line.length > MAX_ROW_LENGTH ? "alone" : this.#join(lines, at, atEnd)
      if (joined === "wait") break
      const { fields, next } =
        joined === "alone" ? { fields: splitRow(line, this.delimiter, true)!, next: at + 1 } : joined
      at = next
      records.push({ rowNo: ++this.#rowNo, fields, tooLong: line.length > MAX_ROW_LENGTH })
    }
    this.#waiting = lines.slice(at)
    return records
  }

  /** The row that begins on a line, with as many of the next ones as its quoted fields need. */
  #join(lines: readonly string[], from: number, atEnd: boolean): { fields: string[]; next: number } | "alone" | "wait" {
    let text = lines[from]!
    for (let next = from + 1; ; next++) {
      const fields = splitRow(text, this.delimiter, false)
      if (fields && (next === from + 1 || fields.length === this.columns)) return { fields, next }
      if (fields || next - from >= MAX_LINES || text.length > MAX_ROW_LENGTH) return "alone"
      if (next >= lines.length) return atEnd ? "alone" : "wait"
      text += `\n${lines[next]}`
    }
  }
}

/**
 * The fields of one row.
 * @param literal whether a quotation mark that opens a field and is never closed stands for itself
 * @returns null where such a field would go on behind the end of the text, unless `literal`
 */
export function splitRow(text: string, delimiter: string, literal: boolean): string[] | null {
  if (!text.includes('"')) return text.split(delimiter)
  const fields: string[] = []
  for (let at = 0; ; at += delimiter.length) {
    const quoted = text[at] === '"' ? quotedField(text, at, delimiter) : "plain"
    if (quoted === "open" && !literal) return null
    const { value, end } = typeof quoted === "object" ? quoted : plainField(text, at, delimiter)
    fields.push(value)
    if (end >= text.length) return fields
    at = end
  }
}

/** A field, and where in the text it ends: at its delimiter or behind the last character. */
type Field = { value: string; end: number }

/** The field as it stands, quotation marks and all. */
function plainField(text: string, from: number, delimiter: string): Field {
  const found = text.indexOf(delimiter, from)
  const end = found < 0 ? text.length : found
  return { value: text.slice(from, end), end }
}

/** "plain": what follows the closing mark is neither a delimiter nor the end, so the marks stand for themselves. */
function quotedField(text: string, from: number, delimiter: string): Field | "open" | "plain" {
  for (let at = from + 1; ; at += 2) {
    at = text.indexOf('"', at)
    if (at < 0) return "open"
    if (text[at + 1] === '"') continue
    const end = at + 1
    if (end < text.length && !text.startsWith(delimiter, end)) return "plain"
    return { value: text.slice(from + 1, at).replaceAll('""', '"'), end }
  }
}
