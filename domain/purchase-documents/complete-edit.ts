import type { Tx } from "@/db/tenancy"
import { checkPriceDecimals } from "@/domain/documents/check-lines"
import { typedAmountProblems } from "@/domain/documents/check-typed-amounts"
import { type DocumentCurrency, readDocumentCurrency } from "@/domain/documents/document-currency"
import { type DraftEdit, isServiceCharge } from "@/domain/documents/draft"
import type { InvoiceDiscount } from "@/domain/documents/invoice-discount"
import type { DraftLine } from "@/domain/documents/line-fields"
import { refuseIf, type SavePlan } from "@/domain/documents/plan-save"
import { readInvoiceDiscount } from "@/domain/documents/read-invoice-discount"
import type { Issue } from "@/domain/errors"
import { readItemTerms } from "@/domain/pricing/item-terms"
import { type ChangedPurchaseHeader, changePurchaseHeader } from "./change-purchase-header"
import { invoiceDiscountProblems } from "./check-invoice-discount"
import { defaultAccountLines } from "./default-account-lines"
import { defaultChargeLines } from "./default-charge-lines"
import { defaultPurchaseLines, purchaseItemsInQuestion, type RenewedPurchaseTerms } from "./default-purchase-lines"
import { pricingTerms, rateProblems } from "./pricing-terms"
import { type PurchaseDocumentRow, purchaseDefinition } from "./purchase-header"
import { restateTypedCosts } from "./restate-typed-costs"
import { withServiceCharge } from "./service-charge"

export type CompletedPurchaseEdit = {
  header: PurchaseDocumentRow
  /** With every default, the amounts not yet worked out. */
  lines: DraftLine[]
  currency: DocumentCurrency
  invoiceDiscount: InvoiceDiscount
  /** Typed costs that stayed although what they rest on changed. */
  typedCostsKept: number
}

/**
 * From what somebody did to a draft to what the draft shall be: header, and lines with the defaults of vendor, items and
 * accounts, and the vendor's service charge. Writes nothing.
 *
 * @param stored.currency of the header as it is stored, on its posting date
 * @param told is given what cannot stand, step by step; where it does not throw, the rest is worked out all the same
 */
export async function completeEdit(
  tx: Tx,
  stored: { header: PurchaseDocumentRow; lines: readonly DraftLine[]; currency: DocumentCurrency },
  plan: SavePlan,
  edit: DraftEdit,
  told: (issues: readonly Issue[]) => void = refuseIf,
): Promise<CompletedPurchaseEdit> {
  const { header: before } = stored
  const changed = await changePurchaseHeader(tx, before, plan.header)
  const { header } = changed
  told([...changed.issues, ...plan.issues])
  const currency = await currencyOf(tx, header, stored)
  told(checkPriceDecimals(purchaseDefinition, plan.lines, currency))
  const renewed = renewedTerms(before, changed, edit)
  const charged = stored.lines.find(isServiceCharge)
  const planned = plan.lines.filter(({ line }) => line.lineId !== charged?.lineId)
  const accounted = await defaultAccountLines(tx, header, planned, renewed.vendor || renewed.vat)
  const chargedFor = await defaultChargeLines(tx, header, accounted.lines, renewed.vendor || renewed.vat)
  told([...accounted.issues, ...chargedFor.issues])
  const items = purchaseItemsInQuestion(chargedFor.lines, renewed)
  const terms = items.length > 0 ? await pricingTerms(tx, header, changed.newVendor, currency) : null
  told(terms ? rateProblems(terms) : [])
  const given = terms && { terms, items: await readItemTerms(tx, header.companyId, terms, items) }
  const defaulted = defaultPurchaseLines(chargedFor.lines, renewed, given)
  const restated =
    header.pricesIncludingVat === before.pricesIncludingVat
      ? { lines: defaulted.lines, issues: [] }
      : restateTypedCosts(planned, defaulted.lines, header.pricesIncludingVat, {
          choice: edit.typedCosts,
          currency,
        })
  const discountProblems = invoiceDiscountProblems(header, restated.lines, currency.amountDecimals)
  const amountProblems = typedAmountProblems(purchaseDefinition, planned, restated.lines, currency.amountDecimals)
  told([...defaulted.issues, ...restated.issues, ...amountProblems, ...discountProblems])
  const invoiceDiscount = await readInvoiceDiscount(tx, header)
  const complete = await withServiceCharge(tx, header, restated.lines, {
    invoiceDiscount,
    decimals: currency.amountDecimals,
    lineId: charged?.lineId ?? plan.lastLineId + 1,
    place: plan.lines.findIndex(({ line }) => line.lineId === charged?.lineId),
  })
  told(complete.issues)
  const typedCostsKept = edit.typedCosts === "value" ? 0 : defaulted.typedCostsKept
  return { header, lines: complete.lines, currency, invoiceDiscount, typedCostsKept }
}

async function currencyOf(
  tx: Tx,
  { companyId, currencyCode, postingDate }: PurchaseDocumentRow,
  stored: { header: PurchaseDocumentRow; currency: DocumentCurrency },
): Promise<DocumentCurrency> {
  const { header, currency } = stored
  if (currencyCode === header.currencyCode && postingDate === header.postingDate) return currency
  return readDocumentCurrency(tx, companyId, currencyCode, postingDate)
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
