import { columnsNamed, type KnownNames } from "./column-mapping"
import { isBlankRow, type RawRow } from "./raw-row"

/** Rows among which a header is looked for: titles, addresses and dates of printing may stand above it. */
export const HEADER_AMONG = 50

/** The last row that a person may say is the header: all rows above it are held while it is looked for. */
export const LAST_HEADER_ROW = 1_000

/**
 * Finds the header: the row that names most columns, the first of several. Where no row names any, it is the first one that
 * has as many filled cells as most rows have.
 *
 * @param rows the first ones of a table
 * @param chosen a person's, as a spreadsheet numbers it; where that row has nothing, the header is found as without it
 * @returns null where there is no row at all
 */
export function findHeader(rows: readonly RawRow[], known: KnownNames, chosen?: number): RawRow | null {
  const own = rows.find(row => row.rowNo === chosen && !isBlankRow(row))
  if (own) return own
  const filled = rows.filter(row => !isBlankRow(row)).slice(0, HEADER_AMONG)
  const named = filled.map(({ fields }) => columnsNamed(fields, known))
  const most = Math.max(0, ...named)
  if (most > 0) return filled[named.indexOf(most)]!
  const usual = usualWidth(filled)
  return filled.find(row => filledCells(row) === usual) ?? null
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
