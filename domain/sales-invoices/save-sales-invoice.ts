import { and, eq, sql } from "drizzle-orm"
import { salesInvoice } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import type { DraftEdit } from "@/domain/documents/draft"
import { finishSave } from "@/domain/documents/finish-save"
import { headerTexts } from "@/domain/documents/header-values"
import { planSave } from "@/domain/documents/plan-save"
import { readLines } from "@/domain/documents/store-lines"
import { completeSalesEdit } from "./complete-sales-edit"
import { lockSalesInvoice } from "./lock-invoice"
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

  const complete = await completeSalesEdit(tx, header, plan, edit)

  const finished = await finishSave(tx, actor, document, stored, {
    header: headerTexts(salesHeader, complete.header),
    lines: complete.lines,
    pricesIncludingVat: complete.header.pricesIncludingVat,
    decimals: complete.currency.amountDecimals,
    moved: plan.moved,
    contentHash: plan.contentHash,
  })
  if (!finished) return header.version
  const { createdAt, companyId: _, no: __, ...columns } = complete.header
  const { changed: ___, vatDifferencesDropped: ____, ...figures } = finished
  await tx
    .update(salesInvoice)
    .set({ ...columns, ...figures, lastLineId: plan.lastLineId, updatedAt: sql`now()` })
    .where(and(eq(salesInvoice.companyId, companyId), eq(salesInvoice.no, no)))
  return finished.version
}
