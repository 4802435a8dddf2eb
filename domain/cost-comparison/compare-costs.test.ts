import { eq, getTableColumns } from "drizzle-orm"
import { beforeAll, describe, expect, it } from "vitest"
import { currencyExchangeRate, itemVendor, purchaseInvoiceLine, purchaseRequest } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { type IsoDate, today } from "@/domain/dates/date"
import { NotFound } from "@/domain/errors"
import { Decimal, toPlain } from "@/domain/money/decimal"
import { buildPurchaseInvoice } from "@/domain/purchase-requests/build-purchase-invoice"
import {
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
import { makePurchaseRequest } from "@/test/purchase-requests"
import { compareCosts } from "./compare-costs"
import type { CostQuestion } from "./vendor-offer"

let company: TestCompany
let actor: Actor
beforeAll(async () => {
  company = await makeCompany()
  actor = await makeActor(company.id, "purchaser")
  const rate = { companyId: company.id, currencyCode: "USD", startingDate: "2020-01-01" }
  await inCompany(company.id, async tx => {
    await tx.delete(currencyExchangeRate).where(eq(currencyExchangeRate.currencyCode, "USD"))
    await tx
      .insert(currencyExchangeRate)
      .values({ ...rate, exchangeRateAmount: "1.25", relationalExchangeRateAmount: "1" })
  })
})

const asking = (itemNo: string, quantity: string, more: Partial<CostQuestion> = {}): CostQuestion => ({
  itemNo,
  quantity: new Decimal(quantity),
  unitOfMeasureCode: "",
  date: "2026-12-01" as IsoDate,
  currencyCode: null,
  ...more,
})

const offersFor = async (asked: CostQuestion) => (await compareCosts(actor, asked)).offers

describe("what 40 would cost on 1 December", () => {
  it("names who is on the card, has a price or is the default vendor, the cheapest first, in the company's currency", async () => {
    const [cheap, dollar, known, usual] = [
      await makeVendor(company.id),
      await makeVendor(company.id, { currencyCode: "USD" }),
      await makeVendor(company.id, { leadTimeCalculation: "1W" }),
      await makeVendor(company.id),
    ]
    const { no } = await makeItem(company.id, { vendorNo: usual.no, lastDirectCost: "12" })
    await makePurchasePrice(company.id, { vendorNo: cheap.no, itemNo: no, directUnitCost: "10" })
    await makePurchaseLineDiscount(company.id, { vendorNo: cheap.no, itemNo: no, lineDiscountPercent: "5" })
    await makePurchasePrice(company.id, {
      vendorNo: dollar.no,
      itemNo: no,
      currencyCode: "USD",
      directUnitCost: "12.50",
    })
    await inCompany(company.id, tx =>
      tx.insert(itemVendor).values({ companyId: company.id, vendorNo: known.no, itemNo: no, vendorItemNo: "K-1" }),
    )
    const offers = await offersFor(asking(no, "40"))
    expect(offers.map(({ vendor }) => vendor.no)).toEqual([cheap.no, dollar.no, ...[known.no, usual.no].sort()])
    expect(offers[0]!.line).toMatchObject({
      directUnitCost: "10",
      lineDiscountPercent: "5",
      lineAmount: "380",
      amountLcy: "380",
    })
    expect(offers[1]).toMatchObject({ currencyCode: "USD", line: { lineAmount: "500", amountLcy: "400" } })
    expect(offers.find(({ vendor }) => vendor.no === known.no)).toMatchObject({
      vendorItemNo: "K-1",
      arrives: "2026-12-08",
      line: { directUnitCost: "12", costSource: { kind: "last_direct_cost" } },
    })
    expect(offers.find(({ vendor }) => vendor.isDefault)!.vendor.no).toBe(usual.no)
  })

  it("says of each price whether it counts, and why not", async () => {
    const vendorNo = (await makeVendor(company.id)).no
    const { no } = await makeItem(company.id, {}, { DOOS: "12" })
    const priced = (directUnitCost: string, more: object = {}) =>
      makePurchasePrice(company.id, { vendorNo, itemNo: no, directUnitCost, ...more })
    await priced("10")
    await priced("9", { minimumQuantity: "20" })
    await priced("8", { minimumQuantity: "50" })
    await priced("7", { startingDate: "2026-12-02" })
    await priced("6", { startingDate: "2026-01-01", endingDate: "2026-11-30" })
    await priced("5", { currencyCode: "USD" })
    await priced("48", { unitOfMeasureCode: "DOOS" })
    await priced("0", { startingDate: "2026-02-01" })
    const [offer] = await offersFor(asking(no, "40"))
    expect(Object.fromEntries(offer!.prices.map(each => [each.directUnitCost, each.verdict]))).toEqual({
      10: "after_lower",
      9: "counts",
      8: "too_few",
      7: "not_yet",
      6: "ended",
      5: "other_currency",
      48: "after_unit",
      0: "zero",
    })
    expect(offer!.line!.directUnitCost).toBe("9")
  })

  it("asks in another unit and another currency", async () => {
    const vendorNo = (await makeVendor(company.id)).no
    const { no } = await makeItem(company.id, {}, { DOOS: "12" })
    await makePurchasePrice(company.id, { vendorNo, itemNo: no, directUnitCost: "2" })
    const [offer] = await offersFor(asking(no, "3", { unitOfMeasureCode: "DOOS", currencyCode: "USD" }))
    expect(offer).toMatchObject({
      currencyCode: "USD",
      line: { directUnitCost: "30", lineAmount: "90", amountLcy: "72", unitOfMeasureCode: "DOOS" },
    })
  })

  it("puts whom nothing can be bought from last, with the reasons", async () => {
    const [blocked, open] = [await makeVendor(company.id, { blocked: "all" }), await makeVendor(company.id)]
    const { no } = await makeItem(company.id)
    for (const { no: vendorNo } of [blocked, open]) {
      const directUnitCost = vendorNo === blocked.no ? "1" : "2"
      await makePurchasePrice(company.id, { vendorNo, itemNo: no, directUnitCost })
    }
    const offers = await offersFor(asking(no, "1"))
    expect(offers.map(({ vendor }) => vendor.no)).toEqual([open.no, blocked.no])
    expect(offers[1]!.problems.map(({ code }) => code)).toEqual(["vendor_blocked"])
    const early = asking(no, "1", { currencyCode: "USD", date: "2019-01-01" as IsoDate })
    const unrated = (await offersFor(early)).find(({ vendor }) => vendor.no === open.no)
    expect(unrated).toMatchObject({ line: null, problems: [{ code: "exchange_rate_missing" }] })
  })

  it("knows nothing of another company's items", async () => {
    const stranger = await makeActor((await makeCompany()).id, "purchaser")
    const { no } = await makeItem(company.id)
    await expect(compareCosts(stranger, asking(no, "1"))).rejects.toBeInstanceOf(NotFound)
  })
})

it("is what Create Purchase Invoice makes of the same", async () => {
  const vendorNo = (await makeVendor(company.id, { pricesIncludingVat: true, currencyCode: "USD" })).no
  const sold = await makeItem(company.id, { lastDirectCost: "3.33333" }, { DOOS: "12" })
  const date = today(company.timeZone)
  const lines = [
    { quantity: "7", unitOfMeasureCode: sold.baseUnitOfMeasure },
    { quantity: "40", unitOfMeasureCode: sold.baseUnitOfMeasure },
    { quantity: "9", unitOfMeasureCode: "DOOS" },
  ]
  const priced = { vendorNo, itemNo: sold.no }
  await makePurchasePrice(company.id, { ...priced, directUnitCost: "12.345", minimumQuantity: "20" })
  await makePurchasePrice(company.id, {
    ...priced,
    directUnitCost: "1299",
    pricePer: "100",
    minimumQuantity: "100",
    currencyCode: "USD",
  })
  await makePurchaseLineDiscount(company.id, { ...priced, lineDiscountPercent: "2.5", minimumQuantity: "30" })
  const salesInvoiceNo = (
    await makeSalesInvoice(
      company.id,
      lines.map(line => itemLine(sold, line)),
    )
  ).no
  const { no } = await makePurchaseRequest(actor, { vendorNo, salesInvoiceNo })
  expect(await buildPurchaseInvoice(company.id, no)).toEqual({ outcome: "ready" })
  const made = await inCompany(company.id, tx =>
    tx
      .select(getTableColumns(purchaseInvoiceLine))
      .from(purchaseInvoiceLine)
      .innerJoin(purchaseRequest, eq(purchaseRequest.purchaseInvoiceNo, purchaseInvoiceLine.documentNo))
      .where(eq(purchaseRequest.no, no))
      .orderBy(purchaseInvoiceLine.lineNo),
  )
  const found = await Promise.all(
    lines.map(async ({ quantity, unitOfMeasureCode }) => {
      const [offer] = await offersFor(asking(sold.no, quantity, { unitOfMeasureCode, date }))
      return offer!.line!
    }),
  )
  const plain = (text: string) => toPlain(new Decimal(text))
  expect(found.map(({ amountLcy: _, ...line }) => line)).toEqual(
    made.map(line => ({
      unitOfMeasureCode: line.unitOfMeasureCode,
      costSource: line.costSource,
      directUnitCost: plain(line.directUnitCost),
      pricePer: plain(line.pricePer),
      lineDiscountPercent: plain(line.lineDiscountPercent),
      lineAmount: plain(line.lineAmount),
    })),
  )
  expect(found.map(({ costSource }) => costSource!.kind)).toEqual(["last_direct_cost", "price_list", "price_list"])
})
