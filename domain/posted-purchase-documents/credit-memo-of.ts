import type { Actor } from "@/domain/access/actor"
import type { PostingDocument } from "@/domain/posting/posting-document"
import type { PostedHeader } from "./read-posted-purchase-document"

/** A snapshot of the invoice with its own dates; it never was a draft, and asks nobody. */
export function creditMemoOf(
  invoice: PostedHeader,
  given: { lines: PostingDocument["lines"]; postingDate: string; description: string; actor: Actor },
): PostingDocument {
  const { documentType, preAssignedNo, correctsNo, transactionNo, vendorInvoiceKey, ...rest } = invoice
  const { exchangeRateAmount, relationalExchangeRateAmount, postedBy, postedByName, postedAt, ...header } = rest
  const { postingDate, actor } = given
  return {
    documentType: "credit_memo",
    correctsNo: invoice.no,
    lines: given.lines,
    header: {
      ...header,
      no: "",
      creditsNo: null,
      postingDate,
      documentDate: postingDate,
      dueDate: postingDate,
      paymentDiscountDate: postingDate,
      paymentDiscountPercent: "0",
      postingDescription: given.description,
      duplicateReason: "",
      duplicateAllowedBy: null,
      requestedBy: actor.userId,
      reviewState: "reviewed",
      reviewStateAt: postedAt,
      reviewedBy: null,
      sentBackReason: "",
      costChanged: false,
      invoiceDiscountCalculation: "none",
      invoiceDiscountValue: "0",
      controlAmountIncludingVat: null,
      controlVatAmount: null,
      version: 1,
      lastLineId: 0,
      queueKey: 0,
      createdAt: postedAt,
      updatedAt: postedAt,
    },
  }
}
