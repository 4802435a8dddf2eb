import { and, eq, type SQL, sql } from "drizzle-orm"
import { company, item, type purchaseRequestLine, type StoredCostSource, salesInvoiceLine } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { today } from "@/domain/dates/date"
import type { Issue } from "@/domain/errors"
import { ONE, toPlain, ZERO } from "@/domain/money/decimal"
import { readItemTerms } from "@/domain/pricing/item-terms"
import { readVendorTerms, type VendorTerms, vendorProblems } from "@/domain/pricing/vendor-terms"
import { type BoughtLine, inScopeOf, readBought } from "./bought-before"
import { type ChoiceMargins, choiceMargins } from "./choice-margins"
import { type AskedLine, type ComposedPurchaseLine, composeLines } from "./compose-lines"
import { isSupported, type LineEdit, type LineScope, readSalesSource, type SalesLine, typedCost } from "./sales-lines"

/** Lines on one page of the form. */
const LINES_PER_PAGE = 200
/** Requests that bought some of the lines before. */
const REQUESTS_SHOWN = 5

/** A line as it would be made. Numbers as plain decimal strings. */
export type PreparedLine = {
  lineId: number
  type: "comment" | "item"
  no: string | null
  description: string
  /** As asked for, the sales line's unless changed. */
  quantity: string
  unitOfMeasureCode: string
  /** What the vendor's terms give; null: no cost known. */
  defaultUnitCost: string | null
  directUnitCost: string
  /** Both costs are that of so many units. */
  pricePer: string
  costSource: StoredCostSource | null
  lineAmount: string
  /** Why it cannot be bought. */
  problems: Omit<Issue, "field">[]
}

export type PreparedPurchase = {
  salesInvoice: { no: string; version: number; customerName: string; lineCount: number }
  /** Default vendor that all items of the lines share; null: none, or several. */
  commonVendor: { no: string; itemCount: number } | null
  /** Chosen, or else the common one; null: none yet, so no costs are known. */
  vendor: { no: string; name: string; currencyCode: string; amountDecimals: number; pricesIncludingVat: boolean } | null
  /** Why nothing can be bought from that vendor. */
  vendorProblems: Issue[]
  lines: PreparedLine[]
  page: number
  pages: number
  /** Lines that will be on the purchase invoice: supported, and not set to zero. */
  lineCount: number
  /** Lines of types that are not supported, which it goes on without. */
  leftOut: Pick<SalesLine, "lineId" | "lineNo" | "type" | "no" | "description">[]
  /** Lines on other pages that cannot be bought, by page. */
  problemPages: number[]
  /** Excl. VAT, in the vendor's currency. */
  amount: string
  /** What is left of the sale; null: unknown, or not for the actor to see. */
  margins: ChoiceMargins | null
  askedBefore: { no: string; requestedByName: string; requestedAt: Date; vendorName: string; lineCount: number }[]
}

/**
 * What Create Purchase Invoice would make of the chosen lines, vendor, quantities and costs; writes nothing.
 *
 * @param asked.vendorNo null: the default vendor that the items share, if they do
 * @param asked.page 1-based; beyond the last is the last
 * @throws NotFound where the sales invoice is not the company's
 */
export async function preparePurchase(
  actor: Actor,
  asked: {
    salesInvoiceNo: string
    scope: LineScope
    vendorNo: string | null
    edits: ReadonlyMap<number, LineEdit>
    page: number
  },
): Promise<PreparedPurchase> {
  authorise(actor, "purchase_request.create")
  const { companyId } = actor
  return inCompany(companyId, async tx => {
    const source = await readSalesSource(tx, companyId, asked.salesInvoiceNo, asked.scope)
    const [commonVendor, bought] = await Promise.all([
      readCommonVendor(tx, companyId, source.no, asked.scope),
      readBought(tx, companyId, source.no),
    ])
    const vendorNo = asked.vendorNo ?? commonVendor?.no ?? null
    const terms =
      vendorNo === null ? null : await readVendorTerms(tx, companyId, vendorNo, await workDate(tx, companyId))
    const supported = source.lines.filter(isSupported).map(line => withEdit(line, asked.edits.get(line.lineId)))
    const problems = terms ? vendorProblems(terms) : []
    const lines = await prepareLines(tx, terms, supported, problems.length > 0)
    const pages = Math.max(1, Math.ceil(lines.prepared.length / LINES_PER_PAGE))
    const page = Math.min(Math.max(1, asked.page), pages)
    const pageOf = (index: number) => Math.floor(index / LINES_PER_PAGE) + 1
    return {
      salesInvoice: {
        no: source.no,
        version: source.version,
        customerName: source.customerName,
        lineCount: source.lineCount,
      },
      commonVendor,
      vendor: terms && {
        no: terms.buyFrom.no,
        name: terms.buyFrom.name,
        currencyCode: terms.currencyCode,
        amountDecimals: terms.amountDecimals,
        pricesIncludingVat: terms.payTo.pricesIncludingVat,
      },
      vendorProblems: problems,
      lines: lines.prepared.filter((_, index) => pageOf(index) === page),
      page,
      pages,
      lineCount: supported.filter(line => line.type === "comment" || line.no === null || !line.quantity.isZero())
        .length,
      leftOut: source.lines
        .filter(line => !isSupported(line))
        .map(({ lineId, lineNo, type, no, description }) => ({ lineId, lineNo, type, no, description })),
      problemPages: [
        ...new Set(lines.prepared.flatMap((line, index) => (line.problems.length > 0 ? pageOf(index) : []))),
      ],
      amount: lines.amount,
      margins: terms && (await choiceMargins(tx, actor, source.no, terms, lines.composed)),
      askedBefore: askedBefore(bought.filter(inScopeOf(asked.scope))),
    }
  })
}

async function workDate(tx: Tx, companyId: number) {
  const [own] = await tx.select({ timeZone: company.timeZone }).from(company).where(eq(company.id, companyId))
  return today(own!.timeZone)
}

function withEdit(line: SalesLine & { type: "comment" | "item" }, edit: LineEdit | undefined): AskedLine<number> {
  return {
    key: line.lineId,
    type: line.type,
    no: line.no,
    description: line.description,
    quantity: edit?.quantity ?? line.quantity,
    unitOfMeasureCode: line.unitOfMeasureCode,
    ...typedCost(edit),
  }
}

/** With a usable vendor each line has its cost; without one only what the sale says. */
async function prepareLines(
  tx: Tx,
  terms: VendorTerms | null,
  asked: readonly AskedLine<number>[],
  vendorHasProblems: boolean,
): Promise<{ prepared: PreparedLine[]; composed: ComposedPurchaseLine<number>[]; amount: string }> {
  if (!terms || vendorHasProblems) return { prepared: asked.map(withoutCost), composed: [], amount: "0" }
  const itemNos = [...new Set(asked.flatMap(line => line.no ?? []))]
  const composed = composeLines(terms, await readItemTerms(tx, terms.buyFrom.companyId, terms, itemNos), asked)
  const problems = new Map<number, PreparedLine["problems"]>()
  for (const { key, code, params } of composed.problems) {
    problems.set(key, [...(problems.get(key) ?? []), { code, params }])
  }
  const prepared = composed.lines.map((line, index) => ({
    ...withoutCost(asked[index]!),
    defaultUnitCost: line.defaultUnitCost && toPlain(line.defaultUnitCost),
    directUnitCost: toPlain(line.directUnitCost),
    pricePer: toPlain(line.pricePer),
    costSource: line.costSource,
    lineAmount: toPlain(line.lineAmount),
    problems: problems.get(line.key) ?? [],
  }))
  return { prepared, composed: composed.lines, amount: toPlain(composed.totals.amount) }
}

function withoutCost(line: AskedLine<number>): PreparedLine {
  return {
    lineId: line.key,
    type: line.type,
    no: line.no,
    description: line.description,
    quantity: toPlain(line.quantity),
    unitOfMeasureCode: line.unitOfMeasureCode,
    defaultUnitCost: null,
    directUnitCost: toPlain(line.typedUnitCost ?? ZERO),
    pricePer: toPlain(line.pricePer ?? ONE),
    costSource: line.typedUnitCost ? { kind: "typed" } : null,
    lineAmount: "0",
    problems: [],
  }
}

const inScope = (column: typeof salesInvoiceLine.lineId | typeof purchaseRequestLine.sourceLineId, scope: LineScope) =>
  scope.kind === "all_lines"
    ? undefined
    : (sql`${column} = any(${sql.param(scope.lineIds.map(String))}::text[]::integer[])` as SQL)

/**
 * The one non-blank default vendor of all items on the lines; comment lines do not count (docs/semantics.md, "Create Purchase
 * Invoice", 2).
 */
async function readCommonVendor(tx: Tx, companyId: number, no: string, scope: LineScope) {
  const [found] = await tx
    .select({
      vendors: sql<string>`count(distinct coalesce(${item.vendorNo}, ''))`,
      vendorNo: sql<string | null>`min(${item.vendorNo})`,
      items: sql<string>`count(distinct ${salesInvoiceLine.no})`,
    })
    .from(salesInvoiceLine)
    .leftJoin(item, and(eq(item.companyId, companyId), eq(item.no, salesInvoiceLine.no)))
    .where(
      and(
        eq(salesInvoiceLine.companyId, companyId),
        eq(salesInvoiceLine.documentNo, no),
        eq(salesInvoiceLine.type, "item"),
        sql`${salesInvoiceLine.no} is not null`,
        inScope(salesInvoiceLine.lineId, scope),
      ),
    )
  if (Number(found?.vendors) !== 1 || !found?.vendorNo) return null
  return { no: found.vendorNo, itemCount: Number(found.items) }
}

/** The newest requests that bought some of these lines, so that nothing is bought twice unawares. */
function askedBefore(bought: readonly BoughtLine[]): PreparedPurchase["askedBefore"] {
  const requests = new Map<string, PreparedPurchase["askedBefore"][number]>()
  for (const { requestNo: no, requestedByName, requestedAt, vendorName } of bought) {
    const lineCount = (requests.get(no)?.lineCount ?? 0) + 1
    requests.set(no, { no, requestedByName, requestedAt, vendorName, lineCount })
  }
  return [...requests.values()].slice(0, REQUESTS_SHOWN)
}
