import type { IsoDate } from "@/domain/dates/date"
import { applyDateFormula, parseDateFormula } from "@/domain/dates/date-formula"
import { Decimal, toPlain } from "@/domain/money/decimal"

/** A payment term's formulas, in their stored form; blank: the document date. */
export type PaymentTermsFormulas = { dueDateCalculation: string; discountDateCalculation: string }

/**
 * When a document is due, and until when its payment discount holds: the document date and the terms' formulas
 * (docs/semantics.md, "Create Purchase Invoice", 6). Without terms (null) both are the document date.
 *
 * @throws RangeError when a stored formula cannot be read; setup refuses such a one, so this is a damaged row
 */
export function dueDates(
  documentDate: IsoDate,
  terms: PaymentTermsFormulas | null,
): { dueDate: IsoDate; pmtDiscountDate: IsoDate } {
  return {
    dueDate: fromDocumentDate(documentDate, terms?.dueDateCalculation ?? ""),
    pmtDiscountDate: fromDocumentDate(documentDate, terms?.discountDateCalculation ?? ""),
  }
}

/**
 * The terms that hold for a purchase document: for a credit memo those that say so (Calc. Pmt. Disc. on Cr. Memos); else it is due at
 * once and bears no payment discount: what the vendor gives back was never ours to pay late.
 *
 * @returns null: none
 */
export function termsFor<Terms extends { calcPmtDiscOnCrMemos: boolean }>(
  documentType: "invoice" | "credit_memo",
  terms: Terms | null | undefined,
): Terms | null {
  return terms && (documentType === "invoice" || terms.calcPmtDiscOnCrMemos) ? terms : null
}

function fromDocumentDate(documentDate: IsoDate, stored: string): IsoDate {
  const parsed = parseDateFormula(stored)
  if (!parsed.ok) throw new RangeError(`date formula '${stored}': ${parsed.reason} at ${parsed.position}`)
  return applyDateFormula(parsed.formula, documentDate)
}

/** By how much less than its amount VAT is worked out from: the discount of its terms, as far as the setup allows (VAT Tolerance %). */
export function vatBaseDiscount(
  held: { discountPercent: string } | null | undefined,
  tolerancePercent: string,
): string {
  return toPlain(Decimal.min(held?.discountPercent ?? 0, tolerancePercent))
}
