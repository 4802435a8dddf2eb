/** The limits of what may stand in a line of a draft. A quantity of zero and a negative one are allowed there. */
import type { Issue } from "@/domain/errors"
import { Decimal } from "@/domain/money/decimal"
import { type DraftNames, type EditedLine, lineFieldName } from "./draft"
import {
  INTEGER_DIGITS,
  isNumberField,
  type LineField,
  type LineFieldDefinition,
  type LineValues,
  lineField,
} from "./line-fields"
import type { PlannedLine } from "./planned-line"

export const MAX_LINES = 10_000

/**
 * Every field of a line that cannot stand, each with its own issue; for the decimals of a price see checkPriceDecimals.
 *
 * @param values the fields that were changed
 */
export function checkLineValues(names: DraftNames, line: Pick<EditedLine, "id" | "type">, values: LineValues): Issue[] {
  return (Object.entries(values) as [LineField, string][]).flatMap(([name, text]) =>
    problemsOf(lineField[name], text).map(problem => ({ ...problem, field: lineFieldName(names, line.id, name) })),
  )
}

type Problem = Omit<Issue, "field">

function problemsOf(field: LineFieldDefinition, text: string): Problem[] {
  if (field.kind === "text" && text.length > field.maximum)
    return [{ code: "too_long", params: { maximum: field.maximum } }]
  if (field.kind === "choice" && !field.words.includes(text)) return [{ code: "invalid" }]
  return "decimals" in field && text !== "" ? numberProblems(field, text) : []
}

function numberProblems({ kind, decimals }: LineFieldDefinition & { decimals: number }, text: string): Problem[] {
  if (!/^-?\d+(\.\d+)?$/u.test(text)) return [{ code: "not_a_number" }]
  const [whole = "", fraction = ""] = text.replace("-", "").split(".")
  const value = new Decimal(text)
  const problems: Problem[] = []
  if (whole.length > INTEGER_DIGITS) problems.push({ code: "too_many_digits", params: { maximum: INTEGER_DIGITS } })
  if (kind !== "price" && fraction.length > decimals) {
    problems.push({ code: "too_many_decimals", params: { maximum: decimals } })
  }
  if (kind === "price" && value.isNegative() && !value.isZero()) problems.push({ code: "price_negative" })
  if (kind === "percent" && (value.lt(0) || value.gt(100))) problems.push({ code: "percent_out_of_range" })
  return problems
}

/**
 * Prices that were typed with more decimals than their currency has, noughts too (number-format.ts says why); a cost may have
 * as many as vendors print (`names.costDecimals`). The currency is that of the document as it will be; what nobody typed may
 * have more, as the one before had them.
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
    if (!typed.has("price") || decimals <= (names.costDecimals ?? currency.unitAmountDecimals)) return []
    const problem = names.costDecimals ? tooManyCostDecimals(names.costDecimals) : tooManyPriceDecimals(currency)
    return [{ field: lineFieldName(names, key, "price"), ...problem }]
  })
}

/** What is said of a cost with more decimals than a cost may have. */
export const tooManyCostDecimals = (maximum: number): Issue => ({ code: "too_many_decimals", params: { maximum } })

/** What is said of a price with more decimals than its currency has. */
function tooManyPriceDecimals(currency: { code: string; unitAmountDecimals: number }): Issue {
  const { code, unitAmountDecimals: decimals } = currency
  return { code: "price_too_many_decimals", params: { currency: code, decimals } }
}

/** As stored: blanks trimmed, units in capitals; a blank number is 0 on a line that is there, and stays blank on a new one. */
export function normaliseValues(values: LineValues, isNew: boolean): LineValues {
  const normal: LineValues = {}
  for (const [key, value] of Object.entries(values)) {
    const field = key as LineField
    const text = value.trim()
    const staysBlank = isNew || lineField[field].kind === "amount"
    if (isNumberField(field)) normal[field] = staysBlank && text === "" ? "" : plainText(text)
    else if (lineField[field].kind === "code") normal[field] = text.toUpperCase()
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
