/** What a list answers of a page that is asked for in pieces. */
type Piece<Row> = { rows: readonly Row[]; next?: string }

/**
 * The rows of a list from its first to its last, piece by piece, each read in a transaction of its own: what is changed meanwhile
 * may be in it as it was before or as it is afterwards.
 *
 * @param read a page of it at the cursor, asked for `inPieces`
 */
export async function* everyPiece<Row>(
  read: (cursor: string | undefined) => Promise<Piece<Row>>,
): AsyncGenerator<readonly Row[], undefined> {
  let cursor: string | undefined
  do {
    const { rows, next } = await read(cursor)
    yield rows
    cursor = next
  } while (cursor)
}
