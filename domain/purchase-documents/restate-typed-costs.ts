import type { DocumentCurrency } from "@/domain/documents/document-currency"
import type { TypedCosts } from "@/domain/documents/draft"
import { headerField } from "@/domain/documents/draft"
import { amountOfLine } from "@/domain/documents/draft-amounts"
import type { DraftLine } from "@/domain/documents/line-fields"
import type { PlannedLine } from "@/domain/documents/planned-line"
import type { Issue } from "@/domain/errors"
import { Decimal, HUNDRED, round, toPlain } from "@/domain/money/decimal"

/**
 * Typed costs and line amounts of a draft whose prices come to include VAT, or no longer do: the figure stays and is read in the new way, or
 * what it is worth stays and the figure follows. What was typed along with the change is meant in the new way.
 *
 * @param planned the lines with their VAT as it was
 * @param lines the same with their VAT as it will be
 * @param choice absent: not asked yet
 * @param currency of the document
 * @returns the lines, and the question where there are such costs and no choice
 */
export function restateTypedCosts(
  planned: readonly PlannedLine[],
  lines: readonly DraftLine[],
  pricesIncludingVat: boolean,
  {
    choice,
    currency,
  }: { choice?: TypedCosts; currency: Pick<DocumentCurrency, "amountDecimals" | "unitAmountDecimals"> },
): { lines: DraftLine[]; issues: Issue[] } {
  const count = planned.filter(plan => hasEarlierCost(plan) || hasEarlierAmount(plan)).length
  if (count > 0 && choice === undefined) {
    return {
      lines: [...lines],
      issues: [{ field: headerField("pricesIncludingVat"), code: "typed_costs_ask", params: { count } }],
    }
  }
  if (choice !== "value") return { lines: [...lines], issues: [] }
  const restated = lines.map((line, index) => {
    const was = planned[index]!
    const factor = (of: DraftLine) => HUNDRED.plus(of.vatPercent).div(HUNDRED)
    const inNewWay = (figure: Decimal) =>
      pricesIncludingVat ? figure.times(factor(line)) : figure.div(factor(was.line))
    const next = { ...line }
    if (hasEarlierCost(was)) {
      const cost = new Decimal(line.price)
      // A cost of many decimals is one of next to nothing: with fewer it would say something else.
      const decimals = Math.max(currency.unitAmountDecimals, cost.decimalPlaces())
      next.price = toPlain(round(inNewWay(cost), decimals))
    }
    return hasEarlierAmount(was) ? withAmount(next, inNewWay, currency.amountDecimals) : next
  })
  return { lines: restated, issues: [] }
}

/** With the amount that was typed restated, and at most what the quantity costs by then. @param decimals of the document's currency */
export function withAmount(line: DraftLine, inNewWay: (figure: Decimal) => Decimal, decimals: number): DraftLine {
  const { typedAmount } = line
  if (typedAmount === null) return line
  const { lineDiscountAmount, lineAmount } = amountOfLine(line, decimals)
  const full = lineDiscountAmount.plus(lineAmount)
  const amount = round(inNewWay(new Decimal(line[typedAmount])), decimals)
  return { ...line, [typedAmount]: toPlain(amount.abs().gt(full.abs()) ? full : amount) }
}

/** A line amount or line discount amount that somebody typed in an earlier save, for what the line still is. */
function hasEarlierAmount({ line, typed, isNew }: PlannedLine): boolean {
  return !isNew && line.typedAmount !== null && !typed.has("no") && !typed.has(line.typedAmount)
}

/** A cost that somebody typed in an earlier save, for what the line still is. */
function hasEarlierCost({ line, typed, isNew }: PlannedLine): boolean {
  if (isNew || line.no === null || line.price === "0") return false
  const isTyped = line.type === "gl_account" || line.type === "charge" || line.costSource?.kind === "typed"
  return isTyped && !typed.has("no") && !typed.has("unitOfMeasureCode") && !typed.has("price")
}
