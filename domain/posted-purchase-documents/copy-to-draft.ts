import type { Tx } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { pickFields } from "@/domain/documents/header-definition"
import { Decimal, toPlain } from "@/domain/money/decimal"
import { takeNumberOf } from "@/domain/numbering/take-number"
import { isInvoiceRounding } from "@/domain/posting/invoice-rounding"
import { mayPostOn } from "@/domain/posting/posting-dates"
import { purchaseHeader } from "@/domain/purchase-documents/purchase-header"
import { asTyped, insertDraft } from "./insert-draft"
import type { PreparedCancellation } from "./prepare-cancellation"

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
  const lines = document.lines.filter(line => !isInvoiceRounding(line)).map(line => asTyped(line))
  const rounding = document.lines.find(isInvoiceRounding)?.amount ?? "0"
  const less = (total: string) => toPlain(new Decimal(total).minus(rounding))
  const no = await takeNumberOf(tx, companyId, "purchaseInvoiceNos")
  const { postingDate, paymentDiscountPercent } = invoice
  const discounted = !new Decimal(invoice.invoiceDiscountAmount).isZero()
  const draft = {
    ...document.header,
    ...pickFields(invoice, purchaseHeader.posted),
    no,
    documentType: "invoice" as const,
    // The credit memo's date is the next best where the invoice's own is closed.
    postingDate: mayPostOn(postingDate, setup) ? postingDate : document.header.postingDate,
    paymentDiscountPercent,
    postingDescription: `Invoice ${no}`,
    invoiceDiscountCalculation: discounted ? ("amount" as const) : ("none" as const),
    invoiceDiscountValue: invoice.invoiceDiscountAmount,
    amount: less(invoice.amount),
    amountIncludingVat: less(invoice.amountIncludingVat),
  }
  await insertDraft(tx, actor, draft, lines)
  return no
}
