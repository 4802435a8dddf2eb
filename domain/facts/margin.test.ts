/** What a purchase leaves of its sale: from what the request kept, in the company's currency, for who may see sales invoices. */
import { eq } from "drizzle-orm"
import { beforeAll, expect, test } from "vitest"
import {
  currencyExchangeRate,
  item,
  purchaseInvoice,
  purchaseRequest,
  purchaseRequestLine,
  salesInvoice,
} from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { Decimal } from "@/domain/money/decimal"
import { readDraftFacts } from "@/domain/purchase-documents/read-draft-facts"
import { readPurchaseDocument } from "@/domain/purchase-documents/read-purchase-document"
import { savePurchaseDocument } from "@/domain/purchase-documents/save-purchase-document"
import { buildPurchaseInvoice } from "@/domain/purchase-requests/build-purchase-invoice"
import { editOf } from "@/test/edit"
import {
  itemLine,
  makeActor,
  makeCompany,
  makeItem,
  makeSalesInvoice,
  makeVendor,
  type TestItem,
} from "@/test/factories"
import { makePurchaseInvoice } from "@/test/purchase-invoices"
import { askForPurchaseInvoice } from "@/test/purchase-requests"
import { marginOf, marginsOf } from "./margin"

let companyId: number
let buyer: Actor

beforeAll(async () => {
  companyId = (await makeCompany()).id
  buyer = await makeActor(companyId, "purchaser")
})

const inOurs = <T>(work: Parameters<typeof inCompany<T>>[1]) => inCompany(companyId, work)

async function buy(sold: { item: TestItem; line?: object }[], sale: object = {}, vendor: object = {}) {
  const lines = sold.map(({ item: each, line }) => itemLine(each, { quantity: "10", ...line }))
  const salesInvoiceNo = (await makeSalesInvoice(companyId, lines, sale)).no
  const { no } = await askForPurchaseInvoice(buyer, {
    salesInvoiceNo,
    vendorNo: (await makeVendor(companyId, vendor)).no,
  })
  await buildPurchaseInvoice(companyId, no)
  const [request] = await inOurs(tx => tx.select().from(purchaseRequest).where(eq(purchaseRequest.no, no)))
  return { no: request!.purchaseInvoiceNo!, requestNo: no, salesInvoiceNo }
}

test("without discounts and VAT, per base unit: a box sold at a discount", async () => {
  const boxed = await makeItem(companyId, { unitPrice: "15", lastDirectCost: "10" }, { DOOS: "12" })
  const line = { unitOfMeasureCode: "DOOS", unitPrice: "180", lineDiscountPercent: "10", quantity: "2" }
  const { no, requestNo } = await buy([{ item: boxed, line }])
  const [kept] = await inOurs(tx =>
    tx.select().from(purchaseRequestLine).where(eq(purchaseRequestLine.requestNo, requestNo)),
  )
  expect(new Decimal(kept!.salesUnitPrice!).toString()).toBe("13.5")
  const { margin, lineMargins } = await readDraftFacts(buyer, no)
  expect(margin).toEqual({ amount: "84", percent: "25.9", isLow: false })
  expect([...lineMargins.values()]).toEqual([margin])
})

test("a sale with VAT in its prices and in another currency, at the day's rate", async () => {
  const bought = await makeItem(companyId, { lastDirectCost: "10" })
  const { no, salesInvoiceNo } = await buy([{ item: bought, line: { unitPrice: "48.40" } }], {
    currencyCode: "USD",
    pricesIncludingVat: true,
  })
  const [sale] = await inOurs(tx => tx.select().from(salesInvoice).where(eq(salesInvoice.no, salesInvoiceNo)))
  expect(sale!.amount).toMatch(/^400/u)
  const { margin } = await readDraftFacts(buyer, no)
  const inEuro = new Decimal(margin!.amount).plus(100)
  const rates = await inOurs(tx =>
    tx.select().from(currencyExchangeRate).where(eq(currencyExchangeRate.currencyCode, "USD")),
  )
  const latest = rates.toSorted((a, b) => (a.startingDate < b.startingDate ? 1 : -1))[0]!
  const factor = new Decimal(latest.relationalExchangeRateAmount).div(latest.exchangeRateAmount)
  expect(inEuro.minus(factor.times(400)).abs().lt("0.0001")).toBe(true)
})

test("a cost that is not known is no margin, and never all of the sale", async () => {
  const [known, unknown] = [await makeItem(companyId), await makeItem(companyId, { lastDirectCost: "0" })]
  const { no } = await buy([{ item: known }, { item: unknown }])
  const { margin, lineMargins } = await readDraftFacts(buyer, no)
  expect(margin).toBeNull()
  expect(lineMargins.get(1)).toEqual({ amount: "50", percent: "33.3", isLow: false })
  expect(lineMargins.get(2)).toBeNull()
})

test("goes by what is bought now, and by the sale as it was asked for", async () => {
  const bought = await makeItem(companyId)
  const { no, salesInvoiceNo } = await buy([{ item: bought }])
  await inOurs(tx => tx.delete(salesInvoice).where(eq(salesInvoice.no, salesInvoiceNo)))
  await inOurs(tx => tx.update(item).set({ unitPrice: "99" }).where(eq(item.no, bought.no)))
  const page = await readPurchaseDocument(buyer, no)
  await savePurchaseDocument(buyer, no, editOf(page, { lines: { 1: { price: "16" } } }))
  expect((await readDraftFacts(buyer, no)).margin).toEqual({ amount: "-10", percent: "-6.7", isLow: true })
})

test("nothing is known of a draft that no sale asked for, and nothing shown to who may not see sales", async () => {
  const bought = await makeItem(companyId)
  const typed = await makePurchaseInvoice(buyer, (await makeVendor(companyId)).no, [{ no: bought.no, quantity: "1" }])
  expect((await readDraftFacts(buyer, typed)).margin).toBeUndefined()
  const { no } = await buy([{ item: bought }])
  expect((await inOurs(tx => marginsOf(tx, { ...buyer, roles: ["administrator"] }, [no]))).size).toBe(0)
  expect(Object.keys(purchaseInvoice).filter(name => /sales|margin/iu.test(name))).toEqual([])
})

test("is low below the threshold, and at a loss whatever the threshold", () => {
  const of = (cost: string, limit: string) => marginOf({ sales: "100", cost, limit })
  expect([of("90", "10"), of("90.01", "10"), of("99", "0"), of("101", "0")].map(margin => margin!.isLow)).toEqual([
    false,
    true,
    false,
    true,
  ])
  expect(marginOf({ sales: "0", cost: "1", limit: "0" })).toBeNull()
})
