import { parseNumber } from "@/domain/money/parse-number"
import { inertText } from "@/domain/text/inert-text"
import type { Language } from "@/language/language"
import { formatNumber } from "@/language/number-format"
import { writeTabText } from "./tab-text"
import type { FormLine, LineColumn } from "./view"

/** Cells as spreadsheets take them: numbers plain in the reader's way, and no text that they would work out. */
export function copiedCells(
  lines: readonly FormLine[],
  columns: readonly LineColumn[],
  language: Language,
): string[][] {
  return lines.map(({ values }) => columns.map(column => copiedCell(values[column.name] ?? "", column, language)))
}

function copiedCell(text: string, { kind, decimals = 0, integerDigits }: LineColumn, language: Language): string {
  const number = kind === "number" ? parseNumber(text, language, { decimals, integerDigits }) : undefined
  return number?.ok ? formatNumber(number.value, language, { grouping: false }) : inertText(text)
}

/** Puts cells on the clipboard, as text between tabs and as a table. */
export function putCells(clipboard: DataTransfer, cells: readonly (readonly string[])[]): void {
  clipboard.setData("text/plain", writeTabText(cells))
  const rows = cells.map(row => `<tr>${row.map(cell => `<td>${escaped(cell)}</td>`).join("")}</tr>`)
  clipboard.setData("text/html", `<table>${rows.join("")}</table>`)
}

const escaped = (text: string) => text.replace(/[&<>"]/gu, sign => `&#${sign.charCodeAt(0)};`)

/** Copies cells from where no cell has the focus, such as by a button. @returns whether the browser did */
export function copyCells(cells: readonly (readonly string[])[]): boolean {
  let isCopied = false
  const copy = (event: ClipboardEvent) => {
    if (!event.clipboardData) return
    putCells(event.clipboardData, cells)
    event.preventDefault()
    isCopied = true
  }
  document.addEventListener("copy", copy, { once: true, capture: true })
  // The clipboard's own interface is not there without https, this is.
  document.execCommand("copy")
  document.removeEventListener("copy", copy, { capture: true })
  return isCopied
}
