import { isTextLine } from "@/domain/documents/draft"
import { invoiceDiscountAmount } from "@/domain/documents/invoice-discount"
import type { Issue } from "@/domain/errors"
import { Decimal } from "@/domain/money/decimal"
import type { PostingDocument } from "./posting-document"
import type { PostingSetup } from "./read-posting-setup"

/**
 * The draft keeps the invoice discount that the vendor's tiers gave when it was saved. Where they give another by now, it is
 * not posted before somebody has seen it.
 */
export function tierDiscountProblems(
  { header, lines }: Pick<PostingDocument, "header" | "lines">,
  setup: Pick<PostingSetup, "invoiceDiscount" | "currency">,
): Issue[] {
  if (header.invoiceDiscountCalculation !== "tiers") return []
  const bought = lines
    .filter(line => !isTextLine(line))
    .map(line => ({ lineAmount: new Decimal(line.lineAmount), allowInvoiceDiscount: line.allowInvoiceDiscount }))
  const due = invoiceDiscountAmount(bought, setup.invoiceDiscount, setup.currency.amountDecimals)
  if (due.eq(header.invoiceDiscountAmount)) return []
  const params = { typed: header.invoiceDiscountAmount, worked: due.toFixed() }
  return [{ field: "header.invoiceDiscountCalculation", code: "invoice_discount_changed", params }]
}
