import { Decimal } from "@/domain/money/decimal"
import { vatBase } from "@/domain/vat/vat-base"
import type { PostingHeader } from "./posting-document"

/**
 * What of an amount of a document VAT is worked out from.
 * @param decimals of the document's currency
 */
export function vatBaseOf(
  { vatBaseDiscountPercent }: Pick<PostingHeader, "vatBaseDiscountPercent">,
  decimals: number,
): (amount: Decimal) => Decimal {
  const percent = new Decimal(vatBaseDiscountPercent)
  return amount => vatBase(amount, percent, decimals)
}
