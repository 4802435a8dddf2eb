import { sizeOfVatDifferences } from "@/domain/documents/keep-vat-differences"
import { withDecimals } from "@/domain/money/decimal"
import type { PostingDocument } from "./posting-document"
import type { PostingProblem } from "./posting-problem"
import type { PostingSetup } from "./read-posting-setup"

/** VAT that was typed is within what the currency allows now, which may be less than when it was typed. */
export function vatDifferenceProblems(
  { documentType, lines, header }: PostingDocument,
  { currency }: PostingSetup,
): PostingProblem[] {
  const total = sizeOfVatDifferences(lines)
  const maximum = currency.maxVatDifferenceAllowed
  if (!total.gt(maximum)) return []
  const decimals = currency.amountDecimals
  const params = {
    maximum: withDecimals(maximum, decimals),
    total: withDecimals(total, decimals),
    currency: header.currencyCode,
  }
  return [
    { code: "vat_differences_too_large", params, correction: { page: "vat_amounts", documentType, no: header.no } },
  ]
}
