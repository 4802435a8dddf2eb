import { parseNumber } from "@/domain/money/parse-number"
import type { Language } from "@/language/language"
import { formatNumber } from "@/language/number-format"
import { salesColumns } from "./csv-header"
import { MAX_DECIMALS, MAX_INTEGER_DIGITS } from "./limits"

/** Behind a number that was not understood: with it, it is refused again until somebody has looked at it. */
const UNCORRECTED = " ?"

const limits = { decimals: MAX_DECIMALS, integerDigits: MAX_INTEGER_DIGITS }
const isNumber = salesColumns.map(column => column === "Quantity" || column === "UnitPrice")

/**
 * The fields of a row, for a file in the reader's language that is to be imported again: there, an English 1.250 would be
 * twelve hundred and fifty. A number that could not be read, and could be there, is marked.
 *
 * @param fields in the order of `salesColumns`; a row that has more or fewer has fallen apart, and stays as it is
 * @param numbers in which language's way the file writes numbers
 */
export function salesFieldsToCorrect(fields: readonly string[], numbers: Language, language: Language): string[] {
  if (numbers === language || fields.length !== salesColumns.length) return [...fields]
  return fields.map((field, at) => {
    if (!isNumber[at]) return field
    const read = parseNumber(field, numbers, limits)
    if (read.ok) return formatNumber(read.value, language, { grouping: false })
    return parseNumber(field, language, limits).ok ? `${field}${UNCORRECTED}` : field
  })
}
