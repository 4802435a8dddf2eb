/**
 * Numbers as a reader types them. Between here and the database a number is a plain string: `-1234.56`.
 *
 * One language, one reading. A misread separator is wrong by a factor of a thousand and looks right, so what is typed
 * is read by the reader's own convention alone, and whatever does not fit it wholly is refused:
 *
 * - Dutch: a comma before decimals; English: a point.
 * - The other mark (or a space, also a non-breaking one) groups digits, always in threes from the right, one kind of mark
 *   per number, and never after a leading zero. So a Dutch `1.234` is 1234, as every Dutch reader means it, while `1.5`,
 *   `12.34`, `0.125` and `1.2345` are refused: were `1.5` taken for one and a half, the next `1.500` would become 1500.
 * - The other language's full form (`1,234.56` in Dutch) is refused too, though it has one reading: who gets away with it
 *   will next paste `1,234` and get 1.234.
 * - More decimals than the field has are refused, zeros as well, never rounded: a `1,500` in a Dutch amount may be an
 *   English fifteen hundred.
 * - A minus stands in front or, as bookkeeping programs print it, behind (`3-`). No currency signs, no exponents, no
 *   separator without a digit behind it (`5,` is an unfinished number).
 */
import { type Language, languages } from "@/language/language"
import { numberMarks } from "@/language/number-format"

export type NumberProblem =
  | "empty"
  | "not_a_number"
  /** Grouping marks that do not stand in threes, or the other language's decimal mark. */
  | "separators"
  | "too_many_digits"
  | "too_many_decimals"
  /** Of a sum (read-sum.ts). */
  | "division_by_zero"

/** `value` is canonical: no leading or trailing zeros, no minus zero, point before decimals. */
export type ParsedNumber = { ok: true; value: string } | { ok: false; reason: NumberProblem }

export type NumberLimits = {
  /** Most digits behind the decimal mark. */
  decimals: number
  /** Most digits before it; default 15. */
  integerDigits?: number
}

/** Space, no-break space, thin space, narrow no-break space: programs and people group with any of them. */
const SPACES = " \u00a0\u2009\u202f"

const patterns = Object.fromEntries(languages.map(each => [each, patternFor(each)])) as Record<Language, RegExp>

function patternFor(language: Language) {
  const { decimal, group } = numberMarks[language]
  const whole = `[1-9]\\d{0,2}(?<mark>[${group}${SPACES}])\\d{3}(?:\\k<mark>\\d{3})*`
  return new RegExp(`^(?<whole>${whole}|\\d+)?(?:[${decimal}](?<fraction>\\d+))?$`, "u")
}

/** Reads what somebody typed into a number field; the rule is at the head of this file. Never throws. */
export function parseNumber(text: string, language: Language, limits: NumberLimits): ParsedNumber {
  const typed = text.trim()
  if (typed === "") return { ok: false, reason: "empty" }
  const { sign, digits } = splitSign(typed)
  const { whole, fraction } = patterns[language].exec(digits)?.groups ?? {}
  if (whole === undefined && fraction === undefined) {
    return { ok: false, reason: /^\d[\d.,\s]*$/u.test(digits) ? "separators" : "not_a_number" }
  }
  const integer = (whole ?? "").replace(/\D/gu, "").replace(/^0+/u, "")
  if (integer.length > (limits.integerDigits ?? 15)) return { ok: false, reason: "too_many_digits" }
  if ((fraction ?? "").length > limits.decimals) return { ok: false, reason: "too_many_decimals" }
  const decimals = (fraction ?? "").replace(/0+$/u, "")
  const magnitude = `${integer || "0"}${decimals && `.${decimals}`}`
  return { ok: true, value: magnitude === "0" ? "0" : sign + magnitude }
}

function splitSign(typed: string): { sign: "" | "-"; digits: string } {
  const signed = /^([-\u2212+])?(.*?)([-\u2212])?$/su.exec(typed)
  const [, before, digits = typed, after] = signed ?? []
  if (before && after) return { sign: "", digits: typed }
  return { sign: after || (before && before !== "+") ? "-" : "", digits }
}

/** The decimals that a number was typed with, noughts too. @param text that parseNumber reads */
export function decimalsIn(text: string, language: Language): number {
  const { fraction = "" } = patterns[language].exec(splitSign(text.trim()).digits)?.groups ?? {}
  return fraction.length
}
