/**
 * The one rule for text that comes in, by whatever door: a form, a file, an address, a command.
 *
 * - Line breaks of every kind are "\n"; where one line is asked for, they and tabs are a space.
 * - What nobody sees is left out, as the text reads the same without it: zero-width signs, marks and overrides of direction,
 *   soft hyphens, byte order marks. Joiners stay between signs that they join, as in emoji and Persian.
 * - Other control characters, NUL among them, and halves of characters become U+FFFD, which everybody sees: left out, they
 *   would join what they stood between (1, NUL, 2 would be 12).
 *
 * Passwords are taken as they are.
 */

/** Anything at all that is to be changed; most texts have nothing. */
const suspect = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u

const lineBreak = /\r\n?|[\v\f\u0085\u2028\u2029]/gu
const joiner = /(?<=[^\p{ASCII}\s\p{Cf}])[\u200C\u200D](?=[^\p{ASCII}\s\p{Cf}])/gu
const control = /[^\P{Cc}\n\t]|\p{Cs}/gu

/** A text of several lines, as it may be kept. */
export function receivedText(text: string): string {
  if (!suspect.test(text)) return text
  const seen = text.replace(lineBreak, "\n").replace(control, "\uFFFD")
  const joined = new Set(Array.from(seen.matchAll(joiner), ({ index }) => index))
  return seen.replace(/\p{Cf}/gu, (sign, index: number) => (joined.has(index) ? sign : ""))
}

/** A text of one line, as it may be kept. */
export function receivedLine(text: string): string {
  return receivedText(text).replace(/[\n\t]+/gu, " ")
}
