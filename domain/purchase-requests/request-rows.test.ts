/** What asking, building, failing, cancelling and retrying write, and whom they tell; the order of states: request-states.test.ts. */
import { and, asc, eq } from "drizzle-orm"
import { beforeAll, expect, test } from "vitest"
import {
  event,
  item,
  notification,
  purchaseInvoice,
  purchaseInvoiceLine,
  purchaseRequest,
  purchaseRequestLine,
  vendor,
} from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { Decimal } from "@/domain/money/decimal"
import { commentLine, itemLine, makeActor, makeCompany, makeItem, makeSalesInvoice, makeVendor } from "@/test/factories"
import { makePurchaseRequest } from "@/test/purchase-requests"
import { buildPurchaseInvoice } from "./build-purchase-invoice"
import { cancelPurchaseRequests } from "./cancel-purchase-requests"
import { giveUpPurchaseRequest } from "./give-up-purchase-request"
import { retryPurchaseRequests } from "./retry-purchase-requests"

let companyId: number
let processor: Actor
let manager: Actor
let seller: typeof vendor.$inferSelect

beforeAll(async () => {
  companyId = (await makeCompany()).id
  processor = await makeActor(companyId, "order_processor")
  manager = await makeActor(companyId, "purchasing_manager")
  seller = await makeVendor(companyId, { name: "Bakker" })
})

const inOurs = <T>(work: (tx: Tx) => Promise<T>) => inCompany(companyId, work)
const stored = (no: string) =>
  inOurs(async tx => (await tx.select().from(purchaseRequest).where(eq(purchaseRequest.no, no)))[0]!)

/** The latest event about a number, and whom it tells how. */
async function told(subjectNo: string) {
  const rows = await inOurs(tx =>
    tx
      .select({
        kind: event.kind,
        subjectType: event.subjectType,
        actorName: event.actorName,
        data: event.data,
        userId: notification.userId,
        mail: notification.mailState,
      })
      .from(event)
      .leftJoin(notification, and(eq(notification.companyId, event.companyId), eq(notification.eventId, event.id)))
      .where(eq(event.subjectNo, subjectNo))
      .orderBy(asc(event.id)),
  )
  return rows.at(-1)
}
const ask = (more: Parameters<typeof makePurchaseRequest>[1] = {}) =>
  makePurchaseRequest(processor, { vendorNo: seller.no, ...more })

test("a request keeps who asked for what of which sale, line by line with the costs that were shown and typed", async () => {
  const [lamp, cable] = [await makeItem(companyId), await makeItem(companyId, { lastDirectCost: "2.5" })]
  const sale = await makeSalesInvoice(companyId, [
    itemLine(lamp, { quantity: "3", description: "Lamp, white" }),
    commentLine("Floor 2"),
    itemLine(cable, { quantity: "2" }),
  ])
  const edits = new Map([
    [3, { quantity: new Decimal(4), typedUnitCost: new Decimal("7.5"), shownUnitCost: new Decimal("2.4") }],
  ])
  const { no } = await ask({ salesInvoiceNo: sale.no, edits })
  expect(await stored(no)).toMatchObject({
    state: "queued",
    generation: 1,
    attempts: 0,
    requestedBy: processor.userId,
    requestedByName: processor.name,
    salesInvoiceNo: sale.no,
    customerName: sale.customerName,
    salesInvoiceLineCount: 3,
    scope: "all_lines",
    vendorNo: seller.no,
    vendorName: "Bakker",
    currencyCode: "EUR",
    lineCount: 3,
    amount: "60",
  })
  const lines = await inOurs(tx =>
    tx
      .select()
      .from(purchaseRequestLine)
      .where(eq(purchaseRequestLine.requestNo, no))
      .orderBy(asc(purchaseRequestLine.lineNo)),
  )
  expect(lines).toMatchObject([
    {
      lineNo: 10_000,
      sourceLineId: 1,
      sourceLineNo: 10_000,
      type: "item",
      no: lamp.no,
      description: "Lamp, white",
      quantity: "3",
      unitOfMeasureCode: "STUK",
      shownUnitCost: "10",
      typedUnitCost: null,
      costSource: { kind: "last_direct_cost" },
    },
    { lineNo: 20_000, sourceLineId: 2, type: "comment", no: null, description: "Floor 2", shownUnitCost: null },
    {
      sourceLineId: 3,
      quantity: "4",
      shownUnitCost: "2.4",
      typedUnitCost: "7.5",
      costSource: { kind: "typed", insteadOf: "2.5" },
    },
  ])
  expect(await told(no)).toMatchObject({
    kind: "purchase_request.created",
    subjectType: "purchase_request",
    actorName: processor.name,
    data: { salesInvoiceNo: sale.no, vendorName: "Bakker", lineCount: 3 },
    userId: null,
  })
})

test("what is built is told to who asked by letter, and to who reviews by the bell", async () => {
  const { no } = await ask()
  await buildPurchaseInvoice(companyId, no)
  const { purchaseInvoiceNo, finishedAt, startedAt } = await stored(no)
  expect(finishedAt!.getTime()).toBeGreaterThanOrEqual(startedAt!.getTime())
  const data = { lineCount: 1, amount: "10", currencyCode: "EUR", vendorName: "Bakker", costChanges: 0 }
  expect(await told(no)).toEqual({
    kind: "purchase_request.ready",
    subjectType: "purchase_request",
    actorName: "",
    data: { ...data, purchaseInvoiceNo },
    userId: processor.userId,
    mail: "pending",
  })
  expect(await told(purchaseInvoiceNo!)).toEqual({
    kind: "purchase_invoice.built",
    subjectType: "purchase_invoice",
    actorName: processor.name,
    data: { ...data, requestNo: no },
    userId: manager.userId,
    mail: "none",
  })
})

test("a line is built with its groups, VAT and amounts, and the draft with what they come to", async () => {
  const lamp = await makeItem(companyId)
  const sale = await makeSalesInvoice(companyId, [itemLine(lamp, { quantity: "3" })])
  const typedUnitCost = new Decimal("9.995")
  const { no } = await ask({ salesInvoiceNo: sale.no, edits: new Map([[1, { typedUnitCost }]]) })
  await inOurs(tx => tx.update(item).set({ lastDirectCost: "99" }).where(eq(item.no, lamp.no)))
  await buildPurchaseInvoice(companyId, no)
  const { purchaseInvoiceNo, costChanges } = await stored(no)
  // A cost that was typed is what was asked for, whatever the default has become.
  expect(costChanges).toBeNull()
  const [header] = await inOurs(tx =>
    tx.select().from(purchaseInvoice).where(eq(purchaseInvoice.no, purchaseInvoiceNo!)),
  )
  expect(header).toMatchObject({ lastLineId: 1, lineCount: 1, costChanged: false, amount: "29.99" })
  const lines = await inOurs(tx =>
    tx.select().from(purchaseInvoiceLine).where(eq(purchaseInvoiceLine.documentNo, purchaseInvoiceNo!)),
  )
  expect(lines).toMatchObject([
    {
      lineId: 1,
      lineNo: 10_000,
      qtyPerUnitOfMeasure: "1",
      lineDiscountAmount: "0",
      vatProdPostingGroup: "HOOG",
      genProdPostingGroup: "HANDEL",
      vatIdentifier: "HOOG",
      vatPercent: "21",
      vatCalculationType: "normal",
      amount: "29.99",
      amountIncludingVat: "36.29",
      typedFields: [],
    },
  ])
})

test("what cannot be built is told by letter with its reasons, and queued again as it was asked", async () => {
  const { no, salesInvoiceNo } = await ask()
  const block = (blocked: "" | "all") =>
    inOurs(tx => tx.update(vendor).set({ blocked }).where(eq(vendor.no, seller.no)))
  await block("all")
  await buildPurchaseInvoice(companyId, no)
  await block("")
  const { failure } = await stored(no)
  expect(failure).toEqual([{ code: "vendor_blocked", params: { vendor: "Bakker", no: seller.no } }])
  expect(await told(no)).toEqual({
    kind: "purchase_request.failed",
    subjectType: "purchase_request",
    actorName: "",
    data: { vendorName: "Bakker", salesInvoiceNo, failure },
    userId: processor.userId,
    mail: "pending",
  })
  expect(await retryPurchaseRequests(processor, [no])).toEqual([{ no, outcome: "retried", generation: 2 }])
  const again = await stored(no)
  expect(again).toMatchObject({ state: "queued", startedAt: null, finishedAt: null, failure: null })
  expect(again.queuedAt.getTime()).toBeGreaterThan(again.requestedAt.getTime())
  expect(await told(no)).toMatchObject({
    kind: "purchase_request.retried",
    actorName: processor.name,
    data: { vendorName: "Bakker", salesInvoiceNo },
    userId: null,
  })
})

test("one that is given up fails for who asked, once, and only while it is queued", async () => {
  const { no, salesInvoiceNo } = await ask()
  await giveUpPurchaseRequest(companyId, no)
  const failure = [{ code: "gave_up" }]
  expect(await stored(no)).toMatchObject({ state: "failed", failure, finishedAt: expect.any(Date) })
  const said = await told(no)
  expect(said).toMatchObject({
    kind: "purchase_request.failed",
    data: { vendorName: "Bakker", salesInvoiceNo, failure },
    userId: processor.userId,
    mail: "pending",
  })
  const built = await ask()
  await buildPurchaseInvoice(companyId, built.no)
  await giveUpPurchaseRequest(companyId, built.no)
  expect(await stored(built.no)).toMatchObject({ state: "ready", failure: null })
  expect(await told(built.no)).toMatchObject({ kind: "purchase_request.ready" })
})

test("a vendor that went meanwhile fails the request in words", async () => {
  const gone = await makeVendor(companyId, { name: "Gone" })
  const { no } = await ask({ vendorNo: gone.no })
  await inOurs(tx => tx.delete(vendor).where(eq(vendor.no, gone.no)))
  expect(await buildPurchaseInvoice(companyId, no)).toEqual({ outcome: "failed" })
  const failure = [{ code: "vendor_gone", params: { no: gone.no, vendor: "Gone" } }]
  expect(await stored(no)).toMatchObject({ state: "failed", failure, purchaseInvoiceNo: null })
})

test("who asked is told by the bell that somebody else cancelled, with what it was", async () => {
  const { no, salesInvoiceNo } = await ask()
  expect(await cancelPurchaseRequests(manager, [no])).toEqual([{ no, outcome: "cancelled" }])
  expect(await stored(no)).toMatchObject({ state: "cancelled", finishedAt: expect.any(Date) })
  expect(await told(no)).toEqual({
    kind: "purchase_request.cancelled",
    subjectType: "purchase_request",
    actorName: manager.name,
    data: { vendorName: "Bakker", salesInvoiceNo },
    userId: processor.userId,
    mail: "none",
  })
})
