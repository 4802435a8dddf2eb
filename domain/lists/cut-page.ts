/** Cutting pages out of rows that were read with a limit of one more than a page's length. */

/**
 * The page, and where its neighbours begin.
 *
 * @param rows in the order in which they were read: backwards for a cursor that leads back
 * @param cursor where the page began; null: the first page
 * @param cursorAt the cursor that leads on from a row, or back
 */
export function cutPage<Row>(
  rows: readonly Row[],
  length: number,
  cursor: { back: boolean } | null | undefined,
  cursorAt: (row: Row, back: boolean) => string,
): { rows: Row[]; previous?: string; next?: string } {
  const more = rows.length > length
  const shown = rows.slice(0, length)
  if (cursor?.back) shown.reverse()
  const [first, last] = [shown[0], shown.at(-1)]
  return {
    rows: shown,
    previous: first && (cursor?.back ? more : cursor) ? cursorAt(first, true) : undefined,
    next: last && (cursor?.back || more) ? cursorAt(last, false) : undefined,
  }
}

/**
 * The page of a list that is only turned forward.
 *
 * @param keyOf what the page behind is asked for by
 * @returns `next`: the key of the last row, where there is a page behind
 */
export function cutForward<Row, Key>(
  rows: readonly Row[],
  length: number,
  keyOf: (row: Row) => Key,
): { rows: Row[]; next?: Key } {
  const shown = rows.slice(0, length)
  return { rows: shown, next: rows.length > shown.length ? keyOf(shown.at(-1)!) : undefined }
}
