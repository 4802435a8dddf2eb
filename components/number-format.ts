import { localeTag } from "./reader"

/** How many decimals are shown at least and at most; what is beyond is rounded half away from zero. */
export type Decimals = { min: number; max: number }

const formats = new Map<string, Intl.NumberFormat>()

/**
 * A decimal string as the reader writes numbers. The string goes to Intl as it is and never becomes a float, so that
 * every digit of a numeric(38,…) survives.
 * @param value as PostgreSQL or decimal.js writes it in plain notation: "-1234.50"
 */
export function formatReaderNumber(value: string, language: string, { min, max }: Decimals): string {
  const key = `${language} ${min} ${max}`
  let format = formats.get(key)
  if (!format) {
    format = new Intl.NumberFormat(localeTag(language), { minimumFractionDigits: min, maximumFractionDigits: max })
    formats.set(key, format)
  }
  return format.format(value as Intl.StringNumericLiteral)
}
