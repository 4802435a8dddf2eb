import { and, eq, sql } from "drizzle-orm"
import { purchaseInvoice } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { afterEdit } from "@/domain/approvals/after-edit"
import { readDocumentCurrency } from "@/domain/documents/document-currency"
import { type DraftEdit, isServiceCharge } from "@/domain/documents/draft"
import { finishSave } from "@/domain/documents/finish-save"
import { headerTexts } from "@/domain/documents/header-values"
import { planSave } from "@/domain/documents/plan-save"
import { readLines } from "@/domain/documents/store-lines"
import { lockPurchaseDocument } from "./access"
import { completeEdit } from "./complete-edit"
import { eventKind } from "./document-type"
import { type PurchaseDocumentRow, purchaseDefinition, purchaseHeader } from "./purchase-header"
import { keepsReview, tellReviewers } from "./review-after-save"

export type SavedPurchaseDocument = {
  version: number
  /** Typed costs that stayed although vendor, currency or Prices Including VAT changed: they are now read in the new. */
  typedCostsKept: number
  /** VAT groups whose typed VAT no longer fits, as their base or rate has changed: it is worked out again. */
  vatDifferencesDropped: number
}

const nothingSaved = { typedCostsKept: 0, vatDifferencesDropped: 0 }

/**
 * Saves what somebody did to a draft on one page of its lines: one transaction, a constant number of statements. Header
 * fields and lines that the edit leaves out stay. Any change makes the invoice ready for review again, but for what a review
 * does not cover (review-scope.ts); by rules a change of what an approval signs voids it.
 *
 * @throws StaleDraft where somebody else saved first: nothing is written, what was typed comes back merged
 * @throws Refusal with an issue for each field that cannot stand: header.dueDate, lines.12.quantity, lines.new1.no; and with
 *   the code typed_costs_ask where prices come to include VAT, or no longer do, and the edit does not say what becomes of
 *   typed costs
 * @throws NotFound, Forbidden as for seeing it
 */
export async function savePurchaseDocument(actor: Actor, no: string, edit: DraftEdit): Promise<SavedPurchaseDocument> {
  return inCompany(actor.companyId, async tx => {
    const header = await lockPurchaseDocument(tx, actor, no)
    return saveLocked(tx, actor, header, edit)
  })
}

/** As `savePurchaseDocument`, of a draft that is locked already. */
export async function saveLocked(
  tx: Tx,
  actor: Actor,
  header: PurchaseDocumentRow,
  edit: DraftEdit,
): Promise<SavedPurchaseDocument> {
  const { companyId, no } = header
  const document = { ...purchaseDefinition, kind: eventKind(header.documentType, "saved") }
  const lines = await readLines(tx, "purchase", companyId, no)
  const currency = await readDocumentCurrency(tx, companyId, header.currencyCode, header.postingDate)
  const { version, lastLineId, amount, amountIncludingVat, invoiceDiscountAmount } = header
  const totals = { amount, amountIncludingVat, invoiceDiscountAmount }
  const stored = { no, version, lastLineId, header: headerTexts(purchaseHeader, header), lines, totals }
  const plan = await planSave(tx, actor, document, stored, edit)
  if (!plan) return { ...nothingSaved, version: header.version }

  const complete = await completeEdit(tx, { header, lines, currency }, plan, edit)
  const { typedCostsKept } = complete
  forgetAllowedDuplicate(header, complete.header)

  const finished = await finishSave(tx, actor, document, stored, {
    header: headerTexts(purchaseHeader, complete.header),
    lines: complete.lines,
    pricesIncludingVat: complete.header.pricesIncludingVat,
    vatBaseDiscountPercent: complete.header.vatBaseDiscountPercent,
    decimals: complete.currency.amountDecimals,
    invoiceDiscount: complete.invoiceDiscount,
    moved: plan.moved,
    contentHash: plan.contentHash,
    notes: typedCostsKept > 0 ? { typedCostsKept } : undefined,
  })
  if (!finished) return { ...nothingSaved, version: header.version }
  const { createdAt, companyId: _, no: __, vendorInvoiceDigits: ___, ...columns } = complete.header
  const { changed: what, vatDifferencesDropped, ...figures } = finished
  const reviewStands = keepsReview(header, what, figures)
  const after = await afterEdit(tx, actor, header, reviewStands, async () => ({
    header: { ...complete.header, ...figures },
    lines: await readLines(tx, "purchase", companyId, no),
  }))
  await tx
    .update(purchaseInvoice)
    .set({
      ...columns,
      ...figures,
      lastLineId: Math.max(plan.lastLineId, ...complete.lines.filter(isServiceCharge).map(({ lineId }) => lineId)),
      ...after.columns,
      updatedAt: sql`now()`,
    })
    .where(and(eq(purchaseInvoice.companyId, companyId), eq(purchaseInvoice.no, no)))
  if (after.waitsAnew) await tellReviewers(tx, actor, complete.header, finished.version)
  return { version: finished.version, typedCostsKept, vatDifferencesDropped }
}

/** What a manager allowed was this vendor's number: another number, or vendor, is to be allowed anew. */
function forgetAllowedDuplicate(before: PurchaseDocumentRow, header: PurchaseDocumentRow): void {
  const { payToVendorNo, vendorInvoiceNo } = header
  if (payToVendorNo === before.payToVendorNo && vendorInvoiceNo === before.vendorInvoiceNo) return
  header.duplicateReason = ""
  header.duplicateAllowedBy = null
}
