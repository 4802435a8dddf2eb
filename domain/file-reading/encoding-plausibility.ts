import { characterOf, type SingleByteEncoding } from "./text-encodings"

/** What stands beside a byte: "high" is another byte from 0x80 on, "edge" a space, separator or the end of a line. */
export const neighbourKinds = ["lower", "upper", "digit", "edge", "high", "other"] as const
export type NeighbourKind = (typeof neighbourKinds)[number]

type Company = { byte: number; before: NeighbourKind; after: NeighbourKind }

/** Most bytes from 0x80 on are letters too, in texts that have them beside one another. */
const isLetter = (kind: NeighbourKind) => kind === "lower" || kind === "upper" || kind === "high"

/** Letters that western and central European languages hardly use, or that stand where these encodings differ. */
const rareLetters = /[ŠšŽžŸþðÞÐýÝŒœƒıﬁﬂªº]/u
/** Letters that stand behind others as signs do. */
const behindLetters = /[ªº]/u
const opening = /[‘“„«¿¡‹]/u
/** What stands beside letters and figures, and between letters hardly ever. */
const known = /[²³¹ªº°™®©´…”»‚ˇ½¼¾–—−·•€£¥§\u00A0]/u

/**
 * How odd a byte would be where it stands, were the text in an encoding: 0 is what people write, 3 what nobody does. The
 * weights order `Monteur’s`, `Łódź` and `café` as written on Windows, in central Europe and on a Mac.
 */
export function oddity(encoding: SingleByteEncoding, { byte, before, after }: Company): number {
  const sign = characterOf(encoding, byte)
  if (sign === "\uFFFD") return 3
  if (/\p{L}/u.test(sign) && !behindLetters.test(sign)) return oddityOfLetter(sign, before, after)
  // Between letters, in front (’t) or behind (’): everywhere.
  if (sign === "’") return 0
  if (opening.test(sign)) return isLetter(before) || after === "edge" ? 2 : 0
  const between = isLetter(before) && isLetter(after) ? 2 : 0
  return known.test(sign) ? between : between + 1
}

function oddityOfLetter(sign: string, before: NeighbourKind, after: NeighbourKind): number {
  if (before === "digit" || after === "digit") return 1
  if (/\p{Lu}/u.test(sign) && (before === "lower" || (before === "edge" && after === "edge"))) return 2
  return rareLetters.test(sign) ? 0.4 : 0
}
