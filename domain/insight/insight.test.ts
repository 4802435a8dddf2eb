/** Figures against sums that the test works out by itself, over several currencies, credit memos and months; and the lists that they open. */
import { eq, sql } from "drizzle-orm"
import { beforeAll, expect, test } from "vitest"
import { approvalEntry, currencyExchangeRate, purchaseInvoice, purchaseRequest } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { rights } from "@/domain/access/rights"
import { addDays, today as dateOfToday } from "@/domain/dates/date"
import { Forbidden, NotFound } from "@/domain/errors"
import { Decimal } from "@/domain/money/decimal"
import { cancelPostedInvoice } from "@/domain/posted-purchase-documents/cancel-posted-invoice"
import { sendForApproval } from "@/domain/purchase-approvals/send-for-approval"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { readPurchaseDocument } from "@/domain/purchase-documents/read-purchase-document"
import { savePurchaseDocument } from "@/domain/purchase-documents/save-purchase-document"
import { buildPurchaseInvoice } from "@/domain/purchase-requests/build-purchase-invoice"
import { makeApprovalCompany, versionOf } from "@/test/approvals"
import { daysAgo } from "@/test/days-ago"
import { editOf } from "@/test/edit"
import {
  itemLine,
  makeActor,
  makeCompany,
  makeCustomer,
  makeItem,
  makeSalesInvoice,
  makeVendor,
} from "@/test/factories"
import { makePurchaseCreditMemo, makePurchaseInvoice } from "@/test/purchase-invoices"
import { makePurchaseRequest } from "@/test/purchase-requests"
import { figureKinds } from "./figure-kinds"
import { listFigureDocuments } from "./list-figure-documents"
import { fiscalYearOf } from "./period"
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
let itemNo: string
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
  itemNo = (await makeItem(companyId)).no
  for (const { vendor, on, price, isCredit } of bought) {
    const make = isCredit ? makePurchaseCreditMemo : makePurchaseInvoice
    const draft = await make(manager, vendorNos[vendor], [{ no: itemNo, quantity: "1", price }], {
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
    await inCompany(own.id, tx =>
      tx.insert(purchaseRequest).values({
        companyId: own.id,
        no: `R${index}`,
        state: "ready",
        requestedBy: by.userId,
        requestedByName: by.name,
        requestedAt: new Date(Date.now() - Number(each) * 86_400_000),
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
      }),
    )
    await postPurchaseDocument(by, draft, { unreviewed: true })
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

test("the queue by age: drafts that wait, in the company's currency, a credit memo taken off", async () => {
  const own = await makeCompany()
  const by = await makeActor(own.id, "purchasing_manager")
  const { no: itemNo } = await makeItem(own.id)
  const seller = await makeVendor(own.id)
  const waits = async (days: number, price: string, make = makePurchaseInvoice, vendorNo = seller.no) => {
    const no = await make(by, vendorNo, [{ no: itemNo, quantity: "1", price }])
    await inCompany(own.id, tx =>
      tx
        .update(purchaseInvoice)
        .set({ reviewState: "ready_for_review", reviewStateAt: daysAgo(days) })
        .where(eq(purchaseInvoice.no, no)),
    )
    return no
  }
  await waits(0, "100")
  await waits(5, "200")
  await waits(6, "50", makePurchaseCreditMemo)
  const old = await waits(45, "10")
  const { queueAge: figure } = await figuresOf(by)
  expect(figure!.rows.map(({ key, values }) => [key, values.documents, Number(values.amountInclVat)])).toEqual([
    ["00", "1", 121],
    ["04", "2", 242 - 60.5],
    ["31", "1", 12.1],
  ])
  const list = await listFigureDocuments(by, { name: "queueAge", period: year, group: "31" })
  expect(list.rows).toMatchObject([{ place: "purchase_invoice", no: old, values: { daysWaiting: "45" } }])

  // Without an exchange rate it waits, and is worth nothing that is known.
  const dollars = await makeVendor(own.id, { currencyCode: "USD" })
  const unrated = await waits(45, "1000", makePurchaseInvoice, dollars.no)
  await inCompany(own.id, tx => tx.delete(currencyExchangeRate).where(eq(currencyExchangeRate.currencyCode, "USD")))
  const again = await figuresOf(by)
  expect(again.queueAge!.rows.at(-1)).toMatchObject({ values: { documents: "2" } })
  expect(Number(again.queueAge!.rows.at(-1)!.values.amountInclVat)).toBe(12.1)
  const both = await listFigureDocuments(by, { name: "queueAge", period: year, group: "31" })
  expect(both.rows.find(({ no }) => no === unrated)!.values).toMatchObject({ amountInclVat: null })
})

test("overdue approvals by who is asked; nobody's name is told of whom nothing is asked", async () => {
  const { company, buyer, lead, draft } = await makeApprovalCompany()
  const [late, waiting, asked] = [await draft(buyer, "500"), await draft(buyer, "400"), await draft(buyer, "300")]
  for (const no of [late, waiting, asked]) await sendForApproval(buyer, no, await versionOf(company.id, no))
  const today = dateOfToday("Europe/Amsterdam")
  const set = (no: string, values: object) =>
    inCompany(company.id, tx =>
      tx.update(approvalEntry).set(values).where(sql`approval_id = (select id from approval where subject_no = ${no})`),
    )
  await set(late, { dueDate: addDays(today, -9) })
  await set(waiting, { dueDate: today })
  const question = { askedAt: new Date(), askedOf: buyer.userId, question: "Is this the price of the list?" }
  await set(asked, { dueDate: addDays(today, -9), ...question })
  const { overdueApprovals: figure } = await figuresOf(lead)
  expect(figure!.rows).toEqual([
    { key: String(lead.userId), label: lead.name, values: { documents: "1", longest: "9" } },
  ])
  const list = await listFigureDocuments(lead, { name: "overdueApprovals", period: year, group: String(lead.userId) })
  expect([list.label, list.rows.map(({ no }) => no)]).toEqual([lead.name, [late]])
  const group = String(manager.userId)
  const nobody = await listFigureDocuments(lead, { name: "overdueApprovals", period: year, group })
  expect([nobody.label, nobody.rows]).toEqual([null, []])
})

test("price changes: against the average of the twelve months before, what was given back taken off", async () => {
  const own = await makeCompany()
  const by = await makeActor(own.id, "purchasing_manager")
  const seller = await makeVendor(own.id)
  const [risen, fresh] = [await makeItem(own.id), await makeItem(own.id)]
  const buys = async (no: string, on: string, quantity: string, price: string, make = makePurchaseInvoice) =>
    postPurchaseDocument(
      by,
      await make(by, seller.no, [{ no, quantity, price }], { postingDate: on, documentDate: on }),
      { unreviewed: true },
    )
  await buys(risen.no, "2023-12-31", "1", "99") // too long ago
  await buys(risen.no, "2024-02-01", "10", "3")
  await buys(risen.no, "2024-11-01", "20", "4.5") // 120.00 for 30: 4.00
  await buys(risen.no, "2025-02-01", "3", "5.33")
  await buys(risen.no, "2025-03-01", "7", "4.99")
  await buys(risen.no, "2025-04-01", "1", "5.33", makePurchaseCreditMemo)
  await buys(fresh.no, "2025-02-01", "3", "5.33")
  const { priceDrift: figure } = await figuresOf(by)
  const cost = 3 * 5.33 + 7 * 4.99 - 5.33
  expect(figure!.rows).toHaveLength(1)
  const { key, label, values } = figure!.rows[0]!
  expect([key, label, values.lines, Number(values.before)]).toEqual([risen.no, risen.description, "3", 4])
  expect(Number(values.now)).toBeCloseTo(cost / 9, 8)
  expect(Number(values.drift)).toBeCloseTo((cost / 9 / 4 - 1) * 100, 8)
  expect(Number(values.effect)).toBeCloseTo(cost - 9 * 4, 8)
  expect([figure!.total!.before, figure!.total!.drift]).toEqual([null, null])
  const list = await listFigureDocuments(by, { name: "priceDrift", period: year, group: risen.no })
  expect(list.rows.map(({ values: { effect } }) => Number(effect))).toEqual([-1.33, 6.93, 3.99])
  expect(list.totals).toEqual(values)
})

test("price changes: lines add up to their item, whatever their quantities and an average that has no end", async () => {
  const own = await makeCompany()
  const by = await makeActor(own.id, "purchasing_manager")
  const seller = await makeVendor(own.id)
  const { no } = await makeItem(own.id)
  const bought = [
    ["2024-02-01", "3", "3.33333"], // 10.00 for 3: 3.33333
    ["2025-02-01", "0.333", "5.33"],
    ["2025-03-01", "1.7", "3.33"],
    ["2025-03-02", "7", "3.35"],
  ] as const
  for (const [on, quantity, price] of bought) {
    const draft = await makePurchaseInvoice(by, seller.no, [{ no, quantity, price }], {
      postingDate: on,
      documentDate: on,
    })
    await postPurchaseDocument(by, draft, { unreviewed: true })
  }
  const { priceDrift: figure } = await figuresOf(by)
  const { values } = figure!.rows[0]!
  expect(Number(values.before)).toBe(3.33333)
  const list = await listFigureDocuments(by, { name: "priceDrift", period: year, group: no })
  const added = list.rows.reduce((sum, { values: { effect } }) => sum.plus(effect!), new Decimal(0))
  expect(added.toFixed()).toBe(new Decimal(values.effect!).toFixed())
  expect(list.totals).toEqual(values)
})

test("margin by customer: what was asked for, less what was taken back; nothing for who may not see sales", async () => {
  const own = await makeCompany()
  const by = await makeActor(own.id, "purchasing_manager")
  const bought = async (quantity: string) => {
    const item = await makeItem(own.id, { unitPrice: "15", lastDirectCost: "10" })
    const customer = await makeCustomer(own.id, { name: `Customer ${quantity}` })
    const sale = await makeSalesInvoice(own.id, [itemLine(item, { quantity })], { customerNo: customer.no })
    const asked = await makePurchaseRequest(by, { salesInvoiceNo: sale.no })
    await buildPurchaseInvoice(own.id, asked.no)
    const [request] = await inCompany(own.id, tx =>
      tx.select().from(purchaseRequest).where(eq(purchaseRequest.no, asked.no)),
    )
    const draft = request!.purchaseInvoiceNo!
    await savePurchaseDocument(
      by,
      draft,
      editOf(await readPurchaseDocument(by, draft), { header: { vendorInvoiceNo: `V-${draft}` } }),
    )
    const { no } = await postPurchaseDocument(by, draft, { unreviewed: true })
    return { no, customer: request!.customerName }
  }
  const [kept, back] = [await bought("4"), await bought("2")]
  await cancelPostedInvoice(by, back.no, { postingDate: null, reason: "Twice" })
  const period = fiscalYearOf(dateOfToday("Europe/Amsterdam"), 1)
  const { marginByCustomer: figure } = await figuresOf(by, period)
  const sums = Object.fromEntries(
    figure!.rows.map(({ key, values }) => [key, [values.documents, Number(values.sales), Number(values.margin)]]),
  )
  const expected: Record<string, unknown> = { [kept.customer]: ["1", 60, 20], [back.customer]: ["2", 0, 0] }
  expect(sums).toEqual(expected)
  expect(Number(figure!.total!.marginPercent)).toBeCloseTo(100 / 3, 6)
  const list = await listFigureDocuments(by, { name: "marginByCustomer", period, group: back.customer })
  expect(list.rows.map(({ values }) => Number(values.margin)).sort()).toContain(-10)
  // No role sees Insight and not sales: as if there were one.
  const sees = rights["sales_invoice.see"]
  try {
    Object.assign(rights, { "sales_invoice.see": [] })
    expect(Object.keys(await figuresOf(by, period))).not.toContain("marginByCustomer")
    await expect(listFigureDocuments(by, { name: "marginByCustomer", period })).rejects.toThrow(Forbidden)
  } finally {
    Object.assign(rights, { "sales_invoice.see": sees })
  }
})

test("the list that a figure opens adds up to it, to the cent, whatever the figure", async () => {
  await makePurchaseInvoice(manager, vendorNos.dollar, [{ no: itemNo, quantity: "1", price: "9.99" }])
  const { figures } = await readInsight(manager, year)
  expect(figures.filter(({ total }) => total).length).toBeGreaterThan(3)
  for (const { kind, rows, total } of figures) {
    for (const group of [...rows.map(({ key }) => key), undefined]) {
      const figure = group === undefined ? total : rows.find(({ key }) => key === group)!.values
      const list = await listFigureDocuments(manager, { name: kind.name, period: year, group, inPieces: true })
      expect([kind.name, group, list.rows.length]).toEqual([
        kind.name,
        group,
        Number(figure?.[kind.measures[0]!.name] ?? 0),
      ])
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
