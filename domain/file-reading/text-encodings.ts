import type { Encoding } from "./understanding"

/**
 * What the bytes 0x80 to 0xFF stand for, as Unicode's tables (CP1252.TXT, CP1250.TXT, ROMAN.TXT) have it; U+FFFD: nothing. Our own,
 * because TextDecoder of Node 20 reads Windows-1252 as ISO 8859-1 and loses € ‘ ’ “ ” – and others.
 */
const upperHalves = {
  "windows-1252":
    "€\uFFFD‚ƒ„…†‡ˆ‰Š‹Œ\uFFFDŽ\uFFFD\uFFFD‘’“”•–—˜™š›œ\uFFFDžŸ" +
    "\u00A0¡¢£¤¥¦§¨©ª«¬\u00AD®¯°±²³´µ¶·¸¹º»¼½¾¿" +
    "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞß" +
    "àáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ",
  "windows-1250":
    "€\uFFFD‚\uFFFD„…†‡\uFFFD‰Š‹ŚŤŽŹ\uFFFD‘’“”•–—\uFFFD™š›śťžź" +
    "\u00A0ˇ˘Ł¤Ą¦§¨©Ş«¬\u00AD®Ż°±˛ł´µ¶·¸ąş»Ľ˝ľż" +
    "ŔÁÂĂÄĹĆÇČÉĘËĚÍÎĎĐŃŇÓÔŐÖ×ŘŮÚŰÜÝŢß" +
    "ŕáâăäĺćçčéęëěíîďđńňóôőö÷řůúűüýţ˙",
  macintosh:
    "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü" +
    "†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø" +
    "¿¡¬√ƒ≈∆«»…\u00A0ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ" +
    "‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\uF8FFÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ",
} as const

export type SingleByteEncoding = keyof typeof upperHalves

export const singleByteEncodings = Object.keys(upperHalves) as SingleByteEncoding[]

/** What a byte from 0x80 on stands for; U+FFFD: nothing. */
export function characterOf(encoding: SingleByteEncoding, byte: number): string {
  return upperHalves[encoding][byte - 0x80] ?? "\uFFFD"
}

/** Turns bytes into text piece by piece; what is none in the encoding becomes U+FFFD. */
export type TextReader = (bytes: Buffer | null) => string

/** @returns a reader: give it the pieces in order, and null behind the last. The byte order mark is left out. */
export function textReader(encoding: Encoding): TextReader {
  if (isSingleByte(encoding)) {
    const upper = (high: string) => characterOf(encoding, high.charCodeAt(0))
    return bytes => bytes?.toString("latin1").replace(/[\x80-\xFF]/gu, upper) ?? ""
  }
  const decoder = new TextDecoder(encoding)
  return bytes => (bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode())
}

function isSingleByte(encoding: Encoding): encoding is SingleByteEncoding {
  return encoding in upperHalves
}
