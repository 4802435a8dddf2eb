import { and, eq, sql } from "drizzle-orm"
import { prepared, preparedSelect, value } from "@/db/prepared"
import { purchaseRequest, purchaseRequestLine } from "@/db/schema"
import { inCompany, type Tx, withCommit } from "@/db/tenancy"
import type { IsoDate } from "@/domain/dates/date"
import { Decimal, ONE, toPlain, ZERO } from "@/domain/money/decimal"
import { drawnNumber } from "@/domain/numbering/draw-numbers"
import { drawingOf, noNumber } from "@/domain/numbering/take-number"
import { type ItemTerms, itemTermsReader } from "@/domain/pricing/item-terms"
import { paidVendors, readVendorTerms, type VendorTerms, vendorProblems } from "@/domain/pricing/vendor-terms"
import { timed } from "@/watch/metrics"
import { type AskedLine, type Composed, composeLines } from "./compose-lines"
import { type CostChange, type QueuedRequest, type RequestFailure, settleFailed } from "./settle-purchase-request"
import { writeBuiltInvoice } from "./write-built-invoice"

export type BuildOutcome = { outcome: "ready" | "failed" | "not_queued" }

/**
 * Builds the purchase invoice that a request asks for, in one transaction with a constant number of statements, and
 * settles the request in it. What may have changed since is checked again; what cannot succeed is written on the
 * request in words to correct it by and does not throw. Running it twice, or twice at once, makes one invoice.
 *
 * Everything is read at once, behind the request's lock, and written at once, with COMMIT right behind.
 *
 * @throws whatever passes by itself, such as a lost connection: run it again
 */
export async function buildPurchaseInvoice(companyId: number, requestNo: string): Promise<BuildOutcome> {
  return timed("build", () => build(companyId, requestNo))
}

async function build(companyId: number, requestNo: string): Promise<BuildOutcome> {
  const attempt = await begin(companyId, requestNo)
  if (!attempt) return { outcome: "not_queued" }
  const { no } = attempt
  return inCompany(companyId, async tx => {
    const [request, terms, snapshot, items] = await readAll(tx, companyId, requestNo, attempt)
    if (!request) return { outcome: "not_queued" }
    const { composed, failure } = compose(request, terms, snapshot, items)
    if (!terms || !composed || failure.length > 0) {
      await settleFailed(tx, request, failure)
      return { outcome: "failed" }
    }
    const written = writeBuiltInvoice(tx, request, no, terms, composed, costChanges(composed, snapshot))
    return withCommit(written.then(() => ({ outcome: "ready" })))
  })
}

type Attempt = { no: string; vendorNo: string; workDate: IsoDate }

/**
 * Says, outside the build's transaction, that an attempt begins, and draws the invoice's number (gaps allowed).
 *
 * @returns the number, and what of the request never changes; null where it is no longer queued
 * @throws Refusal as `takeNumber`
 */
async function begin(companyId: number, requestNo: string): Promise<Attempt | null> {
  const begun = await inCompany(companyId, async tx => withCommit(beginAttempt(tx, { companyId, requestNo })))
  const [attempt] = begun
  if (!attempt) return null
  const { no, isKnown, ...rest } = attempt
  if (no === null) throw noNumber("purchaseInvoiceNos", isKnown)
  return { no, ...rest }
}

/** A crash could forget only what the build's own commit would have flushed with it. */
const beginAttempt = prepared<{ no: string | null; isKnown: boolean; vendorNo: string; workDate: IsoDate }>(
  "build_begin",
  () => {
    const { draw, isKnown } = drawingOf("purchaseInvoiceNos", sql`begun`)
    return sql`
      with begun as (
        update ${purchaseRequest} set attempts = attempts + 1, started_at = now()
        where ${isAsked} and ${isQueued}
        returning vendor_no, work_date
      ), ${draw}
      select vendor_no as "vendorNo", work_date as "workDate", ${drawnNumber} as no, ${isKnown} as "isKnown",
        set_config('synchronous_commit', 'off', true)
      from begun left join series on true`
  },
)

const isAsked = and(eq(purchaseRequest.companyId, value("companyId")), eq(purchaseRequest.no, value("requestNo")))
const isQueued = eq(purchaseRequest.state, "queued")

/**
 * Sent together: the connection keeps their order, and the lock comes before what it protects.
 * @returns the request is undefined where it is no longer queued
 */
function readAll(tx: Tx, companyId: number, requestNo: string, { vendorNo, workDate }: Attempt) {
  return Promise.all([
    lockQueued(tx, { companyId, requestNo }).then(([request]) => request),
    readVendorTerms(tx, companyId, vendorNo, workDate),
    readSnapshot(tx, companyId, requestNo),
    readTerms(tx, { companyId, requestNo, vendorNo }),
  ])
}

/** The lock that cancel takes too: whoever comes second finds another state. */
const lockQueued = preparedSelect("build_lock", query =>
  query.select().from(purchaseRequest).where(and(isAsked, isQueued)).for("update"),
)

const readTerms = itemTermsReader("build_terms", {
  items: sql`select ${purchaseRequestLine.no} from ${purchaseRequestLine}
    where ${eq(purchaseRequestLine.companyId, value("companyId"))}
      and ${eq(purchaseRequestLine.requestNo, value("requestNo"))}`,
  vendorNo: sql`${value("vendorNo")}::text`,
  vatBusPostingGroup: paidVendors("vatBusPostingGroup"),
  genBusPostingGroup: paidVendors("genBusPostingGroup"),
})

type SnapshotLine = AskedLine<number> & { shownUnitCost: Decimal | null; shownPer: Decimal }

function compose(
  request: QueuedRequest,
  terms: VendorTerms | null,
  snapshot: readonly SnapshotLine[],
  items: ItemTerms,
): { composed: Composed<number> | null; failure: RequestFailure } {
  if (!terms) {
    const params = { no: request.vendorNo, vendor: request.vendorName }
    return { composed: null, failure: [{ code: "vendor_gone", params }] }
  }
  const failure: RequestFailure = vendorProblems(terms).map(({ code, params }) => ({ code, params }))
  if (failure.length > 0) return { composed: null, failure }
  const composed = composeLines(terms, items, snapshot)
  for (const { key, code, params } of composed.problems) failure.push({ code, params, lineNo: key })
  return { composed, failure }
}

const snapshots = preparedSelect("build_snapshot", query =>
  query
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
    .where(
      and(eq(purchaseRequestLine.companyId, value("companyId")), eq(purchaseRequestLine.requestNo, value("requestNo"))),
    )
    .orderBy(purchaseRequestLine.lineNo),
)

async function readSnapshot(tx: Tx, companyId: number, requestNo: string): Promise<SnapshotLine[]> {
  const rows = await snapshots(tx, { companyId, requestNo })
  return rows.map(row => {
    const per = new Decimal(row.pricePer)
    return {
      key: row.lineNo,
      type: row.type,
      no: row.no,
      description: row.description,
      quantity: new Decimal(row.quantity),
      unitOfMeasureCode: row.unitOfMeasureCode,
      shownUnitCost: row.shownUnitCost === null ? null : new Decimal(row.shownUnitCost),
      shownPer: per,
      typedUnitCost: row.typedUnitCost === null ? null : new Decimal(row.typedUnitCost),
      pricePer: row.typedUnitCost === null ? undefined : per,
    }
  })
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
