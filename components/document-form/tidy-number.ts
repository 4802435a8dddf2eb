import { parseNumber } from "@/domain/money/parse-number"
import { readNumberOrSum } from "@/domain/money/read-sum"
import type { Language } from "@/language/language"
import { formatNumber } from "@/language/number-format"
import type { LineColumn } from "./view"

/**
 * What a sum in a number's cell comes to, as the reader writes it; any other text as it is. The server reads sums alike, but for
 * `80%`, which is of what stood in the cell before; where a percentage is typed it is that percentage.
 *
 * @param before the text that stood there
 */
export function tidyNumber(
  text: string,
  { name, kind, decimals = 0, integerDigits }: LineColumn,
  language: Language,
  before: string,
): string {
  const limits = { decimals, integerDigits }
  if (kind !== "number" || parseNumber(text, language, limits).ok) return text
  const percent = /^\s*([\d.,]+)\s*%\s*$/u.exec(text)?.[1]
  const typed = percent === undefined ? text : shareOf(percent, name, before)
  const sum = readNumberOrSum(typed, language, limits)
  return sum.ok ? formatNumber(sum.value, language, { grouping: false }) : text
}

const shareOf = (percent: string, name: string, before: string) =>
  name.endsWith("Percent") ? percent : `=(${before})*${percent}/100`
