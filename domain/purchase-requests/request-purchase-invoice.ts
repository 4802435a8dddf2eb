import { createHash } from "node:crypto"
import { and, eq, sql } from "drizzle-orm"
import { company, purchaseRequest, purchaseRequestLine } from "@/db/schema"
import { inCompany, postgresErrorCode, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { today } from "@/domain/dates/date"
import { tooManyCostDecimals } from "@/domain/documents/check-lines"
import { COST_DECIMALS } from "@/domain/documents/line-fields"
import { type Issue, Refusal, refuse } from "@/domain/errors"
import { recordEvent } from "@/domain/history/record-event"
import { type Decimal, ONE, toPlain } from "@/domain/money/decimal"
import { takeDraftNumber } from "@/domain/numbering/take-number"
import { readItemTerms } from "@/domain/pricing/item-terms"
import { readVendorTerms, type VendorTerms, vendorProblems } from "@/domain/pricing/vendor-terms"
import { BoughtBefore, boughtTwice, consentTo, readBought } from "./bought-before"
import { type Composed, composeLines } from "./compose-lines"
import {
  askedLines,
  isSupported,
  type LineEdit,
  type LineScope,
  readSalesSource,
  type SalesSource,
} from "./sales-lines"

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
 * Asks for a purchase invoice: checks everything, takes a snapshot of the lines and writes the request, in one
 * transaction. The caller enqueues its job after that.
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
  const before = await inCompany(actor.companyId, tx => findByForm(tx, actor, input.formId, contentHash))
  if (before) return before
  const no = await takeDraftNumber(actor.companyId, "purchaseRequestNos")
  try {
    return await inCompany(actor.companyId, tx => write(tx, actor, input, no, contentHash, maxLines))
  } catch (error) {
    if (postgresErrorCode(error) !== uniqueViolation) throw error
    // The same form twice at once: whoever came second goes to the first one's request.
    const first = await inCompany(actor.companyId, tx => findByForm(tx, actor, input.formId, contentHash))
    if (!first) throw error
    return first
  }
}

async function findByForm(tx: Tx, actor: Actor, formId: string, contentHash: string): Promise<Requested | null> {
  const [found] = await tx
    .select({
      no: purchaseRequest.no,
      requestedAt: purchaseRequest.requestedAt,
      contentHash: purchaseRequest.contentHash,
    })
    .from(purchaseRequest)
    .where(
      and(
        eq(purchaseRequest.companyId, actor.companyId),
        eq(purchaseRequest.requestedBy, actor.userId),
        eq(purchaseRequest.formId, formId),
      ),
    )
  if (!found) return null
  if (found.contentHash !== contentHash) throw refuse("form_used", { no: found.no })
  return { kind: "already_requested", no: found.no, requestedAt: found.requestedAt }
}

async function write(
  tx: Tx,
  actor: Actor,
  input: PurchaseRequestInput,
  no: string,
  contentHash: string,
  maxLines: number,
): Promise<Requested> {
  const { companyId } = actor
  const source = await readSalesSource(tx, companyId, input.salesInvoiceNo, input.scope, true)
  // Who waited for the same form's first sending finds its request now.
  const before = await findByForm(tx, actor, input.formId, contentHash)
  if (before) return before
  if (source.version !== input.salesInvoiceVersion) throw refuse("sales_invoice_changed", { no: source.no })
  const [own] = await tx.select({ timeZone: company.timeZone }).from(company).where(eq(company.id, companyId))
  const workDate = today(own!.timeZone)
  const terms = await readVendorTerms(tx, companyId, input.vendorNo, workDate)
  if (!terms) throw refuse("vendor_not_found", { no: input.vendorNo }, "vendorNo")
  const { composed, asked } = await check(tx, companyId, source, terms, input, maxLines)
  const twice = boughtTwice(asked, await readBought(tx, companyId, source.no))
  const consent = consentTo(twice)
  if (twice.length > 0 && input.buyAgain !== consent) throw new BoughtBefore(twice, consent)

  await tx.insert(purchaseRequest).values({
    companyId,
    no,
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
  })
  const snapshot = composed.lines.map((line, index) => {
    const edit = input.edits.get(line.key)
    return {
      line_no: line.lineNo,
      source_line_id: asked[index]!.source.lineId,
      source_line_no: asked[index]!.source.lineNo,
      type: line.type,
      no: line.no,
      description: line.description,
      quantity: toPlain(line.quantity),
      unit_of_measure_code: line.unitOfMeasureCode,
      price_per: toPlain(edit?.shownUnitCost ? (edit.pricePer ?? ONE) : line.pricePer),
      shown_unit_cost: plainOrNull(edit?.shownUnitCost ?? line.defaultUnitCost),
      typed_unit_cost: plainOrNull(asked[index]!.typedUnitCost),
      cost_source: line.costSource,
    }
  })
  await tx.execute(sql`
    insert into ${purchaseRequestLine} (company_id, request_no, line_no, source_line_id, source_line_no, type, no,
      description, quantity, unit_of_measure_code, price_per, shown_unit_cost, typed_unit_cost, cost_source)
    select ${companyId}::integer, ${no}::text, line_no, source_line_id, source_line_no, type, no, description, quantity,
      unit_of_measure_code, price_per, shown_unit_cost, typed_unit_cost, cost_source
    from jsonb_to_recordset(${JSON.stringify(snapshot)}::jsonb) as line (line_no integer, source_line_id integer,
      source_line_no integer, type text, no text, description text, quantity numeric, unit_of_measure_code text,
      price_per numeric, shown_unit_cost numeric, typed_unit_cost numeric, cost_source jsonb)`)
  await recordEvent(tx, {
    companyId,
    actor,
    kind: "purchase_request.created",
    subjectType: "purchase_request",
    subjectNo: no,
    data: { salesInvoiceNo: source.no, vendorName: terms.buyFrom.name, lineCount: composed.lines.length },
  })
  return { kind: "requested" as const, no, generation: 1 }
}

const plainOrNull = (value: Decimal | null) => value && toPlain(value)

/** @throws Refusal with everything that is wrong, each beside its field */
async function check(
  tx: Tx,
  companyId: number,
  source: SalesSource,
  terms: VendorTerms,
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
  const itemNos = [...new Set(asked.flatMap(line => line.no ?? []))]
  const composed: Composed<number> = composeLines(terms, await readItemTerms(tx, companyId, terms, itemNos), asked)
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
