import type { Issue } from "@/domain/errors"
import { readAmount } from "@/domain/money/read-amount"
import { type Language, languages } from "@/language/language"
import { formatNumber } from "@/language/number-format"
import { paymentColumns } from "./columns"

/** Behind an amount that was not understood: with it, it is refused again until somebody has looked at it. */
const UNCORRECTED = " ?"

/**
 * The fields of a refused row, for a file in the reader's language that is to be imported again: an amount that could be
 * read is written so that it can be read in one way only, whatever else the file holds. As it stood, an English `1,250` in
 * a Dutch file is one and a quarter. One that could not, and is a number by its form, is marked: alone in the corrected file
 * it might be read, as whatever the rest of that file proves.
 *
 * @param fields in the order of `paymentColumns`; a row that has more has fallen apart, and stays as it is
 * @param problems why the row was refused
 * @param numbers in which language's way the amounts were read; null: nobody knows, and they stay as they are
 */
export function paymentFieldsToCorrect(
  { fields, problems }: { fields: readonly string[]; problems: readonly Pick<Issue, "code">[] | null },
  numbers: Language | null,
  language: Language,
): string[] {
  const shown = paymentColumns.map((column, at) => {
    const field = fields[at] ?? ""
    if (column !== "amount" || numbers === null || fields.length > paymentColumns.length) return field
    if (problems?.some(({ code }) => /^(number|amount)_|\.amount_/u.test(code))) {
      const isNumber = languages.some(each => readAmount(field, each, undefined).ok)
      return isNumber ? `${field}${UNCORRECTED}` : field
    }
    const amount = readAmount(field, numbers, undefined)
    return amount.ok ? inOneWay(formatNumber(amount.value, language, { grouping: false })) : field
  })
  return [...shown, ...fields.slice(paymentColumns.length)]
}

/** No mark that groups digits stands behind a leading zero: `01.125` is one and an eighth in English, and nothing in Dutch. */
const inOneWay = (amount: string) => amount.replace(/^(-?)(?=[1-9]\d{0,2}[.,]\d{3}$)/u, "$10")
