import { type DecimalSign, decimalSigns } from "./understanding"

/** What a text is with each decimal sign, in the order of `decimalSigns`: a plain decimal (`-1234.5`), or null where it is none. */
export type NumberReading = {
  values: readonly (string | null)[]
  /** Decimals that it is written with in each, noughts counted. */
  written: readonly number[]
  /** Currency signs or codes that stand at it: "€", "USD"; blank: none. */
  sign: string
  percent: boolean
}

/** Spaces of every width and apostrophes group digits in some countries, besides the sign that is not the decimal one. */
const GROUPS = " \u00A0\u2009\u202F'’"

const patterns = Object.fromEntries(decimalSigns.map(sign => [sign, patternFor(sign)])) as Record<DecimalSign, RegExp>

/** Digits in groups of three, one mark per number and never behind a leading nought; or no groups. */
function patternFor(sign: DecimalSign): RegExp {
  const other = sign === "." ? "," : "."
  const grouped = `[1-9]\\d{0,2}(?<mark>[${other}${GROUPS}])\\d{3}(?:\\k<mark>\\d{3})*`
  return new RegExp(`^(?<whole>${grouped}|\\d+)?(?:[${sign}](?<fraction>\\d+))?$`, "u")
}

const currencyCodes = new Set(Intl.supportedValuesOf("currency"))
const currencyBefore = /^(?:(\p{Sc}|[A-Z]{3})(?![A-Z])|(kr|zł|Kč|Fr|lei|Ft)\.?(?!\p{L}))\s*/u
const currencyBehind = /\s*(?:(?<![A-Z])(\p{Sc}|[A-Z]{3})|(?<!\p{L})(kr|zł|Kč|Fr|lei|Ft)\.?)$/u

/** Characters of a number with all that stands around it; no number is longer, and no text is searched longer for one. */
const MAX_LENGTH = 60

const plain = /^\d{1,15}$/u

/**
 * Reads a number as it is written in a file, in every way that it may be meant: `1.250` is 1.25 and 1250, `12.50` is 12.5
 * alone. A minus stands before or behind, parentheses are one; currency signs and a percent sign stand before or behind; `,-` is `,00`.
 *
 * @param text not blank, without spaces around it
 */
export function readNumber(text: string): NumberReading {
  const written = decimalSigns.map(() => 0)
  if (plain.test(text)) {
    return { values: decimalSigns.map(() => canonical(text, "", false)), written, sign: "", percent: false }
  }
  if (text.length > MAX_LENGTH) return { values: decimalSigns.map(() => null), written, sign: "", percent: false }
  const { digits, negative, sign, percent } = undress(text)
  const values = decimalSigns.map((each, at) => {
    const { whole, fraction } = patterns[each].exec(digits)?.groups ?? {}
    if (whole === undefined && fraction === undefined) return null
    written[at] = fraction?.length ?? 0
    return canonical((whole ?? "").replace(/\D/gu, ""), fraction ?? "", negative)
  })
  return { values, written, sign, percent }
}

/** Without leading and trailing noughts and without minus zero. */
function canonical(whole: string, fraction: string, negative: boolean): string {
  const decimals = fraction.replace(/0+$/u, "")
  const magnitude = `${whole.replace(/^0+/u, "") || "0"}${decimals && `.${decimals}`}`
  return magnitude === "0" || !negative ? magnitude : `-${magnitude}`
}

type Undressed = { digits: string; negative: boolean; sign: string; percent: boolean }

/** Takes off what stands around the digits, each at most once; what is left must be a number wholly. */
function undress(text: string): Undressed {
  const found: Undressed = { digits: text, negative: false, sign: "", percent: false }
  for (let before = ""; before !== found.digits; ) {
    before = found.digits
    takeCurrency(found)
    takeSign(found)
    if (!found.percent && found.digits.endsWith("%")) {
      found.percent = true
      found.digits = found.digits.slice(0, -1).trimEnd()
    }
  }
  return found
}

function takeCurrency(found: Undressed): void {
  if (found.sign !== "") return
  for (const pattern of [currencyBefore, currencyBehind]) {
    const [all, symbol, word] = pattern.exec(found.digits) ?? []
    const sign = symbol ?? word
    if (all === undefined || sign === undefined) continue
    if (/^[A-Z]{3}$/u.test(sign) && !currencyCodes.has(sign)) continue
    found.sign = sign
    found.digits = pattern === currencyBefore ? found.digits.slice(all.length) : found.digits.slice(0, -all.length)
    return
  }
}

function takeSign(found: Undressed): void {
  const { digits } = found
  // A dash for the cents: `1.250,-`.
  if (/\d[.,](?:-{1,2}|[–—])$/u.test(digits)) {
    found.digits = digits.replace(/(?:-{1,2}|[–—])$/u, "00")
    return
  }
  const signed =
    /^\((?<inner>.+)\)$/su.exec(digits) ??
    /^(?:[-\u2212]\s*(?<inner>.+))$/su.exec(digits) ??
    /^(.+?)\s*[-\u2212]$/su.exec(digits)
  if (signed && !found.negative) {
    found.negative = true
    found.digits = (signed.groups?.inner ?? signed[1] ?? "").trim()
    return
  }
  if (/^\+\d/u.test(digits)) found.digits = digits.slice(1)
}
