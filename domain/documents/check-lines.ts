/** The limits of what may stand in a line of a draft. A quantity of zero and a negative one are allowed there. */
import type { Issue } from "@/domain/errors"
import { Decimal } from "@/domain/money/decimal"
import { type DraftNames, type EditedLine, type LineField, type LineValues, lineFieldName, numberFields } from "./draft"

export const MAX_LINES = 10_000
const MAX_DESCRIPTION = 250
const quantityDecimals = 5
const percentDecimals = 5
const integerDigits = 12

/**
 * Every field of a line that cannot stand, each with its own issue.
 *
 * @param values the fields that were changed
 * @param unitAmountDecimals of the document's currency
 */
export function checkLineValues(
  names: DraftNames,
  line: Pick<EditedLine, "id" | "type">,
  values: LineValues,
  unitAmountDecimals: number,
): Issue[] {
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
    const decimals = { quantity: quantityDecimals, lineDiscountPercent: percentDecimals, price: unitAmountDecimals }
    const most = decimals[field as keyof typeof decimals]
    if (whole.length > integerDigits) add(field, "too_many_digits", { maximum: integerDigits })
    if (fraction.length > most) add(field, "too_many_decimals", { maximum: most })
    const value = new Decimal(text)
    if (field === "price" && value.isNegative() && !value.isZero()) add(field, "price_negative")
    if (field === "lineDiscountPercent" && (value.lt(0) || value.gt(100))) add(field, "percent_out_of_range")
  }
  return issues
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
