/** What a report is as a file: heads and rows of cells, each of a kind that a spreadsheet knows. */

/** A decimal string with so many decimals; null is an empty cell. */
export type AmountCell = { kind: "amount"; value: string | null; decimals: number }

export type SheetCell =
  | { kind: "text"; value: string }
  | AmountCell
  /** YYYY-MM-DD. */
  | { kind: "date"; value: string }

export type Sheet = {
  /** Of the tab and of the file. */
  name: string
  /** Width in characters. */
  columns: readonly { head: string; width: number }[]
  /** Gone through once, as the file is written; or read piece by piece meanwhile. */
  rows: Iterable<readonly SheetCell[]> | AsyncIterable<readonly (readonly SheetCell[])[]>
  /** What the rows were chosen by: a sheet of its own behind the first; a CSV file has no room for it. */
  about?: { name: string; rows: readonly (readonly [label: string, value: string])[] }
}

/** A text cell. */
export function textCell(value: string): SheetCell {
  return { kind: "text", value }
}

/** An amount cell. */
export function amountCell(value: string | null, decimals: number): SheetCell {
  return { kind: "amount", value, decimals }
}
