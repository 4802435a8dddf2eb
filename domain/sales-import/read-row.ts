import { type IsoDate, isValidDate } from "@/domain/dates/date"
import { Decimal } from "@/domain/money/decimal"
import { parseNumber } from "@/domain/money/parse-number"
import { cutText } from "@/domain/text/cut-text"
import { receivedLine } from "@/domain/text/received-text"
import type { Language } from "@/language/language"
import { MAX_DECIMALS, MAX_INTEGER_DIGITS, MAX_LINE_DESCRIPTION_LENGTH, MAX_NO_LENGTH } from "./limits"

/** Why a row is refused: the text is `sales_import.reason.<reason>`, with these params. */
export type RefusedFor = { reason: string; params?: Record<string, string | number> }

/** A row of the file, read. */
export type SalesRow = {
  /** In capitals: files write one code both ways. */
  code: string
  /** Blank where the file has none. */
  description: string
  /** Zero or more. */
  quantity: Decimal
  /** Zero or more, per unit, excluding VAT, in the currency of the import. */
  unitPrice: Decimal
  date: IsoDate
  /** In capitals; blank where the file has none. */
  customerNo: string
  country: string
}

/**
 * Reads one row.
 * @param fields in the order of `columns`
 * @param numbers how the file writes numbers
 * @returns the row, or the first thing in it that cannot be taken, with what was read
 */
export function readRow(fields: readonly string[], numbers: Language): SalesRow | RefusedFor {
  const [
    ,
    stockCode = "",
    description = "",
    quantityText = "",
    dateText = "",
    priceText = "",
    customer = "",
    country = "",
  ] = fields.map(tidy)
  const code = stockCode.toUpperCase()
  const customerNo = customer.toUpperCase()
  if (code === "") return { reason: "item_no_missing" }
  if (code.length > MAX_NO_LENGTH)
    return { reason: "item_no_too_long", params: { read: clip(code), most: MAX_NO_LENGTH } }
  if (description.length > MAX_LINE_DESCRIPTION_LENGTH) {
    return { reason: "description_too_long", params: { most: MAX_LINE_DESCRIPTION_LENGTH } }
  }
  const quantity = readNumber("quantity", quantityText, numbers)
  if ("reason" in quantity) return quantity
  const date = readDate(dateText)
  if (!date) return { reason: "date_not_read", params: { read: clip(dateText) } }
  const unitPrice = readNumber("price", priceText, numbers)
  if ("reason" in unitPrice) return unitPrice
  if (customerNo.length > MAX_NO_LENGTH) {
    return { reason: "customer_no_too_long", params: { read: clip(customerNo), most: MAX_NO_LENGTH } }
  }
  return {
    code,
    description,
    quantity: quantity.value,
    unitPrice: unitPrice.value,
    date,
    customerNo,
    country,
  }
}

/** As it may be kept, without spaces around it. */
function tidy(text: string): string {
  return receivedLine(text).trim()
}

/** What was read, as far as a message can show it. */
export function clip(text: string): string {
  return text.length > 60 ? `${cutText(text, 59)}…` : text
}

function readNumber(what: "quantity" | "price", text: string, numbers: Language): { value: Decimal } | RefusedFor {
  const parsed = parseNumber(text, numbers, { decimals: MAX_DECIMALS, integerDigits: MAX_INTEGER_DIGITS })
  if (!parsed.ok) {
    switch (parsed.reason) {
      case "empty":
        return { reason: `${what}_missing` }
      case "too_many_decimals":
        return { reason: `${what}_too_many_decimals`, params: { read: clip(text), most: MAX_DECIMALS } }
      case "too_many_digits":
        return { reason: `${what}_too_large`, params: { read: clip(text) } }
      default:
        return { reason: `${what}_not_a_number`, params: { read: clip(text) } }
    }
  }
  const value = new Decimal(parsed.value)
  if (value.isNegative()) return { reason: `negative_${what}`, params: { read: clip(text) } }
  return { value }
}

const moment = /^(?<day>\d{4}-\d{2}-\d{2})(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/u

/** '2010-12-01', with or without a time behind it. Other ways to write a date can be read as two different days. */
function readDate(text: string): IsoDate | null {
  const day = moment.exec(text)?.groups?.day
  return day && isValidDate(day) ? day : null
}
