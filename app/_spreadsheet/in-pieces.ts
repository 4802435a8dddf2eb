/** Rows written at once: what is fetched slowly is held as it was read, and not as a file. */
const PIECE = 200

/** The rows of a sheet, so many at a time. */
export function* inPieces<Row>(rows: Iterable<Row>): Generator<Row[], undefined> {
  let piece: Row[] = []
  for (const row of rows) {
    piece.push(row)
    if (piece.length < PIECE) continue
    yield piece
    piece = []
  }
  if (piece.length > 0) yield piece
}
