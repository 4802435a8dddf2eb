/** The limits of what may stand in a line of a draft. A quantity of zero and a negative one are allowed there. */
import type { Issue } from "@/domain/errors"
import { Decimal } from "@/domain/money/decimal"
import { type DraftNames, type EditedLine, type LineField, type LineValues, lineFieldName, numberFields } from "./draft"
import type { PlannedLine } from "./plan-save"

export const MAX_LINES = 10_000
const MAX_DESCRIPTION = 250
const quantityDecimals = 5
const percentDecimals = 5
const integerDigits = 12

/**
 * Every field of a line that cannot stand, each with its own issue; for the decimals of a price see checkPriceDecimals.
 *
 * @param values the fields that were changed
 */
export function checkLineValues(names: DraftNames, line: Pick<EditedLine, "id" | "type">, values: LineValues): Issue[] {
  const issues: Issue[] = []
  const add = (field: LineField, code: string, params?: Issue["params"]) =>
    issues.push({ field: lineFieldName(names, line.id, field), code, params })
  if ((values.description ?? "").length > MAX_DESCRIPTION) add("description", "too_long", { maximum: MAX_DESCRIPTION })
  for (const field of numberFields) {
    const text = values[field]
    if (text === undefined || text === "") continue
    if (!/^-?\d+(\.\d+)?$/u.test(text)) {
      add(field, "not_a_number")
      continue
    }
    const [whole = "", fraction = ""] = text.replace("-", "").split(".")
    const most =
      field === "price" ? Number.POSITIVE_INFINITY : field === "quantity" ? quantityDecimals : percentDecimals
    if (whole.length > integerDigits) add(field, "too_many_digits", { maximum: integerDigits })
    if (fraction.length > most) add(field, "too_many_decimals", { maximum: most })
    const value = new Decimal(text)
    if (field === "price" && value.isNegative() && !value.isZero()) add(field, "price_negative")
    if (field === "lineDiscountPercent" && (value.lt(0) || value.gt(100))) add(field, "percent_out_of_range")
  }
  return issues
}

/**
 * Prices that were typed with more decimals than their currency has, noughts too (number-format.ts says why). The currency
 * is that of the document as it will be; what nobody typed may have more, as the one before had them.
 *
 * @param lines as planned
 * @param currency that one
 */
export function checkPriceDecimals(
  names: DraftNames,
  lines: readonly Pick<PlannedLine, "key" | "line" | "typed" | "priceDecimals">[],
  currency: { code: string; unitAmountDecimals: number },
): Issue[] {
  return lines.flatMap(({ key, line: { price }, typed, priceDecimals = 0 }) => {
    const decimals = Math.max(priceDecimals, price.split(".")[1]?.length ?? 0)
    if (!typed.has("price") || decimals <= currency.unitAmountDecimals) return []
    return [{ field: lineFieldName(names, key, "price"), ...tooManyPriceDecimals(currency) }]
  })
}

/** What is said of a price or cost with more decimals than its currency has. */
export function tooManyPriceDecimals(currency: { code: string; unitAmountDecimals: number }): Issue {
  const { code, unitAmountDecimals: decimals } = currency
  return { code: "price_too_many_decimals", params: { currency: code, decimals } }
}

/** As stored: blanks trimmed, units in capitals; a blank number is 0 on a line that is there, and stays blank on a new one. */
export function normaliseValues(values: LineValues, isNew: boolean): LineValues {
  const normal: LineValues = {}
  for (const [key, value] of Object.entries(values)) {
    const field = key as LineField
    const text = value.trim()
    if (numberFields.includes(field)) normal[field] = isNew && text === "" ? "" : plainText(text)
    else if (field === "unitOfMeasureCode") normal[field] = text.toUpperCase()
    else normal[field] = text
  }
  return normal
}

/** Equal numbers become equal text; what is no number stays, to be refused by name. */
function plainText(text: string): string {
  if (text === "") return "0"
  if (!/^-?\d{1,40}(\.\d{1,40})?$/u.test(text)) return text
  const value = new Decimal(text)
  return value.isZero() ? "0" : value.toFixed()
}
