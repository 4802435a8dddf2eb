import { parseDate } from "@/domain/dates/parse-date"
import { discountAs, type HeaderDefinition, type HeaderField } from "@/domain/documents/header-definition"
import type { Issue } from "@/domain/errors"
import { parseNumber } from "@/domain/money/parse-number"
import { readAmount } from "@/domain/money/read-amount"
import { formatDate } from "@/language/date-format"
import { formatNumber } from "@/language/number-format"
import type { Reader } from "./reader"

type Read = { ok: true; value: string } | { ok: false; issue: Issue }

const percentDecimals = 5

/** Header texts as values: dates and numbers are read in the reader's way, the rest stays text; what is no field is left out. */
export function readHeader(
  { fields }: Pick<HeaderDefinition, "fields">,
  typed: Readonly<Record<string, string>>,
  reader: Reader,
): { header: Record<string, string>; issues: Issue[] } {
  const header: Record<string, string> = {}
  const issues: Issue[] = []
  for (const [name, text] of Object.entries(typed)) {
    const field = fields[name]
    if (!field || field.fixed) continue
    const read = text.trim() === "" ? { ok: true as const, value: "" } : readField(field, text, typed, reader)
    if (read.ok) header[name] = read.value
    else issues.push({ field: `header.${name}`, ...read.issue })
  }
  return { header, issues }
}

function readField(field: HeaderField, text: string, typed: Readonly<Record<string, string>>, reader: Reader): Read {
  const { language, today, currencyCode: code, amountDecimals } = reader
  switch (field.kind) {
    case "amount":
      return readAmount(text, language, { code, amountDecimals })
    case "percent":
    case "discount": {
      if (field.kind === "discount" && discountAs(field, typed) === "amount")
        return readAmount(text, language, { code, amountDecimals })
      const parsed = parseNumber(text, language, { decimals: percentDecimals, integerDigits: 12 })
      return parsed.ok ? parsed : { ok: false, issue: { code: `number_${parsed.reason}`, params: { typed: text } } }
    }
    case "date": {
      const parsed = parseDate(text, today)
      return parsed.ok ? parsed : { ok: false, issue: { code: `date_${parsed.reason}`, params: { typed: text } } }
    }
    default:
      return { ok: true, value: text.trim() }
  }
}

/** Stored header values as they stand in their fields. */
export function shownHeader(
  { fields }: Pick<HeaderDefinition, "fields">,
  stored: Readonly<Record<string, string>>,
  { language }: Pick<Reader, "language">,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(stored).map(([name, value]) => {
      const kind = value === "" ? undefined : fields[name]?.kind
      if (kind === "amount" || kind === "discount" || kind === "percent")
        return [name, formatNumber(value, language, { grouping: false })]
      return [name, kind === "date" ? formatDate(value, language) : value]
    }),
  )
}
