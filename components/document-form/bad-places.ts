import type { GridCursor, GridPlace } from "./grid-cursor"
import type { FormLine, LineColumn } from "./view"

/**
 * Fields with something wrong, in the order of the lines.
 *
 * @param refused names of controls that the last answer refused
 */
export function badPlacesOf(
  lines: readonly FormLine[],
  columns: readonly LineColumn[],
  refused: ReadonlySet<string | undefined>,
): GridPlace[] {
  return lines.flatMap(({ id, problems }) =>
    columns.flatMap(({ name }) =>
      problems?.[name] !== undefined || refused.has(`lines.${id}.${name}`) ? [{ id, field: name }] : [],
    ),
  )
}

/** To the next place with something wrong, or the one before; from the end to the beginning. */
export function goToBad(bad: readonly GridPlace[], cursor: GridCursor, at: GridPlace | undefined, way: 1 | -1): void {
  const rows = cursor.rows()
  const order = ({ id }: GridPlace) => rows.indexOf(id)
  const here = bad.findIndex(place => place.id === at?.id && place.field === at.field)
  const beside =
    at && (way === 1 ? bad.find(place => order(place) > order(at)) : bad.findLast(place => order(place) < order(at)))
  const inTurn = bad.at((here + way) % bad.length)
  const next = here < 0 ? (beside ?? bad.at(way === 1 ? 0 : -1)) : inTurn
  if (next) cursor.go(next)
}
