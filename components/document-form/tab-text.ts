import { liveText } from "@/domain/text/inert-text"

/** Cells as spreadsheets put them on the clipboard: tabs between, a line a row, quotes around what holds either. */

const quoted = /"((?:[^"]|"")*)"(?=\t|\r|\n|$)/y
const plain = /[^\t\r\n]*/y

/** The rows of a copied block. Breaks within a cell become blanks, as the cells of a document are of one line. */
export function readTabText(text: string): string[][] {
  const rows: string[][] = [[]]
  for (let at = 0; at <= text.length; ) {
    const { cell, end } = cellAt(text, at)
    rows.at(-1)!.push(liveText(cell.replace(/\s+/gu, " ").trim()))
    at = end
    if (text[at] === "\t") at++
    else if (at >= text.length) break
    else {
      at += text.startsWith("\r\n", at) ? 2 : 1
      // A break after the last row begins none.
      if (at >= text.length) break
      rows.push([])
    }
  }
  return rows
}

function cellAt(text: string, at: number): { cell: string; end: number } {
  quoted.lastIndex = at
  const inQuotes = quoted.exec(text)
  if (inQuotes) return { cell: inQuotes[1]!.replaceAll('""', '"'), end: quoted.lastIndex }
  plain.lastIndex = at
  return { cell: plain.exec(text)![0], end: plain.lastIndex }
}

/** Rows as a spreadsheet takes them. */
export function writeTabText(rows: readonly (readonly string[])[]): string {
  const written = (cell: string) => (/["\t\r\n]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
  return rows.map(row => row.map(written).join("\t")).join("\n")
}
