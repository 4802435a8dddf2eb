/** Rows written at once: what is fetched slowly is held as it was read, and not as a file. */
const PIECE = 200

/** The rows of a sheet, so many at a time; those that come from the database as they are asked for come as they are read. */
export async function* inPieces<Row>(
  rows: Iterable<Row> | AsyncIterable<readonly Row[]>,
): AsyncGenerator<readonly Row[], undefined> {
  if (Symbol.asyncIterator in rows) {
    yield* rows
    return
  }
  let piece: Row[] = []
  for (const row of rows) {
    piece.push(row)
    if (piece.length < PIECE) continue
    yield piece
    piece = []
  }
  if (piece.length > 0) yield piece
}
