import { and, asc, eq, sql } from "drizzle-orm"
import { beforeAll, describe, expect, test } from "vitest"
import { database } from "@/db/client"
import {
  currencyExchangeRate,
  event,
  item,
  noSeries,
  notification,
  purchaseInvoice,
  purchaseInvoiceLine,
  purchasePrice,
  purchaseRequest,
  purchasesSetup,
  salesInvoice,
  vendor,
} from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { Refusal } from "@/domain/errors"
import { Decimal } from "@/domain/money/decimal"
import { countStatements } from "@/test/count-statements"
import {
  commentLine,
  glAccountLine,
  itemLine,
  makeActor,
  makeCompany,
  makeItem,
  makePurchaseLineDiscount,
  makePurchasePrice,
  makeSalesInvoice,
  makeVendor,
  type TestCompany,
} from "@/test/factories"
import { hold, untilWaiting } from "@/test/held-locks"
import { askForPurchaseInvoice } from "@/test/purchase-requests"
import { buildPurchaseInvoice } from "./build-purchase-invoice"
import { preparePurchase } from "./prepare-purchase"
import { readPurchaseRequest } from "./read-purchase-request"
import { type PurchaseRequestInput, requestPurchaseInvoice } from "./request-purchase-invoice"
import type { LineEdit } from "./sales-lines"

let home: TestCompany
let processor: Actor
let manager: Actor

beforeAll(async () => {
  home = await makeCompany()
  processor = await makeActor(home.id, "order_processor")
  manager = await makeActor(home.id, "purchasing_manager")
})

const ask = (salesInvoiceNo: string, vendorNo: string, more: Partial<PurchaseRequestInput> = {}) =>
  askForPurchaseInvoice(processor, { salesInvoiceNo, vendorNo, ...more })

async function refusal(asked: Promise<unknown>) {
  const error = await asked.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(Refusal)
  return (error as Refusal).issues.map(({ field, code }) => (field ? `${field}: ${code}` : code))
}

const read = {
  request: (no: string) =>
    inCompany(home.id, async tx => (await tx.select().from(purchaseRequest).where(eq(purchaseRequest.no, no)))[0]!),
  invoice: (no: string) =>
    inCompany(home.id, async tx => (await tx.select().from(purchaseInvoice).where(eq(purchaseInvoice.no, no)))[0]!),
  lines: (no: string) =>
    inCompany(home.id, tx =>
      tx
        .select()
        .from(purchaseInvoiceLine)
        .where(eq(purchaseInvoiceLine.documentNo, no))
        .orderBy(asc(purchaseInvoiceLine.lineNo)),
    ),
}

describe("a request", () => {
  test("becomes a purchase invoice with the lines in order, cost from the vendor, nothing of the sale", async () => {
    const seller = await makeVendor(home.id)
    const cable = await makeItem(home.id, { vendorNo: seller.no, vendorItemNo: "NK-1" }, { RING: "100" })
    const box = await makeItem(home.id, { lastDirectCost: "1.2345" })
    await makePurchasePrice(home.id, {
      vendorNo: seller.no,
      itemNo: cable.no,
      directUnitCost: "0.61",
      minimumQuantity: "500",
    })
    await makePurchaseLineDiscount(home.id, { vendorNo: seller.no, itemNo: cable.no, lineDiscountPercent: "2.5" })
    const sold = await makeSalesInvoice(home.id, [
      commentLine("Levering bouwdeel B"),
      itemLine(cable, {
        quantity: "6",
        unitOfMeasureCode: "RING",
        unitPrice: "89.50",
        lineDiscountPercent: "5",
        description: "Kabel, getypt",
      }),
      itemLine(box, { quantity: "3" }),
    ])
    const asked = await ask(sold.no, seller.no)
    expect(asked.kind).toBe("requested")
    expect(await buildPurchaseInvoice(home.id, asked.no)).toEqual({ outcome: "ready" })

    const request = await read.request(asked.no)
    expect(request).toMatchObject({ state: "ready", attempts: 1, failure: null, costChanges: null })
    const invoice = await read.invoice(request.purchaseInvoiceNo!)
    expect(invoice).toMatchObject({
      buyFromVendorNo: seller.no,
      reviewState: "ready_for_review",
      requestedBy: processor.userId,
      vendorInvoiceNo: "",
      lineCount: 3,
      amount: "360.55",
      amountIncludingVat: "436.27",
      postingDescription: `Invoice ${request.purchaseInvoiceNo}`,
    })
    const lines = await read.lines(invoice.no)
    expect(
      lines.map(
        ({
          lineNo,
          type,
          no,
          description,
          quantity,
          unitOfMeasureCode,
          directUnitCost,
          lineDiscountPercent,
          lineAmount,
        }) => ({
          lineNo,
          type,
          no,
          description,
          quantity,
          unitOfMeasureCode,
          directUnitCost,
          lineDiscountPercent,
          lineAmount,
        }),
      ),
    ).toEqual(
      [
        {
          lineNo: 10000,
          type: "comment",
          no: null,
          description: "Levering bouwdeel B",
          quantity: "0",
          unitOfMeasureCode: "",
          directUnitCost: "0",
          lineDiscountPercent: "0",
          lineAmount: "0",
        },
        {
          lineNo: 20000,
          type: "item",
          no: cable.no,
          description: "Kabel, getypt",
          quantity: "6",
          unitOfMeasureCode: "RING",
          directUnitCost: "61",
          lineDiscountPercent: "2.5",
          lineAmount: "356.85",
        },
        {
          lineNo: 30000,
          type: "item",
          no: box.no,
          description: box.description,
          quantity: "3",
          unitOfMeasureCode: "STUK",
          directUnitCost: "1.2345",
          lineDiscountPercent: "0",
          lineAmount: "3.7",
        },
      ].map(line => expect.objectContaining(line)),
    )
    expect(lines[1]!.vendorItemNo).toBe("NK-1")
    expect(lines[1]!.costSource).toMatchObject({ kind: "price_list", minimumQuantity: "500" })
    expect(JSON.stringify(invoice) + JSON.stringify(lines)).not.toContain(sold.no)

    const told = await inCompany(home.id, tx =>
      tx
        .select({ userId: notification.userId, kind: event.kind, mail: notification.mailState })
        .from(notification)
        .innerJoin(event, and(eq(event.companyId, notification.companyId), eq(event.id, notification.eventId)))
        .orderBy(event.id),
    )
    expect(told).toEqual([
      { userId: processor.userId, kind: "purchase_request.ready", mail: "pending" },
      { userId: manager.userId, kind: "purchase_invoice.built", mail: "none" },
    ])
  })

  test("of an invoice without lines becomes a header alone", async () => {
    const seller = await makeVendor(home.id)
    const asked = await ask((await makeSalesInvoice(home.id)).no, seller.no)
    await buildPurchaseInvoice(home.id, asked.no)
    const { purchaseInvoiceNo } = await read.request(asked.no)
    expect(await read.invoice(purchaseInvoiceNo!)).toMatchObject({ lineCount: 0, amount: "0" })
    expect(await read.lines(purchaseInvoiceNo!)).toEqual([])
  })

  test("takes the selected lines, leaves out unsupported types and lines set to zero", async () => {
    const [seller, one, two, three] = [
      await makeVendor(home.id),
      await makeItem(home.id),
      await makeItem(home.id),
      await makeItem(home.id),
    ]
    const sold = await makeSalesInvoice(home.id, [itemLine(one), glAccountLine(), itemLine(two), itemLine(three)])
    const asked = await ask(sold.no, seller.no, {
      scope: { kind: "selected_lines", lineIds: [2, 3, 4] },
      edits: new Map([
        [3, { quantity: new Decimal(0) }],
        [4, { quantity: new Decimal("2.5"), typedUnitCost: new Decimal("7.125") }],
      ]),
    })
    await buildPurchaseInvoice(home.id, asked.no)
    const lines = await read.lines((await read.request(asked.no)).purchaseInvoiceNo!)
    expect(lines).toMatchObject([
      {
        lineNo: 10000,
        no: three.no,
        quantity: "2.5",
        directUnitCost: "7.125",
        lineAmount: "17.81",
        costSource: { kind: "typed", insteadOf: "10" },
      },
    ])
  })

  test("a cost has at most ten decimals, or is refused beside its field", async () => {
    const rate = { startingDate: "2020-01-01", exchangeRateAmount: "160", relationalExchangeRateAmount: "1" }
    await inCompany(home.id, tx =>
      tx
        .insert(currencyExchangeRate)
        .values({ companyId: home.id, currencyCode: "JPY", ...rate })
        .onConflictDoNothing(),
    )
    const yen = await makeVendor(home.id, { currencyCode: "JPY" })
    const sold = await makeSalesInvoice(home.id, [itemLine(await makeItem(home.id)), itemLine(await makeItem(home.id))])
    const asked = (cost: string, costDecimals?: number) =>
      ask(sold.no, yen.no, { edits: new Map([[2, { typedUnitCost: new Decimal(cost), costDecimals }]]) })
    for (const refused of [asked("0.12345678901"), asked("1.25", 11)]) {
      expect(await refusal(refused)).toEqual(["lines.2.cost: too_many_decimals"])
    }
    // The default as it was shown, but for noughts that may have made it thousands.
    const untouched = { edits: new Map([[2, { shownUnitCost: new Decimal("1600"), costDecimals: 11 }]]) }
    expect(await refusal(ask(sold.no, yen.no, untouched))).toEqual(["lines.2.cost: too_many_decimals"])
    expect(await asked("0.061232374", 10)).toMatchObject({ kind: "requested" })
  })

  test("lives from its snapshot: the sale may change or go meanwhile", async () => {
    const seller = await makeVendor(home.id)
    const sold = await makeSalesInvoice(home.id, [itemLine(await makeItem(home.id), { quantity: "4" })])
    const asked = await ask(sold.no, seller.no)
    await inCompany(home.id, tx => tx.delete(salesInvoice).where(eq(salesInvoice.no, sold.no)))
    expect(await buildPurchaseInvoice(home.id, asked.no)).toEqual({ outcome: "ready" })
    expect(await read.lines((await read.request(asked.no)).purchaseInvoiceNo!)).toMatchObject([{ quantity: "4" }])
  })

  test("says which costs differ from those shown", async () => {
    const [seller, sold] = [await makeVendor(home.id), await makeItem(home.id, { lastDirectCost: "10" })]
    const invoice = await makeSalesInvoice(home.id, [itemLine(sold)])
    const asked = await ask(invoice.no, seller.no)
    await inCompany(home.id, tx => tx.update(item).set({ lastDirectCost: "12" }).where(eq(item.no, sold.no)))
    await buildPurchaseInvoice(home.id, asked.no)
    const request = await read.request(asked.no)
    expect(request.costChanges).toEqual([{ lineNo: 10000, description: sold.description, shown: "10", built: "12" }])
    expect(await read.invoice(request.purchaseInvoiceNo!)).toMatchObject({ costChanged: true })
  })

  test("takes a list's cost of a thousand as it is printed, and a typed one as that of as many as stood beside it", async () => {
    const seller = await makeVendor(home.id)
    const [nail, screw, nut] = [await makeItem(home.id), await makeItem(home.id), await makeItem(home.id)]
    for (const { no: itemNo } of [nail, screw, nut]) {
      const listed = { vendorNo: seller.no, itemNo, directUnitCost: "61.232374", pricePer: "1000" }
      await makePurchasePrice(home.id, listed)
    }
    const quantity = "616290"
    const sold = await makeSalesInvoice(
      home.id,
      [nail, screw, nut].map(of => itemLine(of, { quantity })),
    )
    const shown = { shownUnitCost: new Decimal("61.232374"), pricePer: new Decimal(1000) }
    const edits = new Map<number, LineEdit>([
      [1, shown],
      [2, { ...shown, typedUnitCost: new Decimal(60) }],
      // The page was drawn before the price was set up.
      [3, { shownUnitCost: new Decimal("0.1") }],
    ])
    const prepared = await preparePurchase(processor, {
      salesInvoiceNo: sold.no,
      vendorNo: seller.no,
      scope: { kind: "all_lines" },
      page: 1,
      edits,
    })
    expect(prepared.lines).toMatchObject([
      { directUnitCost: "61.232374", pricePer: "1000", lineAmount: "37736.9" },
      { directUnitCost: "60", pricePer: "1000", lineAmount: "36977.4" },
      { directUnitCost: "61.232374", pricePer: "1000" },
    ])
    const asked = await ask(sold.no, seller.no, { edits })
    await buildPurchaseInvoice(home.id, asked.no)
    const request = await read.request(asked.no)
    expect(await read.lines(request.purchaseInvoiceNo!)).toMatchObject([
      { directUnitCost: "61.232374", pricePer: "1000", lineAmount: "37736.9" },
      { directUnitCost: "60", pricePer: "1000", costSource: { kind: "typed", insteadOf: "61.232374" } },
      { directUnitCost: "61.232374", pricePer: "1000" },
    ])
    const change = { shown: "0.1", shownPer: "1", built: "61.232374", builtPer: "1000" }
    expect(request.costChanges).toMatchObject([{ lineNo: 30000, ...change }])
    expect((await readPurchaseRequest(processor, asked.no)).lines).toMatchObject([
      { shownUnitCost: "61.232374", pricePer: "1000" },
      { typedUnitCost: "60", pricePer: "1000" },
      { shownUnitCost: "0.1", pricePer: "1" },
    ])
  })

  test("takes the price of the day it was asked for, not of the day it is built", async () => {
    const [seller, sold] = [await makeVendor(home.id), await makeItem(home.id)]
    await makePurchasePrice(home.id, { vendorNo: seller.no, itemNo: sold.no, directUnitCost: "8" })
    const asked = await ask((await makeSalesInvoice(home.id, [itemLine(sold)])).no, seller.no)
    await inCompany(home.id, async tx => {
      await tx.update(purchaseRequest).set({ workDate: "2026-01-15" }).where(eq(purchaseRequest.no, asked.no))
      await tx.update(purchasePrice).set({ endingDate: "2026-01-31" }).where(eq(purchasePrice.itemNo, sold.no))
    })
    await buildPurchaseInvoice(home.id, asked.no)
    const { purchaseInvoiceNo } = await read.request(asked.no)
    expect(await read.lines(purchaseInvoiceNo!)).toMatchObject([{ directUnitCost: "8" }])
    expect(await read.invoice(purchaseInvoiceNo!)).toMatchObject({
      postingDate: "2026-01-15",
      documentDate: "2026-01-15",
    })
  })

  test("fails in words when vendor or item were blocked or the item went, and makes nothing", async () => {
    const [seller, kept, gone, blocked] = [
      await makeVendor(home.id),
      await makeItem(home.id),
      await makeItem(home.id),
      await makeItem(home.id),
    ]
    const sold = await makeSalesInvoice(home.id, [itemLine(kept), itemLine(gone), itemLine(blocked)])
    const asked = await ask(sold.no, seller.no)
    await inCompany(home.id, async tx => {
      await tx.delete(item).where(eq(item.no, gone.no))
      await tx.update(item).set({ blocked: true }).where(eq(item.no, blocked.no))
    })
    expect(await buildPurchaseInvoice(home.id, asked.no)).toEqual({ outcome: "failed" })
    expect(await read.request(asked.no)).toMatchObject({
      state: "failed",
      purchaseInvoiceNo: null,
      failure: [
        { code: "item_not_found", lineNo: 20000, params: { no: gone.no } },
        { code: "item_blocked", lineNo: 30000, params: { no: blocked.no } },
      ],
    })

    const second = await ask((await makeSalesInvoice(home.id, [itemLine(kept)])).no, seller.no)
    await inCompany(home.id, tx =>
      tx
        .update(vendor)
        .set({ blocked: "all", blockedBy: "Sanne Terwolde", blockedAt: new Date() })
        .where(eq(vendor.no, seller.no)),
    )
    await buildPurchaseInvoice(home.id, second.no)
    expect(await read.request(second.no)).toMatchObject({
      state: "failed",
      failure: [{ code: "vendor_blocked_by", params: { by: "Sanne Terwolde" } }],
    })
  })

  test("built many times at once makes one invoice", async () => {
    const sold = await makeSalesInvoice(home.id, [itemLine(await makeItem(home.id))])
    const asked = await ask(sold.no, (await makeVendor(home.id)).no)
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => buildPurchaseInvoice(home.id, asked.no)))
    expect(outcomes.filter(({ outcome }) => outcome === "ready")).toHaveLength(1)
    expect(outcomes.filter(({ outcome }) => outcome === "not_queued")).toHaveLength(7)
  })
})

describe("asking", () => {
  test("fifty times with one form makes one request; other content under that form is refused", async () => {
    const [seller, other] = [await makeVendor(home.id), await makeVendor(home.id)]
    const sold = await makeSalesInvoice(home.id, [itemLine(await makeItem(home.id))])
    const formId = "fifty"
    const answers = await Promise.all(Array.from({ length: 50 }, () => ask(sold.no, seller.no, { formId })))
    expect(new Set(answers.map(answer => answer.no)).size).toBe(1)
    expect(answers.filter(answer => answer.kind === "requested")).toHaveLength(1)
    expect(await refusal(ask(sold.no, other.no, { formId }))).toEqual(["form_used"])
  })

  test("is refused with every reason at once, and leaves nothing", async () => {
    const seller = await makeVendor(home.id, { blocked: "all" })
    const sold = await makeSalesInvoice(home.id, [itemLine(await makeItem(home.id)), itemLine(await makeItem(home.id))])
    const edits = new Map([
      [1, { quantity: new Decimal(-1) }],
      [2, { quantity: new Decimal(0) }],
    ])
    expect(await refusal(ask(sold.no, seller.no, { edits }))).toEqual([
      "vendorNo: vendor_blocked",
      "lines.1.quantity: quantity_negative",
    ])
    const allZero = new Map([1, 2].map(lineId => [lineId, { quantity: new Decimal(0) }]))
    const fine = await makeVendor(home.id)
    expect(await refusal(ask(sold.no, fine.no, { edits: allZero }))).toEqual(["lines: quantity_zero_everywhere"])
    expect(await refusal(ask(sold.no, fine.no, { salesInvoiceVersion: 2 }))).toEqual(["sales_invoice_changed"])
    const left = await inCompany(home.id, tx =>
      tx.select().from(purchaseRequest).where(eq(purchaseRequest.salesInvoiceNo, sold.no)),
    )
    expect(left).toEqual([])
  })

  test("with another company's vendor answers as with one that does not exist; its sales invoice is not found", async () => {
    const away = await makeCompany()
    const theirs = await makeVendor(away.id, { no: "L-AWAY" })
    const theirInvoice = await makeSalesInvoice(away.id, [], { no: "VF-AWAY" })
    const own = await makeSalesInvoice(home.id, [itemLine(await makeItem(home.id))])
    expect(await refusal(ask(own.no, theirs.no))).toEqual(await refusal(ask(own.no, "L-NOWHERE")))
    await expect(ask(theirInvoice.no, theirs.no)).rejects.toThrow("sales invoice VF-AWAY")
  })
})

test("asking and building take the same number of statements at 10 lines and at 10,000, asking in one transaction", async () => {
  const seller = await makeVendor(home.id)
  const goods = await Promise.all(Array.from({ length: 10 }, () => makeItem(home.id)))
  const counts: Record<"asking" | "building", number>[] = []
  for (const lines of [10, 10_000]) {
    const sold = await makeSalesInvoice(
      home.id,
      Array.from({ length: lines }, (_, index) => itemLine(goods[index % goods.length]!)),
    )
    let no = ""
    const asking = await countStatements(async () => {
      no = (await ask(sold.no, seller.no)).no
    })
    expect(asking.filter(statement => statement.startsWith("begin"))).toHaveLength(1)
    const building = await countStatements(() => buildPurchaseInvoice(home.id, no))
    counts.push({ asking: asking.length, building: building.length })
    expect((await read.invoice((await read.request(no)).purchaseInvoiceNo!)).lineCount).toBe(lines)
  }
  expect(counts).toEqual([
    { asking: 16, building: 17 },
    { asking: 16, building: 17 },
  ])
}, 60_000)

test("without a series for requests asking is refused and writes nothing; without one for invoices the attempt counts", async () => {
  const other = await makeCompany()
  const actor = await makeActor(other.id, "order_processor")
  const seller = await makeVendor(other.id)
  const sold = await makeSalesInvoice(other.id, [itemLine(await makeItem(other.id))])
  const input = { formId: "series", salesInvoiceNo: sold.no, salesInvoiceVersion: 1, vendorNo: seller.no }
  const asking = () => requestPurchaseInvoice(actor, { ...input, scope: { kind: "all_lines" }, edits: new Map() })
  const set = (values: Partial<typeof purchasesSetup.$inferInsert>) =>
    inCompany(other.id, tx => tx.update(purchasesSetup).set(values).where(eq(purchasesSetup.companyId, other.id)))
  const rows = () =>
    inCompany(other.id, async tx => [await tx.select().from(purchaseRequest), await tx.select().from(event)])

  const [{ purchaseRequestNos, purchaseInvoiceNos }] = (await inCompany(other.id, tx =>
    tx.select().from(purchasesSetup),
  )) as [typeof purchasesSetup.$inferSelect]
  await inCompany(other.id, tx =>
    tx.insert(noSeries).values({
      companyId: other.id,
      code: "VOL",
      description: "",
      prefix: "V",
      digits: 1,
      lastNumber: 9,
      endingNumber: 9,
      allowGaps: true,
    }),
  )
  await set({ purchaseRequestNos: "VOL" })
  expect(await refusal(asking())).toEqual(["no_series_full"])
  expect(await rows()).toEqual([[], []])

  await set({ purchaseRequestNos, purchaseInvoiceNos: "VOL" })
  const { no } = await asking()
  expect(await refusal(buildPurchaseInvoice(other.id, no))).toEqual(["no_series_full"])
  await set({ purchaseInvoiceNos })
  expect(await buildPurchaseInvoice(other.id, no)).toEqual({ outcome: "ready" })
  const [[request]] = (await rows()) as [(typeof purchaseRequest.$inferSelect)[], unknown]
  expect(request).toMatchObject({ state: "ready", attempts: 2 })
})

test("a build that is broken off, wherever it is, leaves its attempt at most; the next one makes one invoice", async () => {
  const seller = await makeVendor(home.id)
  const sold = await makeSalesInvoice(home.id, [itemLine(await makeItem(home.id))])
  const { no } = await ask(sold.no, seller.no)
  const drafts = () =>
    inCompany(home.id, tx => tx.select().from(purchaseInvoice).where(eq(purchaseInvoice.buyFromVendorNo, seller.no)))
  const events = () =>
    inCompany(home.id, tx =>
      tx.select({ kind: event.kind }).from(event).where(eq(event.subjectNo, no)).orderBy(event.id),
    )
  const places: ((tx: Tx) => Promise<unknown>)[] = [
    // Its number.
    tx => tx.select().from(noSeries).where(eq(noSeries.companyId, home.id)).for("update"),
    // The request's lock: an attempt may be counted beside this one.
    tx => tx.select().from(purchaseRequest).where(eq(purchaseRequest.no, no)).for("key share"),
    // All that is written, with COMMIT behind it.
    tx => tx.select().from(vendor).where(eq(vendor.no, seller.no)).for("update"),
  ]
  for (const [counted, place] of places.entries()) {
    const release = await hold(home.id, place)
    const broken = buildPurchaseInvoice(home.id, no)
    const failed = expect(broken).rejects.toThrow()
    await untilWaiting(1)
    await database().execute(sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`)
    await failed
    await release()
    expect(await read.request(no)).toMatchObject({ state: "queued", attempts: counted })
    expect(await drafts()).toEqual([])
    expect(await events()).toEqual([{ kind: "purchase_request.created" }])
  }
  expect(await buildPurchaseInvoice(home.id, no)).toEqual({ outcome: "ready" })
  expect(await buildPurchaseInvoice(home.id, no)).toEqual({ outcome: "not_queued" })
  expect(await read.request(no)).toMatchObject({ state: "ready", attempts: 3 })
  expect(await drafts()).toHaveLength(1)
  expect(await events()).toEqual([{ kind: "purchase_request.created" }, { kind: "purchase_request.ready" }])
})
