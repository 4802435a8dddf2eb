const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" })

/** More than any sign that people read as one takes. */
const LONGEST_SIGN = 200

/**
 * The beginning of a text, cut between signs as people read them: never through a pair of surrogates, which the database would
 * refuse, an accent, or a family.
 *
 * @param most UTF-16 characters, as `length` counts them
 */
export function cutText(text: string, most: number): string {
  if (text.length <= most) return text
  const cut = graphemes.segment(text.slice(0, most + LONGEST_SIGN)).containing(most)?.index ?? most
  if (most - cut <= LONGEST_SIGN) return text.slice(0, cut)
  // Marks without end on one letter: no sign that anybody reads.
  return text.slice(0, most).replace(/[\uD800-\uDBFF]$/u, "")
}
