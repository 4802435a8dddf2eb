import { and, eq } from "drizzle-orm"
import { purchaseInvoice } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { readDocumentCurrency } from "@/domain/documents/document-currency"
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
import { authorisePurchaseDocument } from "./access"
import { completeEdit } from "./complete-edit"
import { eventKind, type PurchaseDocumentType } from "./document-type"
import { type PurchaseDocumentRow, purchaseDefinition, purchaseHeader } from "./purchase-header"

/** What the texts of a draft's form are read with. @throws NotFound, Forbidden as for seeing it */
export async function readPurchaseEditContext(actor: Actor, no: string): Promise<EditContext<PurchaseDocumentRow>> {
  authorise(actor, "purchase_invoice.edit_own")
  return inCompany(actor.companyId, async tx => {
    const header = await readHeader(tx, actor, no)
    return { header, ...(await readCurrenciesAndZone(tx, actor.companyId, header.currencyCode)) }
  })
}

/**
 * The same with all lines, as stored.
 *
 * @param documentType absent: either; one of the other type is not found
 * @throws NotFound, Forbidden as for seeing it
 */
export async function readPurchaseLines(
  actor: Actor,
  no: string,
  documentType?: PurchaseDocumentType,
): Promise<DraftWithLines<PurchaseDocumentRow>> {
  const context = await readPurchaseEditContext(actor, no)
  if (documentType && context.header.documentType !== documentType) throw new NotFound("purchase document")
  const lines = await inCompany(actor.companyId, tx => readLines(tx, "purchase", actor.companyId, no))
  return { ...context, lines }
}

/**
 * What a save would make of the lines that an edit names: unit, cost and where it comes from, discount, VAT, vendor item
 * number, all lines in one set of statements. The document's other lines give them nothing and are not read. Nothing is written and nobody waits for it; that somebody else saved meanwhile
 * is told when it is saved.
 *
 * @throws NotFound, Forbidden as for seeing it
 */
export async function previewPurchaseEdit(actor: Actor, no: string, edit: DraftEdit): Promise<PreviewedEdit> {
  authorise(actor, "purchase_invoice.edit_own")
  const { companyId } = actor
  return inCompany(companyId, async tx => {
    const header = await readHeader(tx, actor, no)
    const [lines, currency] = await Promise.all([
      readNamedLines(tx, "purchase", companyId, no, storedIdsOf(edit)),
      readDocumentCurrency(tx, companyId, header.currencyCode, header.postingDate),
    ])
    const { version, lastLineId } = header
    const stored = { no, version, lastLineId, header: headerTexts(purchaseHeader, header), lines, totals: {} }
    const document = { ...purchaseDefinition, kind: eventKind(header.documentType, "saved") }
    // A cost that was typed is asked about when it is saved.
    const meant = { ...edit, version, typedCosts: edit.typedCosts ?? ("figure" as const) }
    const plan = await planSave(tx, actor, document, stored, meant)
    if (!plan) return { lines: {}, issues: [], units: {} }
    return previewed(tx, companyId, plan, edit.lines, told =>
      completeEdit(tx, { header, lines, currency }, plan, meant, told),
    )
  })
}

async function readHeader(tx: Tx, actor: Actor, no: string): Promise<PurchaseDocumentRow> {
  const [header] = await tx
    .select()
    .from(purchaseInvoice)
    .where(and(eq(purchaseInvoice.companyId, actor.companyId), eq(purchaseInvoice.no, no)))
  authorisePurchaseDocument(actor, header)
  return header
}
