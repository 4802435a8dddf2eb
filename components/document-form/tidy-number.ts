import { parseNumber } from "@/domain/money/parse-number"
import { readNumberOrSum } from "@/domain/money/read-sum"
import type { Language } from "@/language/language"
import { formatNumber } from "@/language/number-format"
import type { LineColumn } from "./view"

/** What a sum in a number's cell comes to, as the reader writes it; any other text as it is. The server reads sums alike. */
export function tidyNumber(
  text: string,
  { kind, decimals = 0, integerDigits }: LineColumn,
  language: Language,
): string {
  const limits = { decimals, integerDigits }
  if (kind !== "number" || parseNumber(text, language, limits).ok) return text
  const sum = readNumberOrSum(text, language, limits)
  return sum.ok ? formatNumber(sum.value, language, { grouping: false }) : text
}
