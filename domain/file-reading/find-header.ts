import { columnsNamed, type KnownNames } from "./column-mapping"
import { isBlankRow, type RawRow } from "./raw-row"

/** Rows among which a header is looked for: titles, addresses and dates of printing may stand above it. */
export const HEADER_AMONG = 50

/** The last row that a person may say is the header: all rows above it are held while it is looked for. */
export const LAST_HEADER_ROW = 1_000

/** Chosen for a file whose first row is one like the others: its columns go by letters, as in a spreadsheet. */
export const NO_HEADER = 0

/**
 * Finds the header: the row that names most columns, the first of several. Where no row names any, it is the first one that
 * has as many filled cells as most rows have.
 *
 * @param rows the first ones of a table
 * @param chosen a person's, as a spreadsheet numbers it; where that row has nothing, the header is found as without it.
 *   NO_HEADER: there is none
 * @returns null where there is no row at all
 */
export function findHeader(rows: readonly RawRow[], known: KnownNames, chosen?: number): RawRow | null {
  if (chosen === NO_HEADER) return lettered(rows.slice(0, HEADER_AMONG))
  const own = rows.find(row => row.rowNo === chosen && !isBlankRow(row))
  if (own) return own
  const filled = rows.filter(row => !isBlankRow(row)).slice(0, HEADER_AMONG)
  const named = filled.map(({ fields }) => columnsNamed(fields, known))
  const most = Math.max(0, ...named)
  if (most > 0) return filled[named.indexOf(most)]!
  const usual = usualWidth(filled)
  return filled.find(row => filledCells(row) === usual) ?? null
}

/** A header above the first row, as wide as the widest one. */
function lettered(rows: readonly RawRow[]): RawRow | null {
  const widest = Math.max(...rows.filter(row => !isBlankRow(row)).map(({ width, fields }) => width ?? fields.length))
  return widest > 0 ? { rowNo: NO_HEADER, fields: Array.from({ length: widest }, (_, at) => letters(at)) } : null
}

/** A to Z, AA to ZZ and so on. */
function letters(at: number): string {
  return (at >= 26 ? letters(Math.floor(at / 26) - 1) : "") + String.fromCharCode(65 + (at % 26))
}

/** How good a reading of the first rows is: by columns named, then by how many rows have as many cells as most have. */
export function qualityOf(rows: readonly RawRow[], known: KnownNames, chosen?: number): [named: number, cells: number] {
  const header = findHeader(rows, known, chosen)
  if (!header) return [0, 0]
  const usual = usualWidth(rows)
  return [columnsNamed(header.fields, known), usual > 1 ? rows.filter(row => filledCells(row) === usual).length : 0]
}

const filledCells = ({ fields }: RawRow) => fields.filter(field => field.trim() !== "").length

/** As many filled cells as most rows have; of several the most. */
function usualWidth(rows: readonly RawRow[]): number {
  const times = new Map<number, number>()
  for (const row of rows) times.set(filledCells(row), (times.get(filledCells(row)) ?? 0) + 1)
  return [...times].reduce(
    (best, each) => (each[1] > best[1] || (each[1] === best[1] && each[0] > best[0]) ? each : best),
    [0, 0],
  )[0]
}
