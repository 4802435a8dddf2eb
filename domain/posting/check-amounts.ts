/** Whether a draft's stored amounts are those that its quantities, costs, discounts and VAT give. Pure. */

import { amountFigures, workOutAmounts } from "@/domain/documents/draft-amounts"
import type { InvoiceDiscount } from "@/domain/documents/invoice-discount"
import type { Issue } from "@/domain/errors"
import { Decimal } from "@/domain/money/decimal"
import type { PostingDocument } from "./posting-document"
import type { PostingSetup } from "./read-posting-setup"

const totals = ["invoiceDiscountAmount", "amount", "amountIncludingVat"] as const

/**
 * Works a draft's amounts out anew and compares: posting trusts nothing that was stored. Vendor's tiers are compared
 * elsewhere; here the discount that they gave is spread.
 *
 * @returns for each line that differs its first figure that does, then those of the document
 */
export function amountProblems(document: PostingDocument, { currency, invoiceDiscount }: PostingSetup): Issue[] {
  const { header, lines } = document
  const worked = workOutAmounts(lines, {
    pricesIncludingVat: header.pricesIncludingVat,
    vatBaseDiscountPercent: header.vatBaseDiscountPercent,
    decimals: currency.amountDecimals,
    invoiceDiscount: discountOf(document, invoiceDiscount),
  })
  const issues: Issue[] = []
  for (const [index, line] of lines.entries()) {
    const anew = worked.lines[index]!
    const figure = amountFigures.find(name => differ(line[name], anew[name]))
    if (!figure) continue
    const params = { figure, lineNo: line.lineNo, stored: line[figure], worked: anew[figure] }
    issues.push({ field: `lines.${line.lineId}.quantity`, code: "line_amount_differs", params })
  }
  for (const figure of totals) {
    if (!differ(header[figure], worked[figure])) continue
    issues.push({ code: "document_total_differs", params: { figure, stored: header[figure], worked: worked[figure] } })
  }
  return issues
}

function discountOf({ header }: PostingDocument, discount: InvoiceDiscount): InvoiceDiscount {
  if (discount.calculation !== "tiers") return discount
  return { calculation: "amount", value: header.invoiceDiscountAmount }
}

/** Equal text is equal; the same number may be written with other zeros. */
function differ(stored: string, worked: string): boolean {
  return stored !== worked && !new Decimal(stored).eq(worked)
}
