import { headerField, isTextLine } from "@/domain/documents/draft"
import { amountOfLine } from "@/domain/documents/draft-amounts"
import type { DraftLine } from "@/domain/documents/line-fields"
import type { Issue } from "@/domain/errors"
import { Decimal, HUNDRED, sum } from "@/domain/money/decimal"
import type { PurchaseDocumentRow } from "./purchase-header"

/**
 * Why a typed invoice discount cannot stand: no line allows one, or it is more than those lines come to. A
 * percentage of no lines yet, or of lines that come to nothing, is nothing and may stand.
 *
 * @param decimals of the document's currency
 */
export function invoiceDiscountProblems(
  header: Pick<PurchaseDocumentRow, "invoiceDiscountCalculation" | "invoiceDiscountValue">,
  lines: readonly DraftLine[],
  decimals: number,
): Issue[] {
  const { invoiceDiscountCalculation: calculation } = header
  const value = new Decimal(header.invoiceDiscountValue)
  if (value.isZero() || (calculation !== "amount" && calculation !== "percent")) return []
  const refused = (code: string, params?: Issue["params"]) => [
    { field: headerField("invoiceDiscountValue"), code, params },
  ]
  const bought = lines.filter(line => !isTextLine(line))
  const allowing = bought.filter(line => line.allowInvoiceDiscount)
  if (bought.length > 0 && allowing.length === 0) return refused("discount_without_base")
  const base = sum(allowing.map(line => amountOfLine(line, decimals).lineAmount))
  if (calculation === "percent") return value.gt(HUNDRED) ? refused("percent_out_of_range") : []
  if (value.decimalPlaces() > decimals) return refused("too_many_decimals", { maximum: decimals })
  return value.abs().gt(base.abs()) || value.times(base).isNegative()
    ? refused("discount_above_base", { base: base.toFixed(decimals) })
    : []
}
