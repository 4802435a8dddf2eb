import { and, eq, sql } from "drizzle-orm"
import { purchaseInvoice } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { checkPriceDecimals } from "@/domain/documents/check-lines"
import { readDocumentCurrency } from "@/domain/documents/document-currency"
import { type DraftEdit, isServiceCharge } from "@/domain/documents/draft"
import { finishSave } from "@/domain/documents/finish-save"
import { headerTexts } from "@/domain/documents/header-values"
import { planSave, refuseIf } from "@/domain/documents/plan-save"
import { readInvoiceDiscount } from "@/domain/documents/read-invoice-discount"
import { readLines } from "@/domain/documents/store-lines"
import { readItemTerms } from "@/domain/pricing/item-terms"
import { lockPurchaseDocument } from "./access"
import { type ChangedPurchaseHeader, changePurchaseHeader } from "./change-purchase-header"
import { invoiceDiscountProblems } from "./check-invoice-discount"
import { defaultAccountLines } from "./default-account-lines"
import { defaultPurchaseLines, purchaseItemsInQuestion, type RenewedPurchaseTerms } from "./default-purchase-lines"
import { eventKind } from "./document-type"
import { pricingTerms, rateProblems } from "./pricing-terms"
import { type PurchaseDocumentRow, purchaseDefinition, purchaseHeader } from "./purchase-header"
import { restateTypedCosts } from "./restate-typed-costs"
import { keepsReview, tellReviewers, waitsAgain } from "./review-after-save"
import { withServiceCharge } from "./service-charge"

export type SavedPurchaseDocument = {
  version: number
  /** Typed costs that stayed although vendor, currency or Prices Including VAT changed: they are now read in the new. */
  typedCostsKept: number
}

/**
 * Saves what somebody did to a draft on one page of its lines: one transaction, a constant number of statements. Header
 * fields and lines that the edit leaves out stay. Any change makes the invoice ready for review again, but for what a review
 * does not cover (review-scope.ts).
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

async function saveLocked(
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
  if (!plan) return { version: header.version, typedCostsKept: 0 }

  const changed = await changePurchaseHeader(tx, header, plan.header)
  refuseIf([...changed.issues, ...plan.issues])

  const { currencyCode, postingDate } = changed.header
  const keepsCurrency = currencyCode === header.currencyCode && postingDate === header.postingDate
  const currencyNow = keepsCurrency ? currency : await readDocumentCurrency(tx, companyId, currencyCode, postingDate)
  refuseIf(checkPriceDecimals(purchaseDefinition, plan.lines, currencyNow))
  const renewed = renewedTerms(header, changed, edit)
  const charged = lines.find(isServiceCharge)
  const planned = plan.lines.filter(({ line }) => line.lineId !== charged?.lineId)
  const accounted = await defaultAccountLines(tx, changed.header, planned, renewed.vendor || renewed.vat)
  refuseIf(accounted.issues)
  const items = purchaseItemsInQuestion(accounted.lines, renewed)
  const terms = items.length > 0 ? await pricingTerms(tx, changed.header, changed.newVendor, currencyNow) : null
  refuseIf(terms ? rateProblems(terms) : [])
  const given = terms && { terms, items: await readItemTerms(tx, companyId, terms, items) }
  const defaulted = defaultPurchaseLines(accounted.lines, renewed, given)
  const decimals = currencyNow.amountDecimals
  const restated =
    changed.header.pricesIncludingVat === header.pricesIncludingVat
      ? { lines: defaulted.lines, issues: [] }
      : restateTypedCosts(planned, defaulted.lines, changed.header.pricesIncludingVat, {
          choice: edit.typedCosts,
          unitAmountDecimals: currencyNow.unitAmountDecimals,
        })
  const discountProblems = invoiceDiscountProblems(changed.header, restated.lines, decimals)
  refuseIf([...defaulted.issues, ...restated.issues, ...discountProblems])
  const typedCostsKept = edit.typedCosts === "value" ? 0 : defaulted.typedCostsKept
  forgetAllowedDuplicate(header, changed.header)
  const invoiceDiscount = await readInvoiceDiscount(tx, changed.header)
  const complete = await withServiceCharge(tx, changed.header, restated.lines, {
    invoiceDiscount,
    decimals,
    lineId: charged?.lineId ?? plan.lastLineId + 1,
    place: plan.lines.findIndex(({ line }) => line.lineId === charged?.lineId),
  })
  refuseIf(complete.issues)

  const finished = await finishSave(tx, actor, document, stored, {
    header: headerTexts(purchaseHeader, changed.header),
    lines: complete.lines,
    pricesIncludingVat: changed.header.pricesIncludingVat,
    decimals,
    invoiceDiscount,
    moved: plan.moved,
    contentHash: plan.contentHash,
    notes: typedCostsKept > 0 ? { typedCostsKept } : undefined,
  })
  if (!finished) return { version: header.version, typedCostsKept: 0 }
  const { createdAt, companyId: _, no: __, ...columns } = changed.header
  const { changed: what, ...figures } = finished
  const reviewStands = keepsReview(header, what, figures)
  await tx
    .update(purchaseInvoice)
    .set({
      ...columns,
      ...figures,
      lastLineId: Math.max(plan.lastLineId, ...complete.lines.filter(isServiceCharge).map(({ lineId }) => lineId)),
      ...(reviewStands ? {} : waitsAgain(header)),
      updatedAt: sql`now()`,
    })
    .where(and(eq(purchaseInvoice.companyId, companyId), eq(purchaseInvoice.no, no)))
  if (header.reviewState !== "ready_for_review" && !reviewStands)
    await tellReviewers(tx, actor, changed.header, finished.version)
  return { version: finished.version, typedCostsKept }
}

/** Which terms are other ones than before. */
function renewedTerms(
  before: PurchaseDocumentRow,
  { header, newVendor }: ChangedPurchaseHeader,
  { renewVat = false }: DraftEdit,
): RenewedPurchaseTerms {
  const { currencyCode, pricesIncludingVat, postingDate } = header
  return {
    vendor: newVendor !== null,
    statement: currencyCode !== before.currencyCode || pricesIncludingVat !== before.pricesIncludingVat,
    date: postingDate !== before.postingDate,
    vat: renewVat,
  }
}

/** What a manager allowed was this vendor's number: another number, or vendor, is to be allowed anew. */
function forgetAllowedDuplicate(before: PurchaseDocumentRow, header: PurchaseDocumentRow): void {
  const { payToVendorNo, vendorInvoiceNo } = header
  if (payToVendorNo === before.payToVendorNo && vendorInvoiceNo === before.vendorInvoiceNo) return
  header.duplicateReason = ""
  header.duplicateAllowedBy = null
}
