/** The limits of a line amount or line discount amount that was typed. */
import type { Issue } from "@/domain/errors"
import { Decimal, ZERO } from "@/domain/money/decimal"
import { type DraftNames, isTextLine, lineFieldName } from "./draft"
import { amountOfLine } from "./draft-amounts"
import type { DraftLine } from "./line-fields"
import type { PlannedLine } from "./planned-line"

/**
 * Typed amounts that cannot stand: with a fraction of a minor unit, or by which the line discount were below nothing or more
 * than the quantity costs. The reference refuses those too ("Consider increasing the unit cost instead"): made a cost of, the
 * amount would tell the item a last direct cost that nobody asked for.
 *
 * @param planned says how a line is called in the form
 * @param lines the same with their defaults; those whose amounts nobody typed pass
 * @param decimals of the document's currency
 */
export function typedAmountProblems(
  names: DraftNames,
  planned: readonly PlannedLine[],
  lines: readonly DraftLine[],
  decimals: number,
): Issue[] {
  const keys = new Map(planned.map(({ line, key }) => [line.lineId, key]))
  return lines.flatMap(line => {
    const problem = problemOf(line, decimals)
    if (!problem || line.typedAmount === null) return []
    return [{ field: lineFieldName(names, keys.get(line.lineId) ?? line.lineId, line.typedAmount), ...problem }]
  })
}

function problemOf(line: DraftLine, decimals: number): Omit<Issue, "field"> | undefined {
  if (line.typedAmount === null || isTextLine(line)) return undefined
  if (new Decimal(line[line.typedAmount]).decimalPlaces() > decimals) {
    return { code: "too_many_decimals", params: { maximum: decimals } }
  }
  const { lineDiscountAmount, lineAmount } = amountOfLine(line, decimals)
  const full = lineDiscountAmount.plus(lineAmount)
  const isWithin = [lineDiscountAmount, lineAmount].every(part => part.isZero() || part.s === full.s)
  if (isWithin) return undefined
  if (full.eq(ZERO)) return { code: "typed_amount_of_nothing" }
  return { code: "typed_amount_out_of_range", params: { base: full.toFixed(decimals) } }
}
