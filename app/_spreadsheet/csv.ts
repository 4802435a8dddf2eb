import { stringify } from "csv-stringify/sync"
import { inertText } from "@/domain/text/inert-text"
import type { Language } from "@/language/language"
import { formatNumber, numberMarks } from "@/language/number-format"
import { inPieces } from "./in-pieces"
import type { Sheet, SheetCell } from "./sheet"

/** As spreadsheets of the reader's country read a CSV file: by semicolons where commas stand before decimals. */
const delimiterOf = (language: Language) => (numberMarks[language].decimal === "," ? ";" : ",")

/**
 * Rows of a CSV file as spreadsheets of the reader's country read them. Every cell is quoted: behind the separator of another
 * country, a formula within a cell would be one of its own.
 */
export function csvRows(rows: readonly (readonly string[])[], language: Language): string {
  return stringify(rows as string[][], { delimiter: delimiterOf(language), quoted: true, quoted_empty: true })
}

/**
 * A sheet as CSV, in UTF-8 with a byte order mark, piece by piece. Numbers are written in the reader's way without
 * grouping, dates as YYYY-MM-DD; text is inert.
 */
export function csvOf(sheet: Sheet, language: Language): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  const written = (cell: SheetCell) => fieldOf(cell, language)
  const pieces = inPieces(sheet.rows)
  return new ReadableStream({
    start(controller) {
      const heads = sheet.columns.map(column => inertText(column.head))
      controller.enqueue(encoder.encode(`\uFEFF${csvRows([heads], language)}`))
    },
    async pull(controller) {
      const piece = await pieces.next()
      if (piece.done) controller.close()
      else
        controller.enqueue(
          encoder.encode(
            csvRows(
              piece.value.map(row => row.map(written)),
              language,
            ),
          ),
        )
    },
  })
}

function fieldOf(cell: SheetCell, language: Language): string {
  if (cell.kind !== "amount") return inertText(cell.value)
  if (cell.value === null) return ""
  return formatNumber(cell.value, language, { min: cell.decimals, max: cell.decimals, grouping: false })
}
