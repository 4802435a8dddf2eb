import { and, eq, notInArray, sql } from "drizzle-orm"
import { membership, purchaseInvoice } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { checkPriceDecimals } from "@/domain/documents/check-lines"
import { type DocumentCurrency, readDocumentCurrency } from "@/domain/documents/document-currency"
import { type DraftEdit, headerField, isServiceCharge } from "@/domain/documents/draft"
import { finishSave } from "@/domain/documents/finish-save"
import { headerTexts } from "@/domain/documents/header-values"
import { planSave, refuseIf } from "@/domain/documents/plan-save"
import { readInvoiceDiscount } from "@/domain/documents/read-invoice-discount"
import { readLines } from "@/domain/documents/store-lines"
import type { Issue } from "@/domain/errors"
import { recordEvent } from "@/domain/history/record-event"
import { Decimal } from "@/domain/money/decimal"
import { readItemTerms } from "@/domain/pricing/item-terms"
import { readVendorTerms, type VendorTerms } from "@/domain/pricing/vendor-terms"
import { lockPurchaseDocument } from "./access"
import { type ChangedPurchaseHeader, changePurchaseHeader } from "./change-purchase-header"
import { invoiceDiscountProblems } from "./check-invoice-discount"
import { defaultAccountLines } from "./default-account-lines"
import { defaultPurchaseLines, purchaseItemsInQuestion, type RenewedPurchaseTerms } from "./default-purchase-lines"
import { eventKind } from "./document-type"
import { type PurchaseDocumentRow, purchaseDefinition, purchaseHeader } from "./purchase-header"
import { restateTypedCosts } from "./restate-typed-costs"
import { isReviewed } from "./review-scope"
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
  const currencyNow =
    currencyCode === header.currencyCode && postingDate === header.postingDate
      ? currency
      : await readDocumentCurrency(tx, companyId, currencyCode, postingDate)
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
  const keepsReview = header.reviewState === "reviewed" && !isReviewed(what) && hasSameAmounts(header, figures)
  await tx
    .update(purchaseInvoice)
    .set({
      ...columns,
      ...figures,
      lastLineId: Math.max(plan.lastLineId, ...complete.lines.filter(isServiceCharge).map(({ lineId }) => lineId)),
      ...(keepsReview ? {} : waitsAgain(header)),
      updatedAt: sql`now()`,
    })
    .where(and(eq(purchaseInvoice.companyId, companyId), eq(purchaseInvoice.no, no)))
  if (header.reviewState !== "ready_for_review" && !keepsReview)
    await tellReviewers(tx, actor, changed.header, finished.version)
  return { version: finished.version, typedCostsKept }
}

function waitsAgain({ reviewState, reviewStateAt }: PurchaseDocumentRow) {
  return {
    reviewState: "ready_for_review" as const,
    reviewStateAt: reviewState === "ready_for_review" ? reviewStateAt : sql`now()`,
    reviewedBy: null,
    sentBackReason: "",
  }
}

/** Amounts may change though no field did: the vendor's tiers are read anew. */
function hasSameAmounts(before: Amounts, now: Amounts): boolean {
  const names = ["amount", "amountIncludingVat", "invoiceDiscountAmount"] as const
  return names.every(name => new Decimal(before[name]).eq(now[name]))
}

type Amounts = Pick<PurchaseDocumentRow, "amount" | "amountIncludingVat" | "invoiceDiscountAmount">

/** It waits again: purchasing managers are told, but for the requester and whoever changed it. */
async function tellReviewers(tx: Tx, actor: Actor, header: PurchaseDocumentRow, version: number): Promise<void> {
  const managers = await tx
    .select({ userId: membership.userId })
    .from(membership)
    .where(
      and(
        eq(membership.companyId, actor.companyId),
        eq(membership.role, "purchasing_manager"),
        notInArray(membership.userId, [actor.userId, header.requestedBy]),
      ),
    )
  await recordEvent(tx, {
    companyId: actor.companyId,
    actor,
    kind: eventKind(header.documentType, "ready_for_review"),
    subjectType: "purchase_invoice",
    subjectNo: header.no,
    version,
    data: { vendorName: header.buyFromVendorName },
    tell: { userIds: managers.map(({ userId }) => userId), mail: false },
  })
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

/** The vendor's terms as the invoice has them: its own currency, groups and way of stating prices. */
async function pricingTerms(
  tx: Tx,
  header: PurchaseDocumentRow,
  newVendor: VendorTerms | null,
  currency: DocumentCurrency,
): Promise<VendorTerms | null> {
  const { companyId, postingDate } = header
  const vendor = newVendor ?? (await readVendorTerms(tx, companyId, header.buyFromVendorNo, postingDate))
  if (!vendor) return null
  const { genBusPostingGroup, vatBusPostingGroup, pricesIncludingVat } = header
  return {
    ...vendor,
    currencyCode: currency.code,
    companyCurrencyCode: currency.companyCurrencyCode,
    amountDecimals: currency.amountDecimals,
    unitAmountDecimals: currency.unitAmountDecimals,
    exchangeRate: currency.isForeign && !currency.isRateMissing ? currency : null,
    payTo: { ...vendor.payTo, genBusPostingGroup, vatBusPostingGroup, pricesIncludingVat },
  }
}

function rateProblems(terms: VendorTerms): Issue[] {
  if (terms.currencyCode === terms.companyCurrencyCode || terms.exchangeRate) return []
  const params = { currency: terms.currencyCode, date: terms.date }
  return [{ field: headerField("postingDate"), code: "exchange_rate_missing", params }]
}
