import { and, asc, eq, sql } from "drizzle-orm"
import { company, currency, orderAddress, purchaseInvoice, purchaseRequest, vendor } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise, may } from "@/domain/access/actor"
import { shownName } from "@/domain/access/shown-name"
import { readApprovalSetup } from "@/domain/approvals/in-force"
import { type ApprovalSetting, moveOf } from "@/domain/approvals/moves"
import type { AmountsBasis } from "@/domain/documents/amounts-basis"
import { hasOutdatedVat } from "@/domain/documents/has-outdated-vat"
import type { DraftLine } from "@/domain/documents/line-fields"
import { pageOf } from "@/domain/documents/pages"
import { type HistoryEntry, readHistory } from "@/domain/documents/read-history"
import { readVatGroups, type VatGroupTotals } from "@/domain/documents/read-totals"
import { type CodeChoice, readSetupChoices, type SetupChoices } from "@/domain/documents/setup-choices"
import { readLines } from "@/domain/documents/store-lines"
import { countFew } from "@/domain/lists/count-few"
import { authorisePurchaseDocument, hadAHandIn, ofType } from "./access"
import type { PurchaseDocumentType } from "./document-type"
import type { PurchaseDocumentRow } from "./purchase-header"
import { readPurchaseBasis } from "./read-purchase-basis"
import { numbersOfDraft } from "./turned-drafts"

export type PurchaseDocumentPage = {
  header: PurchaseDocumentRow
  amountDecimals: number
  lines: DraftLine[]
  basis: AmountsBasis
  page: number
  pageCount: number
  vatGroups: VatGroupTotals[]
  /** A line has other VAT than is set up now. */
  isVatOutdated: boolean
  history: HistoryEntry[]
  /** The request it was built for; null for one made from new. */
  requestNo: string | null
  requestedByName: string
  /** `ongoingInvoices`: the vendor's drafts of this type, as far as `countFew` counts. */
  vendor: { leadTimeCalculation: string; ongoingInvoices: number; orderAddresses: CodeChoice[]; unproven: boolean }
  choices: SetupChoices
  /** Whether the actor may review it now; "own": asked for or edited by the actor; null: no reviewer, or not waiting. */
  review: "may" | "own" | null
  /** Who must agree before it is posted; says what its state is called. */
  approval: ApprovalSetting
  timeZone: string
}

/**
 * A purchase invoice or credit memo with one page of its lines, totals per VAT group and history.
 *
 * @param options.page of lines, from 1
 * @param options.documentType absent: either; one of the other type is not found
 * @throws NotFound for an unknown number, another company's, or somebody else's; Forbidden
 */
export async function readPurchaseDocument(
  actor: Actor,
  no: string,
  options: { page?: number; documentType?: PurchaseDocumentType } = {},
): Promise<PurchaseDocumentPage> {
  authorise(actor, "purchase_invoice.edit_own")
  const { companyId } = actor
  return inCompany(companyId, async tx => {
    const [header] = await tx
      .select()
      .from(purchaseInvoice)
      .where(and(eq(purchaseInvoice.companyId, companyId), eq(purchaseInvoice.no, no), ofType(options.documentType)))
    authorisePurchaseDocument(actor, header)
    const { page, pageCount, range } = pageOf(header.lineCount, options.page ?? 1)
    const [lines, vatGroups, isVatOutdated, history, facts, choices, vendorFacts, own, { approval }] =
      await Promise.all([
        readLines(tx, "purchase", companyId, no, range),
        readVatGroups(tx, "purchase", companyId, header),
        hasOutdatedVat(tx, "purchase", companyId, header),
        numbersOfDraft(tx, companyId, no).then(nos => readHistory(tx, companyId, "purchase_invoice", nos)),
        readFacts(tx, header),
        readSetupChoices(tx, companyId, header),
        readVendorFacts(tx, header),
        hadAHandIn(tx, actor, header),
        readApprovalSetup(tx, companyId),
      ])
    const basis = await readPurchaseBasis(tx, header, pageCount > 1 ? range : null, lines)
    const waits = moveOf(approval, "review", header.reviewState) && may(actor, "purchase_invoice.review")
    const review = waits ? (own ? "own" : "may") : null
    return {
      header,
      lines,
      basis,
      page,
      pageCount,
      vatGroups,
      isVatOutdated,
      history,
      ...facts,
      choices,
      vendor: vendorFacts,
      review,
      approval,
    }
  })
}

async function readFacts(tx: Tx, { companyId, no, splitOfNo, currencyCode, requestedBy }: PurchaseDocumentRow) {
  const [[decimals], [request]] = await Promise.all([
    tx
      .select({
        amountDecimals: currency.amountDecimals,
        timeZone: company.timeZone,
        requestedByName: shownName(companyId, requestedBy),
      })
      .from(currency)
      .innerJoin(company, eq(company.id, currency.companyId))
      .where(and(eq(currency.companyId, companyId), eq(currency.code, currencyCode))),
    tx
      .select({ no: purchaseRequest.no })
      .from(purchaseRequest)
      .where(and(eq(purchaseRequest.companyId, companyId), eq(purchaseRequest.purchaseInvoiceNo, splitOfNo ?? no))),
  ])
  return { ...decimals!, requestNo: request?.no ?? null }
}

async function readVendorFacts(tx: Tx, { companyId, buyFromVendorNo, documentType }: PurchaseDocumentRow) {
  const ofVendor = and(
    eq(purchaseInvoice.companyId, companyId),
    eq(purchaseInvoice.buyFromVendorNo, buyFromVendorNo),
    ofType(documentType),
  )
  const [[facts], [ongoing], addresses] = await Promise.all([
    tx
      .select({ leadTimeCalculation: vendor.leadTimeCalculation, unproven: vendor.unproven })
      .from(vendor)
      .where(and(eq(vendor.companyId, companyId), eq(vendor.no, buyFromVendorNo))),
    tx.execute<{ invoices: number }>(sql`select ${countFew(purchaseInvoice, ofVendor)} as invoices`),
    tx
      .select({ code: orderAddress.code, description: orderAddress.name })
      .from(orderAddress)
      .where(and(eq(orderAddress.companyId, companyId), eq(orderAddress.vendorNo, buyFromVendorNo)))
      .orderBy(asc(orderAddress.code)),
  ])
  return {
    leadTimeCalculation: facts?.leadTimeCalculation ?? "",
    ongoingInvoices: ongoing?.invoices ?? 0,
    orderAddresses: addresses,
    unproven: facts?.unproven ?? false,
  }
}
