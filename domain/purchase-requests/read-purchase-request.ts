import { and, asc, desc, eq, gte, notLike, or } from "drizzle-orm"
import { currency, event, purchaseInvoice, purchaseRequest, purchaseRequestLine, salesInvoice } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, may } from "@/domain/access/actor"
import { lineNo } from "@/domain/documents/lines"
import { NotFound } from "@/domain/errors"
import { requestsSeenBy } from "./request-reach"

/** Lines shown at once: long documents come in pages. */
const REQUEST_LINES_PER_PAGE = 200

/** Events shown at most, the latest ones. */
const historyLength = 100

export type PurchaseRequestHeader = Omit<typeof purchaseRequest.$inferSelect, "companyId" | "formId" | "contentHash">

export type PurchaseRequestLine = Pick<
  typeof purchaseRequestLine.$inferSelect,
  | "lineNo"
  | "type"
  | "no"
  | "description"
  | "quantity"
  | "unitOfMeasureCode"
  | "pricePer"
  | "shownUnitCost"
  | "typedUnitCost"
  | "costSource"
>

export type HistoryEvent = Omit<typeof event.$inferSelect, "companyId" | "databaseTransaction">

export type PurchaseRequestRead = {
  request: PurchaseRequestHeader
  /** Decimals of an amount in its currency. */
  amountDecimals: number
  /** As they were asked for; only those of the page. */
  lines: PurchaseRequestLine[]
  page: number
  pages: number
  /** The latest first: of the request and of what was built from it, also after that was deleted. */
  history: HistoryEvent[]
  mayCancel: boolean
  mayRetry: boolean
  /** Whether what was built is still a draft that the actor may open. */
  mayOpenPurchaseInvoice: boolean
  /** What was built, as it is now; null before, and when it is no longer a draft. */
  purchaseInvoice: { amount: string; lineCount: number } | null
  /** Whether the sales invoice is still there to ask from again. */
  salesInvoiceExists: boolean
}

/**
 * One request with the lines as they were asked for and everything that happened to it, in one transaction.
 *
 * @param page of its lines, from 1; a page beyond the last is the last
 * @throws NotFound where there is none of that number that the actor may see
 */
export async function readPurchaseRequest(
  actor: Actor,
  no: string,
  { page = 1 }: { page?: number } = {},
): Promise<PurchaseRequestRead> {
  const seen = requestsSeenBy(actor)
  return inCompany(actor.companyId, async tx => {
    const [found] = await tx
      .select({
        request: purchaseRequest,
        reviewState: purchaseInvoice.reviewState,
        draft: { amount: purchaseInvoice.amount, lineCount: purchaseInvoice.lineCount },
        salesInvoiceNo: salesInvoice.no,
        amountDecimals: currency.amountDecimals,
      })
      .from(purchaseRequest)
      .leftJoin(
        purchaseInvoice,
        and(
          eq(purchaseInvoice.companyId, purchaseRequest.companyId),
          eq(purchaseInvoice.no, purchaseRequest.purchaseInvoiceNo),
        ),
      )
      .leftJoin(
        salesInvoice,
        and(eq(salesInvoice.companyId, purchaseRequest.companyId), eq(salesInvoice.no, purchaseRequest.salesInvoiceNo)),
      )
      .leftJoin(
        currency,
        and(eq(currency.companyId, purchaseRequest.companyId), eq(currency.code, purchaseRequest.currencyCode)),
      )
      .where(and(seen, eq(purchaseRequest.no, no)))
    if (!found) throw new NotFound(`purchase request ${no}`)
    const { companyId: _, formId: __, contentHash: ___, ...request } = found.request
    const pages = Math.max(1, Math.ceil(request.lineCount / REQUEST_LINES_PER_PAGE))
    const shown = Math.min(Math.max(1, page), pages)
    const [lines, history] = await Promise.all([
      readLines(tx, actor.companyId, no, shown),
      readHistory(tx, actor.companyId, request),
    ])
    const own = request.requestedBy === actor.userId
    const manages = own || may(actor, "purchase_request.manage_all")
    const { reviewState } = found
    return {
      request,
      amountDecimals: found.amountDecimals ?? 2,
      lines,
      page: shown,
      pages,
      history,
      mayCancel: manages && request.state === "queued",
      mayRetry: manages && request.state === "failed",
      mayOpenPurchaseInvoice:
        reviewState !== null &&
        (may(actor, "purchase_invoice.edit_all") ||
          (may(actor, "purchase_invoice.edit_own") && own && reviewState !== "reviewed")),
      purchaseInvoice: found.draft,
      salesInvoiceExists: found.salesInvoiceNo !== null,
    }
  })
}

/** Lines are numbered 10000, 20000, … without gaps, so a page begins at a known number. */
function readLines(tx: Tx, companyId: number, requestNo: string, page: number): Promise<PurchaseRequestLine[]> {
  return tx
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
      costSource: purchaseRequestLine.costSource,
    })
    .from(purchaseRequestLine)
    .where(
      and(
        eq(purchaseRequestLine.companyId, companyId),
        eq(purchaseRequestLine.requestNo, requestNo),
        gte(purchaseRequestLine.lineNo, lineNo((page - 1) * REQUEST_LINES_PER_PAGE)),
      ),
    )
    .orderBy(asc(purchaseRequestLine.lineNo))
    .limit(REQUEST_LINES_PER_PAGE)
}

function readHistory(
  tx: Tx,
  companyId: number,
  { no, purchaseInvoiceNo }: Pick<PurchaseRequestHeader, "no" | "purchaseInvoiceNo">,
): Promise<HistoryEvent[]> {
  const about = (type: HistoryEvent["subjectType"], subjectNo: string) =>
    and(eq(event.subjectType, type), eq(event.subjectNo, subjectNo))
  return tx
    .select({
      id: event.id,
      at: event.at,
      actorId: event.actorId,
      actorName: event.actorName,
      kind: event.kind,
      subjectType: event.subjectType,
      subjectNo: event.subjectNo,
      version: event.version,
      data: event.data,
    })
    .from(event)
    .where(
      and(
        eq(event.companyId, companyId),
        // A comment stands in the history itself.
        notLike(event.kind, "comment.%"),
        or(
          about("purchase_request", no),
          purchaseInvoiceNo === null ? undefined : about("purchase_invoice", purchaseInvoiceNo),
        ),
      ),
    )
    .orderBy(desc(event.id))
    .limit(historyLength)
}
