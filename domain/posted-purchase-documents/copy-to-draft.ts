import { purchaseInvoice } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { isServiceCharge } from "@/domain/documents/draft"
import { pickFields } from "@/domain/documents/header-definition"
import { writeLines } from "@/domain/documents/store-lines"
import { recordEvent } from "@/domain/history/record-event"
import { Decimal, toPlain } from "@/domain/money/decimal"
import { takeNumberOf } from "@/domain/numbering/take-number"
import { mayPostOn } from "@/domain/posting/posting-dates"
import type { PostingLine } from "@/domain/posting/posting-document"
import { purchaseHeader } from "@/domain/purchase-documents/purchase-header"
import type { PreparedCancellation } from "./prepare-cancellation"
import { isInvoiceRounding } from "./read-posted-lines"

/**
 * A new draft with everything that stands on a posted invoice: asked for by the actor, ready for somebody else's review.
 * The line of invoice rounding stays behind, as posting works it out anew.
 *
 * @returns its number
 */
export async function copyToDraft(
  tx: Tx,
  actor: Actor,
  { header: invoice, document, setup }: PreparedCancellation,
): Promise<string> {
  const { companyId } = actor
  const lines = document.lines.filter(line => !isInvoiceRounding(line)).map(asTyped)
  const rounding = document.lines.find(isInvoiceRounding)?.amount ?? "0"
  const less = (total: string) => toPlain(new Decimal(total).minus(rounding))
  const no = await takeNumberOf(tx, companyId, "purchaseInvoiceNos")
  const { postingDate, paymentDiscountPercent } = invoice
  const discounted = !new Decimal(invoice.invoiceDiscountAmount).isZero()
  await tx.insert(purchaseInvoice).values({
    ...document.header,
    ...pickFields(invoice, purchaseHeader.posted),
    no,
    documentType: "invoice",
    // The credit memo's date is the next best where the invoice's own is closed.
    postingDate: mayPostOn(postingDate, setup) ? postingDate : document.header.postingDate,
    paymentDiscountPercent,
    postingDescription: `Invoice ${no}`,
    reviewState: "ready_for_review",
    reviewStateAt: undefined,
    createdAt: undefined,
    updatedAt: undefined,
    invoiceDiscountCalculation: discounted ? "amount" : "none",
    invoiceDiscountValue: invoice.invoiceDiscountAmount,
    lastLineId: Math.max(0, ...lines.map(line => line.lineId)),
    lineCount: lines.length,
    amount: less(invoice.amount),
    amountIncludingVat: less(invoice.amountIncludingVat),
  })
  await writeLines(tx, "purchase", companyId, no, [], lines)
  await recordEvent(tx, {
    companyId,
    actor,
    kind: "purchase_invoice.created",
    subjectType: "purchase_invoice",
    subjectNo: no,
    version: 1,
    data: { vendorName: invoice.buyFromVendorName },
  })
  return no
}

/** The discount is a typed amount now, the VAT product posting group a chosen one, and so is a service charge that came of its tiers: figures stay as posted. */
function asTyped(line: PostingLine): PostingLine {
  const group = line.vatProdPostingGroup === null ? [] : ["vatProdPostingGroup"]
  const copied = { ...line, typedFields: ["lineDiscountPercent", ...group] }
  return isServiceCharge(line) ? { ...copied, costSource: { kind: "typed" } } : copied
}
