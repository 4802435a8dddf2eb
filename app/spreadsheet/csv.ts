import { stringify } from "csv-stringify/sync"
import { formatNumber, type Language } from "@/domain/money/number-format"
import { inertText } from "./inert-text"
import type { Sheet, SheetCell } from "./sheet"

/** Rows written at once. */
const PIECE = 1_000

/** As spreadsheets of the reader's country read a CSV file: a Dutch one divides by semicolons, since commas divide numbers. */
const delimiters: Record<Language, string> = { en: ",", nl: ";" }

/**
 * A sheet as CSV, in UTF-8 with a byte order mark, piece by piece. Numbers are written in the reader's way without
 * grouping, dates as YYYY-MM-DD; text is inert.
 */
export function csvOf(sheet: Sheet, language: Language): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  const delimiter = delimiters[language]
  const written = (cell: SheetCell) => fieldOf(cell, language)
  let at = 0
  let head = `\uFEFF${stringify([sheet.columns.map(column => inertText(column.head))], { delimiter })}`
  return new ReadableStream({
    pull(controller) {
      const piece = sheet.rows.slice(at, at + PIECE).map(row => row.map(written))
      controller.enqueue(encoder.encode(head + stringify(piece, { delimiter })))
      head = ""
      at += PIECE
      if (at >= sheet.rows.length) controller.close()
    },
  })
}

function fieldOf(cell: SheetCell, language: Language): string {
  if (cell.kind !== "amount") return inertText(cell.value)
  if (cell.value === null) return ""
  return formatNumber(cell.value, language, { minDecimals: cell.decimals, maxDecimals: cell.decimals, grouping: false })
}
