import { type NumberLimits, parseNumber } from "@/domain/money/parse-number"
import { type Language, languages } from "@/language/language"
import { formatNumber } from "@/language/number-format"

/** A pasted figure in the reader's way of writing; as it came, where it is none. */
export type PastedNumber = { text: string; isNumber: boolean }

/** What spreadsheets put around figures: signs of currency and percent, and parentheses for a minus. */
function bare(text: string): string {
  const figure = text.replace(/[€$£%\s\u00a0\u202f]+$/u, "").replace(/^(-?)[€$£\s\u00a0]+/u, "$1")
  const [, negative] = /^\((.+)\)$/u.exec(figure) ?? []
  return negative ? `-${negative}` : figure
}

/**
 * The languages whose way of writing all figures of a block fit, the reader's first. A block is written in one way: where one
 * figure settles which, it settles the others. Figures that fit none say nothing.
 */
export function languagesOfFigures(figures: readonly string[], reader: Language): Language[] {
  const ordered = [reader, ...languages.filter(each => each !== reader)]
  const readings = figures
    .map(text => ordered.filter(language => parseNumber(bare(text), language, { decimals: 20 }).ok))
    .filter(fitting => fitting.length > 0)
  const all = ordered.filter(language => readings.every(fitting => fitting.includes(language)))
  return all.length > 0 ? all : ordered
}

/**
 * A figure of a block. What could be either is read by the first language, and shown grouped, so that it is seen how.
 *
 * @param by languages to read it by, in turn
 */
export function readPastedNumber(
  text: string,
  by: readonly Language[],
  reader: Language,
  limits: NumberLimits,
): PastedNumber {
  if (text === "") return { text, isNumber: true }
  for (const language of by) {
    const parsed = parseNumber(bare(text), language, limits)
    if (parsed.ok) return { text: formatNumber(parsed.value, reader), isNumber: true }
  }
  return { text, isNumber: false }
}
