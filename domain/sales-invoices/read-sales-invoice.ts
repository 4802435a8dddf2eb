import { and, asc, desc, eq, gt, inArray, lt, ne, sql } from "drizzle-orm"
import {
  company,
  currency,
  paymentTerms,
  purchaseRequest,
  purchaseRequestLine,
  purchaser,
  salesInvoice,
} from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { type CreditUse, readCreditUse } from "@/domain/customers/credit-use"
import { type AmountsBasis, readAmountsBasis } from "@/domain/documents/amounts-basis"
import { hasOutdatedVat } from "@/domain/documents/has-outdated-vat"
import type { DraftLine } from "@/domain/documents/line-fields"
import { pageOf } from "@/domain/documents/pages"
import { type HistoryEntry, readHistory } from "@/domain/documents/read-history"
import { readVatGroups, type VatGroupTotals } from "@/domain/documents/read-totals"
import { readSetupChoices, type SetupChoices } from "@/domain/documents/setup-choices"
import { readLines } from "@/domain/documents/store-lines"
import { NotFound } from "@/domain/errors"
import type { SalesInvoiceRow } from "./sales-header"

/** A request that asked for lines of this invoice. */
export type AskedBefore = {
  requestNo: string
  requestedByName: string
  requestedAt: Date
  vendorName: string
  state: (typeof purchaseRequest.$inferSelect)["state"]
  lineCount: number
}

export type SalesInvoicePage = {
  header: SalesInvoiceRow
  amountDecimals: number
  lines: DraftLine[]
  basis: AmountsBasis
  page: number
  pageCount: number
  vatGroups: VatGroupTotals[]
  /** A line has other VAT than is set up now. */
  isVatOutdated: boolean
  history: HistoryEntry[]
  paymentTerms: string
  salesperson: string
  /** The latest first, cancelled and failed ones left out. */
  askedBefore: AskedBefore[]
  /** When a line of this page was last asked for, by line id. */
  lineAskedAt: ReadonlyMap<number, Date>
  /** What of the customer's credit limit is used, this invoice among it; absent: it has none. */
  credit: CreditUse | undefined
  /** Numbers of the invoices around it, by number. */
  previousNo: string | null
  nextNo: string | null
  choices: SetupChoices
  timeZone: string
}

/**
 * An ongoing sales invoice with one page of its lines, and what was asked for before (from the purchase requests).
 *
 * @param options.page of lines, from 1
 * @throws NotFound for an unknown number or another company's; Forbidden
 */
export async function readSalesInvoice(
  actor: Actor,
  no: string,
  options: { page?: number } = {},
): Promise<SalesInvoicePage> {
  authorise(actor, "sales_invoice.see")
  const { companyId } = actor
  return inCompany(companyId, async tx => {
    const [found] = await tx
      .select({
        header: salesInvoice,
        amountDecimals: currency.amountDecimals,
        timeZone: company.timeZone,
        paymentTerms: sql<string>`coalesce(nullif(${paymentTerms.description}, ''), ${salesInvoice.paymentTermsCode}, '')`,
        salesperson: sql<string>`coalesce(${purchaser.name}, ${salesInvoice.salespersonCode}, '')`,
      })
      .from(salesInvoice)
      .innerJoin(company, eq(company.id, salesInvoice.companyId))
      .innerJoin(currency, and(eq(currency.companyId, companyId), eq(currency.code, salesInvoice.currencyCode)))
      .leftJoin(
        paymentTerms,
        and(eq(paymentTerms.companyId, companyId), eq(paymentTerms.code, salesInvoice.paymentTermsCode)),
      )
      .leftJoin(purchaser, and(eq(purchaser.companyId, companyId), eq(purchaser.code, salesInvoice.salespersonCode)))
      .where(and(eq(salesInvoice.companyId, companyId), eq(salesInvoice.no, no)))
    if (!found) throw new NotFound("sales invoice")
    const { page, pageCount, range } = pageOf(found.header.lineCount, options.page ?? 1)
    const [lines, vatGroups, isVatOutdated, history, choices, askedBefore, credit, previousNo, nextNo] =
      await Promise.all([
        readLines(tx, "sales", companyId, no, range),
        readVatGroups(tx, "sales", companyId, found.header),
        hasOutdatedVat(tx, "sales", companyId, found.header),
        readHistory(tx, companyId, "sales_invoice", no),
        readSetupChoices(tx, companyId, found.header),
        readAskedBefore(tx, companyId, no),
        readCreditUse(tx, companyId, [found.header.customerNo]),
        neighbour(tx, companyId, no, "previous"),
        neighbour(tx, companyId, no, "next"),
      ])
    const basis = await readAmountsBasis(tx, "sales", found.header, pageCount > 1 ? range : null, lines)
    const lineAskedAt = await readLinesAsked(tx, companyId, askedBefore, lines)
    return {
      ...found,
      lines,
      basis,
      page,
      pageCount,
      vatGroups,
      isVatOutdated,
      history,
      choices,
      askedBefore,
      lineAskedAt,
      credit: credit.get(found.header.customerNo),
      previousNo,
      nextNo,
    }
  })
}

/** Requests are history and hold the sales invoice's number as text. */
async function readAskedBefore(tx: Tx, companyId: number, salesInvoiceNo: string): Promise<AskedBefore[]> {
  return tx
    .select({
      requestNo: purchaseRequest.no,
      requestedByName: purchaseRequest.requestedByName,
      requestedAt: purchaseRequest.requestedAt,
      vendorName: purchaseRequest.vendorName,
      state: purchaseRequest.state,
      lineCount: purchaseRequest.lineCount,
    })
    .from(purchaseRequest)
    .where(
      and(
        eq(purchaseRequest.companyId, companyId),
        eq(purchaseRequest.salesInvoiceNo, salesInvoiceNo),
        inArray(purchaseRequest.state, ["queued", "ready"]),
      ),
    )
    .orderBy(desc(purchaseRequest.requestedAt))
    .limit(20)
}

async function readLinesAsked(
  tx: Tx,
  companyId: number,
  asked: readonly AskedBefore[],
  lines: readonly DraftLine[],
): Promise<Map<number, Date>> {
  if (asked.length === 0 || lines.length === 0) return new Map()
  const rows = await tx
    .selectDistinct({ lineId: purchaseRequestLine.sourceLineId, requestNo: purchaseRequestLine.requestNo })
    .from(purchaseRequestLine)
    .where(
      and(
        eq(purchaseRequestLine.companyId, companyId),
        inArray(
          purchaseRequestLine.requestNo,
          asked.map(request => request.requestNo),
        ),
        sql`${purchaseRequestLine.sourceLineId} = any(${sql.param(lines.map(line => line.lineId))}::int[])`,
        ne(purchaseRequestLine.type, "comment"),
      ),
    )
  const at = new Map(asked.map(request => [request.requestNo, request.requestedAt]))
  const latest = new Map<number, Date>()
  for (const { lineId, requestNo } of rows) {
    const when = at.get(requestNo)!
    if (when > (latest.get(lineId) ?? new Date(0))) latest.set(lineId, when)
  }
  return latest
}

async function neighbour(tx: Tx, companyId: number, no: string, which: "previous" | "next"): Promise<string | null> {
  const [found] = await tx
    .select({ no: salesInvoice.no })
    .from(salesInvoice)
    .where(
      and(eq(salesInvoice.companyId, companyId), which === "next" ? gt(salesInvoice.no, no) : lt(salesInvoice.no, no)),
    )
    .orderBy(which === "next" ? asc(salesInvoice.no) : desc(salesInvoice.no))
    .limit(1)
  return found?.no ?? null
}
