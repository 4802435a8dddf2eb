import type { Tx } from "@/db/tenancy"
import { checkPriceDecimals } from "@/domain/documents/check-lines"
import { typedAmountProblems } from "@/domain/documents/check-typed-amounts"
import { type DocumentCurrency, readDocumentCurrency } from "@/domain/documents/document-currency"
import { type DraftEdit, headerField } from "@/domain/documents/draft"
import type { DraftLine } from "@/domain/documents/line-fields"
import { refuseIf, type SavePlan } from "@/domain/documents/plan-save"
import type { Issue } from "@/domain/errors"
import { changeSalesHeader } from "./change-sales-header"
import { defaultSalesLines, type RenewedSalesTerms, salesItemsInQuestion } from "./default-sales-lines"
import { readSalesTerms } from "./read-sales-terms"
import { type SalesInvoiceRow, salesDefinition } from "./sales-header"

export type CompletedSalesEdit = { header: SalesInvoiceRow; lines: DraftLine[]; currency: DocumentCurrency }

/**
 * From what somebody did to a sales invoice to what it shall be: header, and lines with the defaults of customer and items.
 * Writes nothing.
 *
 * @param told is given what cannot stand, step by step; where it does not throw, the rest is worked out all the same
 */
export async function completeSalesEdit(
  tx: Tx,
  before: SalesInvoiceRow,
  plan: SavePlan,
  edit: DraftEdit,
  told: (issues: readonly Issue[]) => void = refuseIf,
): Promise<CompletedSalesEdit> {
  const changed = await changeSalesHeader(tx, before, plan.header)
  const { header } = changed
  told([...changed.issues, ...plan.issues])
  const { companyId, currencyCode, postingDate } = header
  const currency = await readDocumentCurrency(tx, companyId, currencyCode, postingDate)
  told(checkPriceDecimals(salesDefinition, plan.lines, currency))
  if (currency.isRateMissing) {
    const params = { currency: currencyCode, date: postingDate }
    told([{ field: headerField("postingDate"), code: "exchange_rate_missing", params }])
  }
  const renewed = renewedTerms(before, changed, edit)
  const terms = await readSalesTerms(tx, companyId, header, currency, salesItemsInQuestion(plan.lines, renewed))
  const { lines, issues } = defaultSalesLines(plan.lines, terms, renewed)
  told([...issues, ...typedAmountProblems(salesDefinition, plan.lines, lines, currency.amountDecimals)])
  return { header, lines, currency }
}

/** Which terms are other ones than before. */
function renewedTerms(
  before: SalesInvoiceRow,
  { header, customerChanged: customer }: { header: SalesInvoiceRow; customerChanged: boolean },
  { renewVat: vat = false }: DraftEdit,
): RenewedSalesTerms {
  const { currencyCode, pricesIncludingVat, postingDate } = header
  const isRestated = currencyCode !== before.currencyCode || pricesIncludingVat !== before.pricesIncludingVat
  // Where prices include VAT, they follow it.
  const isTaxed = pricesIncludingVat && (customer || vat)
  return { customer, vat, pricing: isRestated || isTaxed || postingDate !== before.postingDate }
}
