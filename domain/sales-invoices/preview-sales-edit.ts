import { and, eq } from "drizzle-orm"
import { salesInvoice } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import type { DraftEdit } from "@/domain/documents/draft"
import { headerTexts } from "@/domain/documents/header-values"
import { planSave } from "@/domain/documents/plan-save"
import {
  type DraftWithLines,
  type EditContext,
  type PreviewedEdit,
  previewed,
  readCurrenciesAndZone,
  storedIdsOf,
} from "@/domain/documents/previewed-edit"
import { readLines, readNamedLines } from "@/domain/documents/store-lines"
import { NotFound } from "@/domain/errors"
import { completeSalesEdit } from "./complete-sales-edit"
import { type SalesInvoiceRow, salesDefinition, salesHeader } from "./sales-header"

/** What the texts of a sales invoice's form are read with. @throws NotFound, Forbidden */
export async function readSalesEditContext(actor: Actor, no: string): Promise<EditContext<SalesInvoiceRow>> {
  authorise(actor, "sales_invoice.edit")
  return inCompany(actor.companyId, async tx => {
    const header = await readHeader(tx, actor, no)
    return { header, ...(await readCurrenciesAndZone(tx, actor.companyId, header.currencyCode)) }
  })
}

/** The same with all lines, as stored. @throws NotFound, Forbidden */
export async function readSalesLines(actor: Actor, no: string): Promise<DraftWithLines<SalesInvoiceRow>> {
  const context = await readSalesEditContext(actor, no)
  const lines = await inCompany(actor.companyId, tx => readLines(tx, "sales", actor.companyId, no))
  return { ...context, lines }
}

/** What a save would make of the lines that an edit names: unit, price, VAT. Nothing is written. @throws NotFound, Forbidden */
export async function previewSalesEdit(actor: Actor, no: string, edit: DraftEdit): Promise<PreviewedEdit> {
  authorise(actor, "sales_invoice.edit")
  return inCompany(actor.companyId, async tx => {
    const header = await readHeader(tx, actor, no)
    const { version, lastLineId } = header
    const lines = await readNamedLines(tx, "sales", actor.companyId, no, storedIdsOf(edit))
    const stored = { no, version, lastLineId, header: headerTexts(salesHeader, header), lines, totals: {} }
    const document = { ...salesDefinition, kind: "sales_invoice.saved" }
    const plan = await planSave(tx, actor, document, stored, { ...edit, version })
    if (!plan) return { lines: {}, issues: [], units: {} }
    return previewed(tx, actor.companyId, plan, edit.lines, told => completeSalesEdit(tx, header, plan, edit, told))
  })
}

async function readHeader(tx: Tx, actor: Actor, no: string): Promise<SalesInvoiceRow> {
  const [header] = await tx
    .select()
    .from(salesInvoice)
    .where(and(eq(salesInvoice.companyId, actor.companyId), eq(salesInvoice.no, no)))
  if (!header) throw new NotFound("sales invoice")
  return header
}
