import { isCountry } from "@/domain/countries/countries"
import type { IsoDate } from "@/domain/dates/date"
import { parseDateFormula, printDateFormula } from "@/domain/dates/date-formula"
import { parseDate } from "@/domain/dates/parse-date"
import type { Issue } from "@/domain/errors"
import { Decimal } from "@/domain/money/decimal"
import { parseNumber } from "@/domain/money/parse-number"
import { type AmountCurrency, readAmount } from "@/domain/money/read-amount"
import { isLanguage, type Language } from "@/language/language"
import type { RecordField } from "./definition"

/** Whose way of writing is read, and what that takes. */
export type FieldReader = {
  language: Language
  today: IsoDate
  /** The company's, by code. */
  currencies: ReadonlyMap<string, AmountCurrency>
}

/**
 * Reads what was typed for one field, without spaces around it.
 *
 * @param sibling what another field of the row holds
 * @returns the value as `RecordValues` has it, or why it cannot be read
 */
export function readField(
  field: RecordField,
  text: string,
  reader: FieldReader,
  sibling: (name: string) => string,
): string | Issue {
  return text === "" && field.kind !== "boolean" ? blank(field) : readFilled(field, text, reader, sibling)
}

function blank(field: RecordField): string | Issue {
  if (field.required || field.kind === "integer") return { code: "required" }
  if (field.kind === "date") return field.blank ?? ""
  return field.kind === "number" && !field.mayBeBlank ? "0" : ""
}

function readFilled(
  field: RecordField,
  text: string,
  reader: FieldReader,
  sibling: (name: string) => string,
): string | Issue {
  switch (field.kind) {
    case "boolean":
      return text === "on" ? "true" : "false"
    case "number":
      return readNumber(field, text, reader, field.amountIn && sibling(field.amountIn))
    case "integer":
      return readInteger(field, text, reader)
    case "date":
      return readDate(text, reader)
    case "formula":
      return readFormula(text, reader)
    case "choice":
      return field.words.includes(text) ? text : { code: "invalid" }
    case "code":
      return readCode(text)
    case "text":
      return readText(field, text, sibling)
    case "country":
      return isCountry(text) ? text : { code: "country_unknown", params: { code: text } }
    case "language":
      return isLanguage(text.toLowerCase()) ? text.toLowerCase() : { code: "invalid" }
    case "user":
      return /^[1-9]\d{0,8}$/u.test(text) ? text : { code: "setup.reference_unknown", params: { code: text } }
    case "account":
    case "card":
    case "reference":
      return text
  }
}

function readText(
  { maximum, read }: RecordField & { kind: "text" },
  text: string,
  sibling: (name: string) => string,
): string | Issue {
  if (text.length > maximum) return { code: "too_long", params: { maximum } }
  return read ? read(text, sibling) : text
}

function readInteger(
  { minimum, maximum }: RecordField & { kind: "integer" },
  text: string,
  { language }: FieldReader,
): string | Issue {
  const parsed = parseNumber(text, language, { decimals: 0 })
  if (!parsed.ok) return { code: `number_${parsed.reason}`, params: { typed: text } }
  const outside = Number(parsed.value) < minimum || Number(parsed.value) > maximum
  return outside ? { code: "setup.outside_range", params: { minimum, maximum } } : parsed.value
}

function readDate(text: string, { today }: FieldReader): string | Issue {
  const parsed = parseDate(text, today)
  return parsed.ok ? parsed.value : { code: `date_${parsed.reason}`, params: { typed: text } }
}

function readFormula(text: string, { language }: FieldReader): string | Issue {
  const parsed = parseDateFormula(text, language)
  if (parsed.ok) return printDateFormula(parsed.formula)
  return { code: `setup.formula_${parsed.reason}`, params: { typed: text, position: parsed.position } }
}

/** @param currencyCode of an amount */
function readNumber(
  field: RecordField & { kind: "number" },
  text: string,
  { language, currencies }: FieldReader,
  currencyCode: string | undefined,
): string | Issue {
  const currency = currencyCode && currencies.get(currencyCode)
  const amount = currency ? readAmount(text, language, currency) : undefined
  if (amount && !amount.ok) return amount.issue
  const parsed = amount ?? parseNumber(text, language, { decimals: field.decimals })
  if (!parsed.ok) return { code: `number_${parsed.reason}`, params: { typed: text } }
  const value = new Decimal(parsed.value)
  const { minimum, maximum, above } = field
  if (maximum === "100" && (value.isNegative() || value.gt(maximum))) return { code: "percent_out_of_range" }
  if (minimum !== undefined && value.lt(minimum)) return { code: "setup.below_minimum", params: { minimum } }
  if (above !== undefined && value.lte(above)) return { code: "setup.not_above", params: { above } }
  return parsed.value
}

/** Reads a code as it is stored: in upper case. */
export function readCode(text: string): string | Issue {
  const code = text.toUpperCase()
  if (code.length > 20) return { code: "too_long", params: { maximum: 20 } }
  // It stands in an address, where a point alone would mean another page.
  return /^[\p{L}\p{N}][^\p{C}]*$/u.test(code) ? code : { code: "setup.code_form" }
}
