import { type Language, languageFacts, languages } from "./language"

/** How many decimals are shown at least and at most; what is beyond is rounded half away from zero. */
export type Decimals = { min?: number; max?: number }

/** As many as PostgreSQL keeps for us, and as Intl writes. */
const MOST_DECIMALS = 20

const formats = new Map<string, Intl.NumberFormat>()

/**
 * A number in the reader's way. The string goes to Intl as it is and never becomes a float, so that every digit of a
 * numeric(38,…) survives.
 *
 * @param value as PostgreSQL or decimal.js writes it in plain notation: "-1234.50"
 * @param decimals at least none, at most those that there are, unless said otherwise
 * @param grouping thousands marks; leave them out in a field to be edited
 * @throws Error when the value is not a number
 */
export function formatNumber(
  value: string,
  language: Language,
  { min = 0, max = MOST_DECIMALS, grouping = true }: Decimals & { grouping?: boolean } = {},
): string {
  if (!/^-?\d+(\.\d+)?$/u.test(value)) throw new Error(`Not a number: ${value}`)
  const key = `${language} ${min} ${max} ${grouping}`
  let format = formats.get(key)
  if (!format) {
    format = new Intl.NumberFormat(languageFacts[language].locale, {
      minimumFractionDigits: min,
      maximumFractionDigits: Math.max(min, max),
      // No minus before a zero.
      signDisplay: "negative",
      useGrouping: grouping && "always",
    })
    formats.set(key, format)
  }
  return format.format(value as Intl.StringNumericLiteral)
}

/** A round number in few signs, as an axis has it: "12K" or "12K", "1.5M" or "1,5 mln.". */
export function formatCompact(value: number, language: Language): string {
  return new Intl.NumberFormat(languageFacts[language].locale, { notation: "compact" }).format(value)
}

/** What divides a language's numbers: before the decimals, and between groups of three digits. */
export type NumberMarks = { decimal: string; group: string }

/** The marks of each language. */
export const numberMarks = Object.fromEntries(
  languages.map(language => {
    const parts = new Intl.NumberFormat(languageFacts[language].locale).formatToParts(1234567.8)
    const markOf = (type: string) => parts.find(part => part.type === type)?.value ?? ""
    return [language, { decimal: markOf("decimal"), group: markOf("group") }]
  }),
) as Record<Language, NumberMarks>

/** The first language that puts a mark before the decimals: files say how they write numbers, not in which language. */
export function languageWithDecimal(mark: string): Language | undefined {
  return languages.find(language => numberMarks[language].decimal === mark)
}
