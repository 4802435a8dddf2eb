import { Decimal, HUNDRED, ONE, round } from "@/domain/money/decimal"
import type { PostingLine } from "./posting-document"

export type NetDiscounts = { line: Decimal; invoice: Decimal }

/**
 * A line's discounts without VAT, in the document's currency: with the line's amount they are what it cost before.
 *
 * @param document.decimals of its currency
 */
export function netDiscounts(
  line: Pick<PostingLine, "lineDiscountAmount" | "invoiceDiscountAmount" | "vatPercent" | "vatCalculationType">,
  document: { pricesIncludingVat: boolean; decimals: number; vatBaseDiscountPercent: string },
): NetDiscounts {
  const isTaxed = document.pricesIncludingVat && line.vatCalculationType === "normal"
  const borne = HUNDRED.minus(document.vatBaseDiscountPercent).div(HUNDRED)
  const rate = isTaxed ? new Decimal(line.vatPercent).div(HUNDRED).times(borne).plus(ONE) : ONE
  const net = (amount: string) => round(new Decimal(amount).div(rate), document.decimals)
  return { line: net(line.lineDiscountAmount), invoice: net(line.invoiceDiscountAmount) }
}
