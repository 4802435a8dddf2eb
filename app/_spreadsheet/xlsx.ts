import { Zip, ZipDeflate } from "fflate"
import { Decimal } from "@/domain/money/decimal"
import { cutText } from "@/domain/text/cut-text"
import { inPieces } from "./in-pieces"
import type { AmountCell, Sheet, SheetCell } from "./sheet"
import { FIRST_OF_AMOUNTS, MOST_DECIMALS, workbookParts, xmlText } from "./workbook-parts"

/** Digits that a spreadsheet keeps of a number: it knows only IEEE doubles. */
const EXACT_DIGITS = 15
const BOLD = 1
const DATE = 2
const encoder = new TextEncoder()

/**
 * A sheet as an XLSX workbook, written piece by piece as it is fetched: numbers as numbers, dates as dates, text as text that no
 * spreadsheet runs.
 */
export function xlsxOf(sheet: Sheet): ReadableStream<Uint8Array> {
  const pieces = inPieces(sheet.rows)
  const page = new ZipDeflate("xl/worksheets/sheet1.xml")
  let rowNo = 1
  let isWritten = false
  const written = (cells: readonly string[]) => `<row r="${rowNo}">${cells.join("")}</row>`
  const write = async () => {
    const piece = await pieces.next()
    const rows = piece.done ? [] : piece.value
    const text = rows.map(row => {
      rowNo++
      return written(row.map((cell, column) => cellOf(cell, `${columnName(column)}${rowNo}`)))
    })
    page.push(encoder.encode(piece.done ? "</sheetData></worksheet>" : text.join("")), piece.done)
    return piece.done ?? false
  }
  const zip = new Zip()
  return new ReadableStream<Uint8Array>({
    start(controller) {
      zip.ondata = (error, chunk, isLast) => {
        if (error) throw error
        isWritten = true
        controller.enqueue(chunk)
        if (isLast) controller.close()
      }
      const tabs = [sheet.name, ...(sheet.about ? [sheet.about.name] : [])]
      const parts = workbookParts(tabs.map(tabName))
      if (sheet.about) parts.push(["xl/worksheets/sheet2.xml", aboutPage(sheet.about)])
      for (const [name, text] of parts) {
        const part = new ZipDeflate(name)
        zip.add(part)
        part.push(encoder.encode(text), true)
      }
      zip.add(page)
      const heads = sheet.columns.map(({ head }, column) => textOf(head, `${columnName(column)}1`, BOLD))
      page.push(encoder.encode(pageHead(sheet) + written(heads)))
    },
    async pull() {
      // Deflating gathers what it is given: until something comes of it.
      for (isWritten = false; !isWritten; ) if (await write()) return zip.end()
    },
  })
}

/** The second sheet: what a thing is called, and what it was. */
function aboutPage({ rows }: NonNullable<Sheet["about"]>): string {
  const columns = [
    { head: "", width: 24 },
    { head: "", width: 60 },
  ]
  const written = rows.map(
    ([label, value], at) =>
      `<row r="${at + 1}">${textOf(label, `A${at + 1}`, BOLD)}${textOf(value, `B${at + 1}`)}</row>`,
  )
  return `${pageHead({ columns })}${written.join("")}</sheetData></worksheet>`
}

/** Up to the rows: the first stays in sight. */
function pageHead({ columns }: Pick<Sheet, "columns">): string {
  const widths = columns.map(
    ({ width }, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`,
  )
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join("")}</cols><sheetData>`
}

function cellOf(cell: SheetCell, at: string): string {
  switch (cell.kind) {
    case "amount":
      return amountOf(cell, at)
    case "date":
      return `<c r="${at}" s="${DATE}"><v>${dayNo(cell.value)}</v></c>`
    case "text":
      return cell.value === "" ? "" : textOf(cell.value, at)
  }
}

function textOf(text: string, at: string, style = 0): string {
  return `<c r="${at}" t="inlineStr" s="${style}"><is><t xml:space="preserve">${xmlText(text)}</t></is></c>`
}

/** A figure with more digits than a spreadsheet's numbers hold is written as text: it would lose its cents. */
function amountOf({ value, decimals }: AmountCell, at: string): string {
  if (value === null) return ""
  const exact = new Decimal(value)
  if (exact.precision(true) > EXACT_DIGITS) return textOf(exact.toFixed(decimals), at)
  return `<c r="${at}" s="${FIRST_OF_AMOUNTS + Math.min(decimals, MOST_DECIMALS)}"><v>${exact.toFixed()}</v></c>`
}

/** As spreadsheets count days. */
function dayNo(date: string): number {
  return (Date.parse(`${date}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / 86_400_000
}

/** "A" to "Z", "AA" and on. @param column from 0 */
function columnName(column: number): string {
  const last = String.fromCharCode(65 + (column % 26))
  return column < 26 ? last : `${columnName(Math.floor(column / 26) - 1)}${last}`
}

/** A tab's name has at most 31 characters, and none of those that stand in references. */
function tabName(name: string): string {
  return cutText(name.replace(/[\\/?*[\]:]/g, " "), 31)
}
