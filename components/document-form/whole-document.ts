import type { FormLine } from "./view"

/**
 * All lines of a document whose form shows a page of them: those of the other pages as stored, with the page's as they are now
 * in the place of those that it was made with.
 *
 * @param stored all lines as they are stored
 * @param loaded ids of the lines that the page was made with
 * @param now the page's lines, with what was typed, added and moved
 */
export function wholeDocument(
  stored: readonly FormLine[],
  loaded: readonly number[],
  now: readonly FormLine[],
): FormLine[] {
  const ofPage = new Set([...loaded.map(String), ...now.map(({ id }) => id)])
  const first = stored.findIndex(({ id }) => ofPage.has(id))
  const others = (lines: readonly FormLine[]) => lines.filter(({ id }) => !ofPage.has(id))
  const at = first < 0 ? stored.length : first
  return [...stored.slice(0, at), ...now, ...others(stored.slice(at))]
}
