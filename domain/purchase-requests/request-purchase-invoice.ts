import { createHash } from "node:crypto"
import { and, eq, sql } from "drizzle-orm"
import { preparedSelect, value } from "@/db/prepared"
import { company, purchaseRequest } from "@/db/schema"
import { inCompany, postgresErrorCode, type Tx, withCommit } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { type IsoDate, today } from "@/domain/dates/date"
import { tooManyCostDecimals } from "@/domain/documents/check-lines"
import { COST_DECIMALS } from "@/domain/documents/line-fields"
import { type Issue, NotFound, Refusal, refuse } from "@/domain/errors"
import { type Decimal, ONE, toPlain } from "@/domain/money/decimal"
import { type ItemTerms, itemTermsReader } from "@/domain/pricing/item-terms"
import { paidVendors, readVendorTerms, type VendorTerms, vendorProblems } from "@/domain/pricing/vendor-terms"
import { BoughtBefore, boughtTwice, consentTo, readBought } from "./bought-before"
import { type Composed, composeLines } from "./compose-lines"
import {
  askedLines,
  findSalesSource,
  isSupported,
  type LineEdit,
  type LineScope,
  type SalesSource,
} from "./sales-lines"
import { writeRequest } from "./write-request"

/** Lines a purchase invoice may have. */
const MAX_LINES = 10_000

const uniqueViolation = "23505"

export type PurchaseRequestInput = {
  /** The id the page made; used up by a committed request. */
  formId: string
  salesInvoiceNo: string
  /** Version of the sales invoice that the page showed. */
  salesInvoiceVersion: number
  scope: LineScope
  vendorNo: string
  /** By line id of the sales invoice. */
  edits: ReadonlyMap<number, LineEdit>
  /** Of BoughtBefore, which asked: these lines are to be bought again. */
  buyAgain?: string
}

export type Requested =
  | { kind: "requested"; no: string; generation: number }
  /** The same content under the same form id was asked for before: this is that request. */
  | { kind: "already_requested"; no: string; requestedAt: Date }

/**
 * Asks for a purchase invoice: checks everything, takes a snapshot of the lines and writes the request under the next
 * number, in one transaction. The caller enqueues its job after that.
 *
 * @param maxLines of the sales invoice that may be bought at once
 * @throws NotFound where the sales invoice is not the company's
 * @throws Refusal naming everything that is wrong: vendorNo, lines.<lineId>.quantity, …; "form_used" (params no) when
 *   other content was committed under this form id; "sales_invoice_changed" when the page was stale
 * @throws BoughtBefore when more would be bought of a line than was sold, and `buyAgain` does not say that this is meant
 */
export async function requestPurchaseInvoice(
  actor: Actor,
  input: PurchaseRequestInput,
  maxLines = MAX_LINES,
): Promise<Requested> {
  authorise(actor, "purchase_request.create")
  const contentHash = hashOf(input)
  try {
    return await inCompany(actor.companyId, tx => write(tx, actor, input, contentHash, maxLines))
  } catch (error) {
    if (postgresErrorCode(error) !== uniqueViolation) throw error
    // The same form twice at once, for two sales invoices: whoever came second goes to the first one's request.
    const first = await inCompany(actor.companyId, tx => findByForm(tx, actor, input.formId, contentHash))
    if (!first) throw error
    return first
  }
}

const byForm = preparedSelect("request_by_form", query =>
  query
    .select({
      no: purchaseRequest.no,
      requestedAt: purchaseRequest.requestedAt,
      contentHash: purchaseRequest.contentHash,
    })
    .from(purchaseRequest)
    .where(
      and(
        eq(purchaseRequest.companyId, value("companyId")),
        eq(purchaseRequest.requestedBy, value("userId")),
        eq(purchaseRequest.formId, value("formId")),
      ),
    ),
)

async function findByForm(
  tx: Tx,
  { companyId, userId }: Actor,
  formId: string,
  contentHash: string,
): Promise<Requested | null> {
  const [found] = await byForm(tx, { companyId, userId, formId })
  if (!found) return null
  if (found.contentHash !== contentHash) throw refuse("form_used", { no: found.no })
  return { kind: "already_requested", no: found.no, requestedAt: found.requestedAt }
}

const timeZones = preparedSelect("company_time_zone", query =>
  query
    .select({ timeZone: company.timeZone })
    .from(company)
    .where(eq(company.id, value("companyId"))),
)

async function workDateOf(tx: Tx, companyId: number): Promise<IsoDate> {
  const [own] = await timeZones(tx, { companyId })
  return today(own!.timeZone)
}

/**
 * Reads twice, what is sold and what it costs, and writes once: statements that do not wait for each other are sent together,
 * behind the sales invoice's lock.
 */
async function write(tx: Tx, actor: Actor, input: PurchaseRequestInput, contentHash: string, maxLines: number) {
  const { companyId } = actor
  const { salesInvoiceNo, vendorNo } = input
  const [source, before, workDate, bought] = await Promise.all([
    findSalesSource(tx, companyId, salesInvoiceNo, input.scope, true),
    // Who waited for the same form's first sending finds its request.
    findByForm(tx, actor, input.formId, contentHash),
    workDateOf(tx, companyId),
    readBought(tx, companyId, salesInvoiceNo),
  ])
  if (before) return before
  if (!source) throw new NotFound(`sales invoice ${salesInvoiceNo}`)
  if (source.version !== input.salesInvoiceVersion) throw refuse("sales_invoice_changed", { no: source.no })
  const itemNos = [...new Set(source.lines.flatMap(line => (line.type === "item" ? (line.no ?? []) : [])))]
  const [terms, itemTerms] = await Promise.all([
    readVendorTerms(tx, companyId, vendorNo, workDate),
    readTerms(tx, { companyId, vendorNo, itemNos }),
  ])
  if (!terms) throw refuse("vendor_not_found", { no: vendorNo }, "vendorNo")
  const { composed, asked } = check(source, terms, itemTerms, input, maxLines)
  const twice = boughtTwice(asked, bought)
  const consent = consentTo(twice)
  if (twice.length > 0 && input.buyAgain !== consent) throw new BoughtBefore(twice, consent)
  const header = {
    companyId,
    requestedBy: actor.userId,
    requestedByName: actor.name,
    formId: input.formId,
    contentHash,
    salesInvoiceNo: source.no,
    customerName: source.customerName,
    salesInvoiceLineCount: source.lineCount,
    scope: input.scope.kind,
    vendorNo: terms.buyFrom.no,
    vendorName: terms.buyFrom.name,
    workDate,
    currencyCode: terms.currencyCode,
    lineCount: composed.lines.length,
    amount: toPlain(composed.totals.amount),
  }
  const snapshot = composed.lines.map((line, index) => {
    const edit = input.edits.get(line.key)
    return {
      lineNo: line.lineNo,
      sourceLineId: asked[index]!.source.lineId,
      sourceLineNo: asked[index]!.source.lineNo,
      type: line.type,
      no: line.no,
      description: line.description,
      quantity: toPlain(line.quantity),
      unitOfMeasureCode: line.unitOfMeasureCode,
      pricePer: toPlain(edit?.shownUnitCost ? (edit.pricePer ?? ONE) : line.pricePer),
      shownUnitCost: plainOrNull(edit?.shownUnitCost ?? line.defaultUnitCost),
      typedUnitCost: plainOrNull(asked[index]!.typedUnitCost),
      costSource: line.costSource,
    }
  })
  return withCommit(
    writeRequest(tx, actor, header, snapshot).then(no => ({ kind: "requested" as const, no, generation: 1 })),
  )
}

const readTerms = itemTermsReader("request_terms", {
  items: sql`select unnest(${value("itemNos")}::text[])`,
  vendorNo: sql`${value("vendorNo")}::text`,
  vatBusPostingGroup: paidVendors("vatBusPostingGroup"),
  genBusPostingGroup: paidVendors("genBusPostingGroup"),
})

const plainOrNull = (value: Decimal | null) => value && toPlain(value)

/** @throws Refusal with everything that is wrong, each beside its field */
function check(
  source: SalesSource,
  terms: VendorTerms,
  itemTerms: ItemTerms,
  { scope, edits }: PurchaseRequestInput,
  maxLines: number,
) {
  const issues: Issue[] = vendorProblems(terms)
  if (scope.kind === "selected_lines" && source.lines.length < new Set(scope.lineIds).size) {
    issues.push({ field: "scope", code: "selected_lines_gone" })
  }
  if (source.lines.length > maxLines) {
    issues.push({ field: "scope", code: "too_many_lines", params: { count: source.lines.length, max: maxLines } })
  }
  const asked = askedLines(source.lines, edits)
  for (const line of asked) {
    if (line.type === "item" && hasTooManyDecimals(edits.get(line.key))) {
      issues.push({ field: `lines.${line.key}.cost`, ...tooManyCostDecimals(COST_DECIMALS) })
    }
    if (line.quantity.isNegative() && line.type === "item") {
      const params = { no: line.no ?? "", description: line.description }
      issues.push({ field: `lines.${line.key}.quantity`, code: "quantity_negative", params })
    }
  }
  const countable = source.lines.some(line => isSupported(line) && line.type === "item" && line.no !== null)
  if (countable && !asked.some(line => line.type === "item" && line.no !== null)) {
    issues.push({ field: "lines", code: "quantity_zero_everywhere" })
  }
  if (issues.length > 0) throw new Refusal(issues)
  const composed: Composed<number> = composeLines(terms, itemTerms, asked)
  if (composed.problems.length > 0) {
    throw new Refusal(
      composed.problems.map(({ key, code, params }) => ({ field: `lines.${key}.quantity`, code, params })),
    )
  }
  return { composed, asked }
}

/** Whether a cost was typed with more decimals than a cost may have, noughts too (parse-number.ts says why). */
function hasTooManyDecimals({ typedUnitCost, costDecimals = 0 }: LineEdit = {}): boolean {
  return Math.max(typedUnitCost?.decimalPlaces() ?? 0, costDecimals) > COST_DECIMALS
}

/** The content apart from the form's own id and what it answers to a question, the same whatever order the edits came in. */
function hashOf({ formId: _, buyAgain: __, edits, scope, ...rest }: PurchaseRequestInput): string {
  const lineIds = scope.kind === "selected_lines" ? [...scope.lineIds].sort((a, b) => a - b) : null
  const changes = [...edits]
    .sort(([a], [b]) => a - b)
    .map(([lineId, edit]) => [
      lineId,
      edit.quantity?.toFixed(),
      edit.typedUnitCost && [edit.typedUnitCost.toFixed(), edit.pricePer?.toFixed()],
    ])
  return createHash("sha256")
    .update(JSON.stringify({ ...rest, lineIds, changes }))
    .digest("hex")
}
