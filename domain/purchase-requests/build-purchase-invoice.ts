import { and, eq, sql } from "drizzle-orm"
import { purchaseInvoice, purchaseInvoiceLine, purchaseRequest, purchaseRequestLine } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { Decimal, ONE, toPlain, ZERO } from "@/domain/money/decimal"
import { takeNumberOf } from "@/domain/numbering/take-number"
import { readItemTerms } from "@/domain/pricing/item-terms"
import { headerFromVendor, readVendorTerms, vendorProblems } from "@/domain/pricing/vendor-terms"
import { type AskedLine, type Composed, composeLines } from "./compose-lines"
import {
  type CostChange,
  type QueuedRequest,
  type RequestFailure,
  settleFailed,
  settleReady,
} from "./settle-purchase-request"

export type BuildOutcome = { outcome: "ready" | "failed" | "not_queued" }

/**
 * Builds the purchase invoice that a request asks for, in one transaction with a constant number of statements, and
 * settles the request in it. What may have changed since is checked again; what cannot succeed is written on the
 * request in words to correct it by and does not throw. Running it twice, or twice at once, makes one invoice.
 *
 * @throws whatever passes by itself, such as a lost connection: run it again
 */
export async function buildPurchaseInvoice(companyId: number, requestNo: string): Promise<BuildOutcome> {
  const no = await begin(companyId, requestNo)
  if (!no) return { outcome: "not_queued" }
  return inCompany(companyId, async tx => {
    const request = await lockQueued(tx, companyId, requestNo)
    if (!request) return { outcome: "not_queued" }
    const { terms, composed, failure } = await compose(tx, request)
    if (!terms || !composed || failure.length > 0) {
      await settleFailed(tx, request, failure)
      return { outcome: "failed" }
    }
    const changes = costChanges(composed.composed, composed.shown)
    await writeInvoice(
      tx,
      request,
      { ...headerFromVendor(terms, no), ...totalsOf(composed.composed) },
      composed,
      changes,
    )
    await settleReady(tx, request, no, composed.composed, changes)
    return { outcome: "ready" }
  })
}

/**
 * Says, outside the build's transaction, that an attempt begins, and draws the invoice's number (gaps allowed).
 *
 * @returns the number, or null where the request is no longer queued
 */
async function begin(companyId: number, requestNo: string): Promise<string | null> {
  return inCompany(companyId, async tx => {
    // A crash could forget only what the build's own commit would have flushed with it.
    await tx.execute(sql`set local synchronous_commit = off`)
    const begun = await tx
      .update(purchaseRequest)
      .set({ attempts: sql`${purchaseRequest.attempts} + 1`, startedAt: sql`now()` })
      .where(
        and(
          eq(purchaseRequest.companyId, companyId),
          eq(purchaseRequest.no, requestNo),
          eq(purchaseRequest.state, "queued"),
        ),
      )
      .returning({ no: purchaseRequest.no })
      .prepare("build_begin")
      .execute()
    return begun.length === 0 ? null : takeNumberOf(tx, companyId, "purchaseInvoiceNos")
  })
}

/** The lock that cancel takes too: whoever comes second finds another state. */
async function lockQueued(tx: Tx, companyId: number, requestNo: string): Promise<QueuedRequest | undefined> {
  const [request] = await tx
    .select()
    .from(purchaseRequest)
    .where(
      and(
        eq(purchaseRequest.companyId, companyId),
        eq(purchaseRequest.no, requestNo),
        eq(purchaseRequest.state, "queued"),
      ),
    )
    .for("update")
    .prepare("build_lock")
    .execute()
  return request
}

type SnapshotLine = AskedLine<number> & { shownUnitCost: Decimal | null; shownPer: Decimal }

async function compose(tx: Tx, request: QueuedRequest) {
  const { companyId, no } = request
  const [terms, snapshot] = await Promise.all([
    readVendorTerms(tx, companyId, request.vendorNo, request.workDate),
    readSnapshot(tx, companyId, no),
  ])
  if (!terms) {
    const params = { no: request.vendorNo, vendor: request.vendorName }
    return { terms: null, composed: null, failure: [{ code: "vendor_gone", params }] satisfies RequestFailure }
  }
  const failure: RequestFailure = vendorProblems(terms).map(({ code, params }) => ({ code, params }))
  if (failure.length > 0) return { terms, composed: null, failure }
  const items = sql`select ${purchaseRequestLine.no} from ${purchaseRequestLine}
    where ${purchaseRequestLine.companyId} = ${companyId} and ${purchaseRequestLine.requestNo} = ${no}`
  const composed = composeLines(terms, await readItemTerms(tx, companyId, terms, items), snapshot)
  for (const { key, code, params } of composed.problems) failure.push({ code, params, lineNo: key })
  return { terms, composed: { composed, shown: snapshot }, failure }
}

async function readSnapshot(tx: Tx, companyId: number, requestNo: string): Promise<SnapshotLine[]> {
  const rows = await tx
    .select({
      lineNo: purchaseRequestLine.lineNo,
      type: purchaseRequestLine.type,
      no: purchaseRequestLine.no,
      description: purchaseRequestLine.description,
      quantity: purchaseRequestLine.quantity,
      unitOfMeasureCode: purchaseRequestLine.unitOfMeasureCode,
      pricePer: purchaseRequestLine.pricePer,
      shownUnitCost: purchaseRequestLine.shownUnitCost,
      typedUnitCost: purchaseRequestLine.typedUnitCost,
    })
    .from(purchaseRequestLine)
    .where(and(eq(purchaseRequestLine.companyId, companyId), eq(purchaseRequestLine.requestNo, requestNo)))
    .orderBy(purchaseRequestLine.lineNo)
    .prepare("build_snapshot")
    .execute()
  return rows.map(({ lineNo, quantity, pricePer, shownUnitCost, typedUnitCost, ...row }) => ({
    ...row,
    key: lineNo,
    quantity: new Decimal(quantity),
    shownUnitCost: shownUnitCost === null ? null : new Decimal(shownUnitCost),
    shownPer: new Decimal(pricePer),
    typedUnitCost: typedUnitCost === null ? null : new Decimal(typedUnitCost),
    ...(typedUnitCost !== null && { pricePer: new Decimal(pricePer) }),
  }))
}

/** Lines whose cost is not the one shown when they were asked for; a typed cost is what was asked for. */
function costChanges({ lines }: Composed<number>, shown: readonly SnapshotLine[]): CostChange[] {
  return lines.flatMap((line, index) => {
    const { shownUnitCost, shownPer, typedUnitCost } = shown[index]!
    const isSame = line.directUnitCost.times(shownPer).eq((shownUnitCost ?? ZERO).times(line.pricePer))
    if (typedUnitCost || line.no === null || isSame) return []
    return {
      lineNo: line.lineNo,
      description: line.description,
      shown: toPlain(shownUnitCost ?? ZERO),
      built: toPlain(line.directUnitCost),
      ...(shownPer.eq(ONE) && line.pricePer.eq(ONE)
        ? {}
        : { shownPer: toPlain(shownPer), builtPer: toPlain(line.pricePer) }),
    }
  })
}

function totalsOf({ lines, totals }: Composed<number>) {
  return {
    lineCount: lines.length,
    lastLineId: lines.length,
    amount: toPlain(totals.amount),
    amountIncludingVat: toPlain(totals.amountIncludingVat),
  }
}

async function writeInvoice(
  tx: Tx,
  request: QueuedRequest,
  header: Omit<typeof purchaseInvoice.$inferInsert, "requestedBy">,
  { composed }: { composed: Composed<number> },
  changes: readonly CostChange[],
) {
  await tx
    .insert(purchaseInvoice)
    .values({ ...header, requestedBy: request.requestedBy, costChanged: changes.length > 0 })
    .prepare("build_header")
    .execute()
  const rows = composed.lines.map((line, index) => ({
    line_id: index + 1,
    line_no: line.lineNo,
    type: line.type,
    no: line.no,
    description: line.description,
    quantity: toPlain(line.quantity),
    unit_of_measure_code: line.unitOfMeasureCode,
    qty_per_unit_of_measure: toPlain(line.qtyPerUnitOfMeasure),
    line_discount_percent: toPlain(line.lineDiscountPercent),
    line_discount_amount: toPlain(line.lineDiscountAmount),
    line_amount: toPlain(line.lineAmount),
    vat_prod_posting_group: line.vatProdPostingGroup,
    gen_prod_posting_group: line.genProdPostingGroup,
    vat_identifier: line.vatIdentifier,
    vat_percent: toPlain(line.vatPercent),
    vat_calculation_type: line.vatCalculationType,
    amount: toPlain(line.amount),
    amount_including_vat: toPlain(line.amountIncludingVat),
    direct_unit_cost: toPlain(line.directUnitCost),
    price_per: toPlain(line.pricePer),
    cost_source: line.costSource,
    vendor_item_no: line.vendorItemNo,
  }))
  await tx.execute(sql`
    insert into ${purchaseInvoiceLine} (company_id, document_no, line_id, line_no, type, no, description, quantity,
      unit_of_measure_code, qty_per_unit_of_measure, line_discount_percent, line_discount_amount, line_amount,
      vat_prod_posting_group, gen_prod_posting_group, vat_identifier, vat_percent, vat_calculation_type, amount,
      amount_including_vat, direct_unit_cost, price_per, cost_source, vendor_item_no, typed_fields)
    select ${header.companyId}::integer, ${header.no}::text, line.*, '{}'
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as line (line_id integer, line_no integer, type text,
      no text, description text, quantity numeric, unit_of_measure_code text, qty_per_unit_of_measure numeric,
      line_discount_percent numeric, line_discount_amount numeric, line_amount numeric, vat_prod_posting_group text,
      gen_prod_posting_group text, vat_identifier text, vat_percent numeric, vat_calculation_type text, amount numeric,
      amount_including_vat numeric, direct_unit_cost numeric, price_per numeric, cost_source jsonb, vendor_item_no text)`)
}
