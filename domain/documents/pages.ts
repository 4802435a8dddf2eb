import { LINE_NO_STEP } from "./lines"

/** Lines of a document that one page shows and saves. */
export const PAGE_LENGTH = 200

/**
 * Which page of a document's lines, and the numbers on it. A page beyond the last is the last.
 *
 * @param lineCount lines of the document; they are numbered 10000, 20000, … without gaps
 */
export function pageOf(lineCount: number, wanted: number) {
  const pageCount = Math.max(1, Math.ceil(lineCount / PAGE_LENGTH))
  const page = Math.min(Math.max(1, Number.isSafeInteger(wanted) ? wanted : 1), pageCount)
  const above = (page - 1) * PAGE_LENGTH * LINE_NO_STEP
  return { page, pageCount, range: { above, upTo: above + PAGE_LENGTH * LINE_NO_STEP } }
}
