import { formatNumber, type Language, parseNumber } from "@/domain/money/number-format"
import { amountLimits, columns } from "./columns"

/**
 * The fields of a refused row, for a file in the reader's language that is to be imported again: an amount that could be
 * read is written so that it can be read in one way only, whatever else the file holds. As it stood, an English `1,250` in
 * a Dutch file is one and a quarter.
 *
 * @param fields in the order of `columns`; a row that has more has fallen apart, and stays as it is
 * @param numbers in which language's way the amounts were read; null: nobody knows, and they stay as they are
 */
export function fieldsToMend(fields: readonly string[], numbers: Language | null, language: Language): string[] {
  const shown = columns.map(({ column }, at) => {
    const field = fields[at] ?? ""
    if (column !== "amount" || numbers === null || fields.length > columns.length) return field
    const amount = parseNumber(field, numbers, amountLimits)
    return amount.ok ? formatNumber(amount.value, language, { minDecimals: 2, grouping: false }) : field
  })
  return [...shown, ...fields.slice(columns.length)]
}
