import type { TypedCosts } from "@/domain/documents/draft"
import { headerField } from "@/domain/documents/draft"
import type { DraftLine } from "@/domain/documents/line-fields"
import type { PlannedLine } from "@/domain/documents/planned-line"
import type { Issue } from "@/domain/errors"
import { Decimal, HUNDRED, round, toPlain } from "@/domain/money/decimal"

/**
 * Typed costs of a draft whose prices come to include VAT, or no longer do: the figure stays and is read in the new way, or
 * what it is worth stays and the figure follows. What was typed along with the change is meant in the new way.
 *
 * @param planned the lines with their VAT as it was
 * @param lines the same with their VAT as it will be
 * @param choice absent: not asked yet
 * @param unitAmountDecimals of the document's currency
 * @returns the lines, and the question where there are such costs and no choice
 */
export function restateTypedCosts(
  planned: readonly PlannedLine[],
  lines: readonly DraftLine[],
  pricesIncludingVat: boolean,
  { choice, unitAmountDecimals }: { choice?: TypedCosts; unitAmountDecimals: number },
): { lines: DraftLine[]; issues: Issue[] } {
  const count = planned.filter(hasEarlierCost).length
  if (count > 0 && choice === undefined) {
    return {
      lines: [...lines],
      issues: [{ field: headerField("pricesIncludingVat"), code: "typed_costs_ask", params: { count } }],
    }
  }
  if (choice !== "value") return { lines: [...lines], issues: [] }
  const restated = lines.map((line, index) => {
    const was = planned[index]!
    if (!hasEarlierCost(was)) return line
    const factor = (of: DraftLine) => HUNDRED.plus(of.vatPercent).div(HUNDRED)
    const cost = new Decimal(line.price)
    const price = pricesIncludingVat ? cost.times(factor(line)) : cost.div(factor(was.line))
    // A cost of many decimals is one of next to nothing: with fewer it would say something else.
    return { ...line, price: toPlain(round(price, Math.max(unitAmountDecimals, cost.decimalPlaces()))) }
  })
  return { lines: restated, issues: [] }
}

/** A cost that somebody typed in an earlier save, for what the line still is. */
function hasEarlierCost({ line, typed, isNew }: PlannedLine): boolean {
  if (isNew || line.no === null || line.price === "0") return false
  const isTyped = line.type === "gl_account" || line.costSource?.kind === "typed"
  return isTyped && !typed.has("no") && !typed.has("unitOfMeasureCode") && !typed.has("price")
}
