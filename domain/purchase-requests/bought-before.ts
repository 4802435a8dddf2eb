/** What of a sales invoice has been bought already, by line and quantity, and the question before it is bought again. */
import { createHash } from "node:crypto"
import { and, desc, eq, sql } from "drizzle-orm"
import { preparedSelect, value } from "@/db/prepared"
import {
  postedPurchaseDocument,
  purchaseInvoice,
  purchaseRequest,
  purchaseRequestLine,
  salesInvoice,
  salesInvoiceLine,
} from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { type Issue, Refusal } from "@/domain/errors"
import { Decimal, sum, toPlain } from "@/domain/money/decimal"
import type { LineScope, SalesLine } from "./sales-lines"

/** A line of a request that still stands: it waits to be built, or what was built of it is there. */
export type BoughtLine = {
  requestNo: string
  requestedByName: string
  requestedAt: Date
  vendorName: string
  /** Of the sales invoice. */
  lineId: number
  no: string
  quantity: Decimal
  unitOfMeasureCode: string
}

const [r, l] = [purchaseRequest, purchaseRequestLine]
const company = value("companyId")

const boughtLines = preparedSelect("bought_lines", query => {
  const isDraft = sql`exists (select from ${purchaseInvoice} as draft
    where draft.company_id = ${company}
      and (draft.no = ${r.purchaseInvoiceNo} or draft.split_of_no = ${r.purchaseInvoiceNo}))`
  const isPosted = sql`exists (select from ${postedPurchaseDocument} as posted
    where posted.company_id = ${company}
      and (posted.pre_assigned_no = ${r.purchaseInvoiceNo} or posted.split_of_no = ${r.purchaseInvoiceNo})
      and posted.document_type = 'invoice'
      and not exists (select from ${postedPurchaseDocument} as correction
        where correction.company_id = ${company} and correction.corrects_no = posted.no))`
  return query
    .select({
      requestNo: r.no,
      requestedByName: r.requestedByName,
      requestedAt: r.requestedAt,
      vendorName: r.vendorName,
      lineId: l.sourceLineId,
      no: sql<string>`${l.no}`,
      quantity: l.quantity,
      unitOfMeasureCode: l.unitOfMeasureCode,
    })
    .from(r)
    .innerJoin(l, and(eq(l.companyId, r.companyId), eq(l.requestNo, r.no)))
    .where(
      and(
        eq(r.companyId, company),
        eq(r.salesInvoiceNo, value("salesInvoiceNo")),
        eq(l.type, "item"),
        sql`${l.no} is not null`,
        sql`(${r.state} = 'queued' or (${r.state} = 'ready' and (${isDraft} or ${isPosted})))`,
      ),
    )
    .orderBy(desc(r.requestedAt), desc(r.no), l.lineNo)
})

/**
 * The lines of a sales invoice that were bought, the newest request first. What became of a request counts: one that
 * failed or was cancelled, whose draft was deleted, or whose posted invoice was cancelled, frees its lines.
 */
export async function readBought(tx: Tx, companyId: number, salesInvoiceNo: string): Promise<BoughtLine[]> {
  const found = await boughtLines(tx, { companyId, salesInvoiceNo })
  return found.map(line => ({ ...line, quantity: new Decimal(line.quantity) }))
}

/** Of those lines the ones that are among what is asked for. */
export function inScopeOf(scope: LineScope): (line: Pick<BoughtLine, "lineId">) => boolean {
  if (scope.kind === "all_lines") return () => true
  const chosen = new Set(scope.lineIds)
  return ({ lineId }) => chosen.has(lineId)
}

/** A line of which more would be bought than was sold. Quantities as plain decimal strings, in the line's unit. */
export type BoughtTwice = {
  lineId: number
  lineNo: number
  no: string
  description: string
  unitOfMeasureCode: string
  sold: string
  bought: string
  asked: string
  /** Numbers of the requests by which it was bought. */
  requestNos: string[]
}

/** More would be bought than was sold: whoever asks must say that this is meant. Nothing was written. */
export class BoughtBefore extends Refusal {
  constructor(
    readonly lines: readonly BoughtTwice[],
    /** What to send along to go on: it stands for these lines and quantities alone. */
    readonly consent: string,
  ) {
    super([{ code: "bought_before", params: { count: lines.length } } satisfies Issue])
  }
}

/**
 * The lines that would be bought beyond what was sold. One that was bought in another unit than it has now counts as bought
 * whole: nothing is reinterpreted in another unit. One whose item is another than the one bought counts as not bought.
 *
 * @param asked lines of the sales invoice with the quantity asked for
 */
export function boughtTwice(
  asked: readonly { source: SalesLine; quantity: Decimal }[],
  bought: readonly BoughtLine[],
): BoughtTwice[] {
  const boughtOf = new Map<number, BoughtLine[]>()
  for (const line of bought) boughtOf.set(line.lineId, [...(boughtOf.get(line.lineId) ?? []), line])
  return asked.flatMap(({ source, quantity }): BoughtTwice[] => {
    const before = (boughtOf.get(source.lineId) ?? []).filter(line => line.no === source.no)
    if (before.length === 0 || source.no === null) return []
    const isSameUnit = before.every(line => line.unitOfMeasureCode === source.unitOfMeasureCode)
    const already = isSameUnit ? sum(before.map(line => line.quantity)) : source.quantity
    if (already.plus(quantity).lte(source.quantity)) return []
    return [
      {
        lineId: source.lineId,
        lineNo: source.lineNo,
        no: source.no,
        description: source.description,
        unitOfMeasureCode: source.unitOfMeasureCode,
        sold: toPlain(source.quantity),
        bought: toPlain(already),
        asked: toPlain(quantity),
        requestNos: [...new Set(before.map(line => line.requestNo))],
      },
    ]
  })
}

/** Stands for these lines and quantities: another purchase meanwhile, or another quantity, is asked about anew. */
export function consentTo(lines: readonly BoughtTwice[]): string {
  const said = lines.map(({ lineId, bought, asked }) => [lineId, bought, asked])
  return createHash("sha256").update(JSON.stringify(said)).digest("hex")
}

/**
 * Requests by which the lines of a failed one were bought meanwhile, so that building it after all would buy more than was
 * sold. Keeps the sales invoice as it is until the transaction ends; where that is gone, what was asked for counts as sold.
 */
export async function boughtSince(
  tx: Tx,
  companyId: number,
  request: { no: string; salesInvoiceNo: string },
): Promise<string[]> {
  await tx
    .select({ no: salesInvoice.no })
    .from(salesInvoice)
    .where(and(eq(salesInvoice.companyId, companyId), eq(salesInvoice.no, request.salesInvoiceNo)))
    .for("no key update")
  const s = salesInvoiceLine
  const asked = await tx
    .select({
      lineId: l.sourceLineId,
      lineNo: l.sourceLineNo,
      type: l.type,
      no: l.no,
      description: l.description,
      quantity: l.quantity,
      sold: s.quantity,
      unitOfMeasureCode: l.unitOfMeasureCode,
    })
    .from(l)
    .leftJoin(
      s,
      and(
        eq(s.companyId, l.companyId),
        eq(s.documentNo, request.salesInvoiceNo),
        eq(s.lineId, l.sourceLineId),
        eq(s.unitOfMeasureCode, l.unitOfMeasureCode),
      ),
    )
    .where(and(eq(l.companyId, companyId), eq(l.requestNo, request.no), eq(l.type, "item")))
  const twice = boughtTwice(
    asked.map(({ sold, quantity, ...line }) => ({
      source: { ...line, quantity: new Decimal(sold ?? quantity) },
      quantity: new Decimal(quantity),
    })),
    await readBought(tx, companyId, request.salesInvoiceNo),
  )
  return [...new Set(twice.flatMap(({ requestNos }) => requestNos))]
}
