/** Figures against sums that the test works out by itself, over several currencies, credit memos and months; and the lists that they open. */
import { eq } from "drizzle-orm"
import { beforeAll, expect, test } from "vitest"
import { currencyExchangeRate, postedPurchaseDocument, purchaseRequest } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { Forbidden, NotFound } from "@/domain/errors"
import { Decimal } from "@/domain/money/decimal"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { makeActor, makeCompany, makeItem, makeVendor } from "@/test/factories"
import { makePurchaseCreditMemo, makePurchaseInvoice } from "@/test/purchase-invoices"
import { figureKinds } from "./figure-kinds"
import { listFigureDocuments } from "./list-figure-documents"
import { type InsightFigure, readInsight } from "./read-figures"

const year = { from: "2025-01-01", to: "2025-12-31" }
/** A dollar in euro, by the day from which on that holds. */
const rates = [
  { from: "2025-01-01", euro: "0.9137" },
  { from: "2025-03-01", euro: "0.8771" },
]

type Bought = { vendor: "euro" | "dollar"; on: string; price: string; isCredit?: true }

const bought: Bought[] = [
  { vendor: "euro", on: "2025-01-05", price: "100.05" },
  { vendor: "dollar", on: "2025-01-31", price: "33.33" },
  { vendor: "dollar", on: "2025-03-01", price: "77.77" },
  { vendor: "dollar", on: "2025-03-31", price: "10.01", isCredit: true },
  { vendor: "euro", on: "2025-03-15", price: "20.20", isCredit: true },
  { vendor: "euro", on: "2025-12-31", price: "5.00" },
  // In neither period.
  { vendor: "euro", on: "2024-12-31", price: "1000" },
  { vendor: "euro", on: "2026-01-01", price: "1000" },
]

let companyId: number
let manager: Actor
let vendorNos: Record<Bought["vendor"], string>

beforeAll(async () => {
  companyId = (await makeCompany()).id
  manager = await makeActor(companyId, "purchasing_manager")
  await inCompany(companyId, async tx => {
    await tx.delete(currencyExchangeRate).where(eq(currencyExchangeRate.currencyCode, "USD"))
    await tx.insert(currencyExchangeRate).values(
      rates.map(({ from, euro }) => ({
        companyId,
        currencyCode: "USD",
        startingDate: from,
        exchangeRateAmount: "1",
        relationalExchangeRateAmount: euro,
      })),
    )
  })
  vendorNos = {
    euro: (await makeVendor(companyId, { name: "Euro B.V." })).no,
    dollar: (await makeVendor(companyId, { name: "Dollar Inc.", currencyCode: "USD" })).no,
  }
  const { no } = await makeItem(companyId)
  for (const { vendor, on, price, isCredit } of bought) {
    const make = isCredit ? makePurchaseCreditMemo : makePurchaseInvoice
    const draft = await make(manager, vendorNos[vendor], [{ no, quantity: "1", price }], {
      postingDate: on,
      documentDate: on,
    })
    await postPurchaseDocument(manager, draft, { unreviewed: true })
  }
}, 60_000)

/** In euro, to the cent, by the rate of its day; a credit memo takes off. */
function euroOf({ vendor, on, price, isCredit }: Bought): Decimal {
  const rate = vendor === "euro" ? "1" : rates.findLast(({ from }) => from <= on)!.euro
  const cents = new Decimal(price).times(rate).times(100).toDecimalPlaces(0, Decimal.ROUND_HALF_UP)
  return cents.div(100).times(isCredit ? -1 : 1)
}

const sumOf = (which: (one: Bought) => boolean) =>
  bought
    .filter(one => one.on.startsWith("2025") && which(one))
    .reduce((sum, one) => sum.plus(euroOf(one)), new Decimal(0))
    .toFixed(2)

const figuresOf = async (actor: Actor, period = year) =>
  Object.fromEntries((await readInsight(actor, period)).figures.map(figure => [figure.kind.name, figure]))

const amounts = ({ rows }: InsightFigure) =>
  Object.fromEntries(rows.map(({ key, values }) => [key, new Decimal(values.amount!).toFixed(2)]))

test("purchases by month: every month, each document at its own rate, credit memos taken off", async () => {
  const { purchasesByMonth: figure } = await figuresOf(manager)
  const months = Array.from({ length: 12 }, (_, index) => `2025-${String(index + 1).padStart(2, "0")}`)
  expect(amounts(figure!)).toEqual(
    Object.fromEntries(months.map(month => [month, sumOf(({ on }) => on.startsWith(month))])),
  )
  expect(new Decimal(figure!.total!.amount!).toFixed(2)).toBe(sumOf(() => true))
  expect(figure!.total!.documents).toBe("6")
})

test("purchases by vendor, the largest first, by name", async () => {
  const { purchasesByVendor: figure } = await figuresOf(manager)
  expect(amounts(figure!)).toEqual({
    [vendorNos.euro]: sumOf(({ vendor }) => vendor === "euro"),
    [vendorNos.dollar]: sumOf(({ vendor }) => vendor === "dollar"),
  })
  expect(figure!.rows.map(({ key, label }) => [key, label])).toEqual(
    [
      [vendorNos.dollar, "Dollar Inc."],
      [vendorNos.euro, "Euro B.V."],
    ].sort(([a], [b]) => Number(sum(b!)) - Number(sum(a!))),
  )
  function sum(no: string) {
    return sumOf(({ vendor }) => vendorNos[vendor] === no)
  }
})

test("from request to posted: median and 90th percentile are those of documents", async () => {
  const days = ["0.5", "1", "2", "3", "4", "5", "6", "7", "8", "30"]
  const own = await makeCompany()
  const by = await makeActor(own.id, "purchasing_manager")
  const seller = await makeVendor(own.id)
  const { no: itemNo } = await makeItem(own.id)
  for (const [index, each] of days.entries()) {
    const draft = await makePurchaseInvoice(by, seller.no, [{ no: itemNo, quantity: "1", price: "1" }], {
      postingDate: "2025-05-05",
      documentDate: "2025-05-05",
    })
    const { no } = await postPurchaseDocument(by, draft, { unreviewed: true })
    await inCompany(own.id, async tx => {
      const [posted] = await tx.select().from(postedPurchaseDocument).where(eq(postedPurchaseDocument.no, no))
      await tx.insert(purchaseRequest).values({
        companyId: own.id,
        no: `R${index}`,
        state: "ready",
        requestedBy: by.userId,
        requestedByName: by.name,
        requestedAt: new Date(posted!.postedAt.getTime() - Number(each) * 86_400_000),
        finishedAt: new Date(),
        purchaseInvoiceNo: draft,
        formId: `form-${index}`,
        contentHash: "",
        salesInvoiceNo: "S1",
        customerName: "Customer",
        salesInvoiceLineCount: 1,
        scope: "all_lines",
        vendorNo: seller.no,
        vendorName: seller.name,
        workDate: "2025-05-05",
        currencyCode: "EUR",
        lineCount: 1,
        amount: "1",
      })
    })
  }
  const { requestToPosted: figure } = await figuresOf(by)
  const may = figure!.rows.find(({ key }) => key === "2025-05")!
  expect([may.values.documents, Number(may.values.median), Number(may.values.ninetieth)]).toEqual(["10", 4, 8])
  expect(figure!.rows.find(({ key }) => key === "2025-04")!.values).toEqual({
    documents: "0",
    median: null,
    ninetieth: null,
  })
})

test("the list that a figure opens adds up to it, to the cent, whatever the figure", async () => {
  const { figures } = await readInsight(manager, year)
  for (const { kind, rows, total } of figures) {
    for (const group of [...rows.map(({ key }) => key), undefined]) {
      const figure = group === undefined ? total : rows.find(({ key }) => key === group)!.values
      const list = await listFigureDocuments(manager, { name: kind.name, period: year, group, inPieces: true })
      expect([kind.name, group, list.rows.length]).toEqual([kind.name, group, Number(figure?.documents ?? 0)])
      for (const { name } of kind.columns.filter(column => kind.measures.some(each => each.name === column.name))) {
        const added = list.rows.reduce((sum, { values }) => sum.plus(values[name]!), new Decimal(0))
        expect([kind.name, group, added.toFixed(4)]).toEqual([
          kind.name,
          group,
          new Decimal(figure?.[name] ?? 0).toFixed(4),
        ])
      }
      if (list.rows.length > 0) expect(list.totals).toEqual(figure)
    }
  }
})

test("beyond the largest there is a rest, which opens all the others, page after page", async () => {
  const own = await makeCompany()
  const by = await makeActor(own.id, "purchasing_manager")
  const { no: itemNo } = await makeItem(own.id)
  for (let index = 1; index <= 18; index++) {
    const seller = await makeVendor(own.id)
    const draft = await makePurchaseInvoice(by, seller.no, [{ no: itemNo, quantity: "1", price: String(index) }], {
      postingDate: "2025-05-05",
      documentDate: "2025-05-05",
    })
    await postPurchaseDocument(by, draft, { unreviewed: true })
  }
  const { purchasesByVendor: figure } = await figuresOf(by)
  expect(figure!.rows).toHaveLength(15)
  expect([figure!.rest!.documents, Number(figure!.rest!.amount)]).toEqual(["3", 1 + 2 + 3])
  const list = await listFigureDocuments(by, { name: "purchasesByVendor", period: year, rest: true })
  expect(list.rows.map(({ values }) => Number(values.amount)).sort()).toEqual([1, 2, 3])
  expect(Number(list.totals!.amount)).toBe(6)
}, 60_000)

test("who may not is told so, and another company sees none of it", async () => {
  for (const role of ["order_processor", "purchaser", "administrator"] as const) {
    const actor = await makeActor(companyId, role)
    await expect(readInsight(actor, year)).rejects.toThrow(Forbidden)
    await expect(listFigureDocuments(actor, { name: "purchasesByMonth", period: year })).rejects.toThrow(Forbidden)
  }
  const stranger = await makeActor((await makeCompany()).id, "purchasing_manager")
  expect((await readInsight(stranger, year)).figures.map(({ total }) => total)).toEqual(figureKinds.map(() => null))
  for (const { name } of figureKinds) {
    const list = await listFigureDocuments(stranger, { name, period: year, group: vendorNos.euro })
    expect([name, list.rows, list.totals, list.label]).toEqual([name, [], null, null])
  }
  await expect(listFigureDocuments(manager, { name: "none", period: year })).rejects.toThrow(NotFound)
})
