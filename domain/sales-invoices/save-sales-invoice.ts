import { and, eq, sql } from "drizzle-orm"
import { salesInvoice } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { checkPriceDecimals } from "@/domain/documents/check-lines"
import { typedAmountProblems } from "@/domain/documents/check-typed-amounts"
import { readDocumentCurrency } from "@/domain/documents/document-currency"
import { type DraftEdit, headerField } from "@/domain/documents/draft"
import { finishSave } from "@/domain/documents/finish-save"
import { headerTexts } from "@/domain/documents/header-values"
import { planSave, refuseIf } from "@/domain/documents/plan-save"
import { readLines } from "@/domain/documents/store-lines"
import { changeSalesHeader } from "./change-sales-header"
import { defaultSalesLines, type RenewedSalesTerms, salesItemsInQuestion } from "./default-sales-lines"
import { lockSalesInvoice } from "./lock-invoice"
import { readSalesTerms } from "./read-sales-terms"
import { type SalesInvoiceRow, salesDefinition, salesHeader } from "./sales-header"

const document = { ...salesDefinition, kind: "sales_invoice.saved" }

/**
 * Saves what somebody did to an ongoing sales invoice on one page of its lines, by the mechanism that purchase invoices
 * use: one transaction, a constant number of statements.
 *
 * @returns the new version
 * @throws StaleDraft where somebody else saved first; Refusal with an issue for each field that cannot stand;
 *   NotFound, Forbidden
 */
export async function saveSalesInvoice(actor: Actor, no: string, edit: DraftEdit): Promise<number> {
  return inCompany(actor.companyId, async tx => saveLocked(tx, actor, await lockSalesInvoice(tx, actor, no), edit))
}

async function saveLocked(tx: Tx, actor: Actor, header: SalesInvoiceRow, edit: DraftEdit): Promise<number> {
  const { companyId, no } = header
  const lines = await readLines(tx, "sales", companyId, no)
  const { version, lastLineId, amount, amountIncludingVat } = header
  const totals = { amount, amountIncludingVat }
  const stored = { no, version, lastLineId, header: headerTexts(salesHeader, header), lines, totals }
  const plan = await planSave(tx, actor, document, stored, edit)
  if (!plan) return header.version

  const changed = await changeSalesHeader(tx, header, plan.header)
  refuseIf([...changed.issues, ...plan.issues])
  const { currencyCode, postingDate } = changed.header
  const currency = await readDocumentCurrency(tx, companyId, currencyCode, postingDate)
  refuseIf(checkPriceDecimals(salesDefinition, plan.lines, currency))
  if (currency.isRateMissing) {
    const params = { currency: currencyCode, date: postingDate }
    refuseIf([{ field: headerField("postingDate"), code: "exchange_rate_missing", params }])
  }
  const renewed = renewedTerms(header, changed, edit)
  const terms = await readSalesTerms(tx, companyId, changed.header, currency, salesItemsInQuestion(plan.lines, renewed))
  const defaulted = defaultSalesLines(plan.lines, terms, renewed)
  const amountProblems = typedAmountProblems(salesDefinition, plan.lines, defaulted.lines, currency.amountDecimals)
  refuseIf([...defaulted.issues, ...amountProblems])

  const finished = await finishSave(tx, actor, document, stored, {
    header: headerTexts(salesHeader, changed.header),
    lines: defaulted.lines,
    pricesIncludingVat: changed.header.pricesIncludingVat,
    decimals: currency.amountDecimals,
    moved: plan.moved,
    contentHash: plan.contentHash,
  })
  if (!finished) return header.version
  const { createdAt, companyId: _, no: __, ...columns } = changed.header
  const { changed: ___, vatDifferencesDropped: ____, ...figures } = finished
  await tx
    .update(salesInvoice)
    .set({ ...columns, ...figures, lastLineId: plan.lastLineId, updatedAt: sql`now()` })
    .where(and(eq(salesInvoice.companyId, companyId), eq(salesInvoice.no, no)))
  return finished.version
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
