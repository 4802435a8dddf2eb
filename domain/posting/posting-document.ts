import type { purchaseInvoice } from "@/db/schema"
import type { DraftLine } from "@/domain/documents/line-fields"
import { Decimal } from "@/domain/money/decimal"

export type PostingHeader = Omit<typeof purchaseInvoice.$inferSelect, "documentType" | "vendorInvoiceDigits">

/** A line to be posted: a draft's, with its share of the invoice discount. Numbers as decimal strings. */
export type PostingLine = DraftLine & { invoiceDiscountAmount: string }

/** What is to be posted: a draft, or the credit memo that takes a posted invoice back. */
export type PostingDocument = {
  documentType: "invoice" | "credit_memo"
  header: PostingHeader
  lines: readonly PostingLine[]
  /** The posted invoice that this credit memo cancels; null for everything else. */
  correctsNo: string | null
}

/** Text, and lines of nothing, make no entry. */
export function makesEntry(line: PostingLine): boolean {
  return line.type !== "comment" && line.no !== null && !new Decimal(line.quantity).isZero()
}
