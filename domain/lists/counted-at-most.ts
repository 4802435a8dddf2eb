/** How far is counted what only informs: beyond, nobody wants the figure at its price. */
export const COUNTED_AT_MOST = 1_000

/** Whether there are more than were counted. @param count of `countFew`, or of a list */
export function isMore(count: number): boolean {
  return count > COUNTED_AT_MOST
}
