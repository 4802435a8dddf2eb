import { and, eq } from "drizzle-orm"
import { beforeAll, describe, expect, it } from "vitest"
import { event, purchasePrice, salesPrice } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { NotFound, Refusal, Stale } from "@/domain/errors"
import { makeActor, makeCompany, makeCustomer, makeItem, makeVendor, type TestCompany } from "@/test/factories"
import { listPrices, readNewPrice, readPrice } from "./read-prices"
import { deletePrice, savePrice } from "./save-price"

let company: TestCompany
let actor: Actor
beforeAll(async () => {
  company = await makeCompany()
  actor = { ...(await makeActor(company.id, "purchaser")), language: "en" }
})

const made = async () => ({
  vendorNo: (await makeVendor(company.id)).no,
  itemNo: (await makeItem(company.id, {}, { DOOS: "12" })).no,
})

const buy = (typed: Record<string, string>, key: string[] | null = null, version = 0) =>
  savePrice(actor, "purchase-prices", { key, version, typed })

/** What a save is refused for, by field and code. */
async function refusalOf(saving: Promise<unknown>): Promise<[string | undefined, string][]> {
  const error = await saving.then(
    () => new Error("saved"),
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof Refusal)) throw error
  return error.issues.map(({ field, code }) => [field, code])
}

const endingDates = async (vendorNo: string) => {
  const rows = await inCompany(company.id, tx =>
    tx.select().from(purchasePrice).where(eq(purchasePrice.vendorNo, vendorNo)).orderBy(purchasePrice.startingDate),
  )
  return rows.map(({ startingDate, endingDate }) => [startingDate, endingDate])
}

describe("a new purchase price", () => {
  it("takes what is blank from the vendor and the company, and is read back by its key", async () => {
    const of = await made()
    const key = await buy({ ...of, directUnitCost: "12.345" })
    expect(key).toEqual([of.vendorNo, of.itemNo, "EUR", "", "0", "0001-01-01"])
    const read = await readPrice(actor, "purchase-prices", key)
    expect(read.values).toMatchObject({ directUnitCost: "12.345", pricePer: "1", endingDate: "" })
    expect(read.choices.vendorNo![0]!.value).toBe(of.vendorNo)
    expect(read.history.map(({ kind }) => kind)).toEqual(["purchase_price.created"])
  })

  it("is in the vendor's currency where that is another", async () => {
    const { itemNo } = await made()
    const vendor = await makeVendor(company.id, { currencyCode: "USD" })
    const form = await readNewPrice(actor, "purchase-prices", { vendorNo: vendor.no })
    expect(form.inherited.currencyCode).toEqual({ value: "USD", source: "vendorNo" })
    expect((await buy({ vendorNo: vendor.no, itemNo, directUnitCost: "1" }))[2]).toBe("USD")
  })

  it("says everything that is wrong with it beside its fields", async () => {
    const typed = { vendorNo: "nobody", itemNo: "", directUnitCost: "abc", minimumQuantity: "-1", startingDate: "x" }
    expect(await refusalOf(buy(typed))).toEqual([
      ["prices.itemNo", "required"],
      ["prices.directUnitCost", "number_not_a_number"],
      ["prices.minimumQuantity", "setup.below_minimum"],
      ["prices.startingDate", "date_not_a_date"],
      ["prices.vendorNo", "no_such.vendors"],
    ])
  })

  it("is in a unit of its item, and does not end before it begins", async () => {
    const of = await made()
    const typed = { ...of, directUnitCost: "5", startingDate: "2027-02-01", endingDate: "2027-01-31" }
    expect(await refusalOf(buy({ ...typed, unitOfMeasureCode: "UUR" }))).toEqual([
      ["prices.unitOfMeasureCode", "price.unit_not_of_item"],
      ["prices.endingDate", "price.ends_before_it_begins"],
    ])
    await buy({ ...of, directUnitCost: "5", unitOfMeasureCode: "DOOS" })
  })

  it("is told from the one that is there already", async () => {
    const of = await made()
    await buy({ ...of, directUnitCost: "5" })
    expect(await refusalOf(buy({ ...of, directUnitCost: "6" }))).toEqual([["prices.startingDate", "price.exists"]])
    const both = [
      buy({ ...of, directUnitCost: "6", minimumQuantity: "9" }),
      buy({ ...of, directUnitCost: "6", minimumQuantity: "9" }),
    ]
    const outcomes = await Promise.allSettled(both)
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1)
    const [lost] = outcomes.filter(outcome => outcome.status === "rejected")
    expect((lost!.reason as Refusal).issues.map(({ code }) => code)).toEqual(["price.exists"])
  })

  it("of nothing asks whether that is meant", async () => {
    const of = await made()
    expect(await refusalOf(buy({ ...of, directUnitCost: "0" }))).toEqual([["prices.zero", "price.zero"]])
    await buy({ ...of, directUnitCost: "0", zero: "on" })
  })
})

describe("prices that are in force on the same days", () => {
  it("are asked about, the one that counts named", async () => {
    const of = await made()
    await buy({ ...of, directUnitCost: "5", startingDate: "2027-01-01" })
    const later = { ...of, directUnitCost: "6", startingDate: "2027-03-01" }
    const refused = await buy(later).catch((error: Refusal) => error)
    expect((refused as Refusal).issues).toEqual([
      {
        field: "prices.startingDate",
        code: "price.overlaps",
        params: { has: "5", smaller: "5", from: "2027-03-01" },
      },
      { field: "prices.overlap", code: "price.overlap_ask", params: undefined },
    ])
  })

  it("the earlier one ends the day before, with a change in its history, or both stay", async () => {
    const of = await made()
    const first = await buy({ ...of, directUnitCost: "5", startingDate: "2027-01-01" })
    await buy({ ...of, directUnitCost: "6", startingDate: "2027-03-01", overlap: "end" })
    expect(await endingDates(of.vendorNo)).toEqual([
      ["2027-01-01", "2027-02-28"],
      ["2027-03-01", null],
    ])
    const { history } = await readPrice(actor, "purchase-prices", first)
    expect(history[0]!.changes).toEqual([{ field: "endingDate", old: "", new: "2027-02-28" }])
    await buy({ ...of, directUnitCost: "7", startingDate: "2027-04-01", overlap: "keep" })
    expect((await endingDates(of.vendorNo))[1]).toEqual(["2027-03-01", null])
  })

  it("cannot end one that begins later, and is not asked about what was so before", async () => {
    const of = await made()
    await buy({ ...of, directUnitCost: "5", startingDate: "2027-03-01" })
    const since = { ...of, directUnitCost: "6" }
    expect(await refusalOf(buy({ ...since, overlap: "end" }))).toEqual([
      ["prices.startingDate", "price.overlaps"],
      ["prices.overlap", "price.overlap_ask_keep"],
    ])
    const key = await buy({ ...since, overlap: "keep" })
    const { version } = await readPrice(actor, "purchase-prices", key)
    await buy({ directUnitCost: "6.50", pricePer: "1" }, key, version)
  })

  it("are none for another quantity, unit, currency or item", async () => {
    const of = await made()
    await buy({ ...of, directUnitCost: "5" })
    await buy({ ...of, directUnitCost: "4", minimumQuantity: "10", startingDate: "2027-01-01" })
    await buy({ ...of, directUnitCost: "50", unitOfMeasureCode: "DOOS", startingDate: "2027-01-01" })
  })
})

it("keeps who changed what, and makes an imported price somebody's own", async () => {
  const of = await made()
  const key = await buy({ ...of, directUnitCost: "5" })
  await inCompany(company.id, tx =>
    tx.update(purchasePrice).set({ importNo: "IMP-1", importRowNo: 7 }).where(eq(purchasePrice.vendorNo, of.vendorNo)),
  )
  const before = await readPrice(actor, "purchase-prices", key)
  expect(before.imported).toEqual({ no: "IMP-1", row: 7 })
  await buy({ directUnitCost: "5.10", pricePer: "100", endingDate: "31-12-2027" }, key, before.version)
  const after = await readPrice(actor, "purchase-prices", key)
  expect(after.imported).toBeNull()
  expect(after.history[0]!.changes).toEqual([
    { field: "directUnitCost", old: "5", new: "5.1" },
    { field: "pricePer", old: "1", new: "100" },
    { field: "endingDate", old: "", new: "2027-12-31" },
  ])
  await expect(buy({ directUnitCost: "9", pricePer: "1" }, key, before.version)).rejects.toBeInstanceOf(Stale)
})

it("deletes a row as it was shown, and keeps that it was there", async () => {
  const of = await made()
  const key = await buy({ ...of, directUnitCost: "5" })
  const { version } = await readPrice(actor, "purchase-prices", key)
  await buy({ directUnitCost: "6", pricePer: "1" }, key, version)
  await expect(deletePrice(actor, "purchase-prices", key, version)).rejects.toBeInstanceOf(Stale)
  await deletePrice(actor, "purchase-prices", key, (await readPrice(actor, "purchase-prices", key)).version)
  await expect(readPrice(actor, "purchase-prices", key)).rejects.toBeInstanceOf(NotFound)
  const told = await inCompany(company.id, tx =>
    tx
      .select({ kind: event.kind })
      .from(event)
      .where(and(eq(event.companyId, company.id), eq(event.subjectNo, key.map(encodeURIComponent).join("/")))),
  )
  expect(told.map(({ kind }) => kind)).toContain("purchase_price.deleted")
})

it("keeps line discounts above 0 and sales prices of customers in the same way", async () => {
  const of = await made()
  const save = (list: string, typed: Record<string, string>) => savePrice(actor, list, { key: null, version: 0, typed })
  expect(await refusalOf(save("purchase-line-discounts", { ...of, lineDiscountPercent: "0" }))).toEqual([
    ["prices.lineDiscountPercent", "setup.not_above"],
  ])
  await save("purchase-line-discounts", { ...of, lineDiscountPercent: "7.5", minimumQuantity: "10" })
  const customerNo = (await makeCustomer(company.id)).no
  await save("sales-prices", { customerNo, itemNo: of.itemNo, unitPrice: "9.95", unitOfMeasureCode: "DOOS" })
  const [sold] = await inCompany(company.id, tx =>
    tx.select().from(salesPrice).where(eq(salesPrice.customerNo, customerNo)),
  )
  expect(sold).toMatchObject({ unitPrice: "9.95", unitOfMeasureCode: "DOOS", currencyCode: "EUR" })
})

describe("a list", () => {
  it("is that of a vendor or an item, and of what is in force", async () => {
    const of = await made()
    await buy({ ...of, directUnitCost: "5", endingDate: "2020-12-31" })
    await buy({ ...of, directUnitCost: "6", startingDate: "2021-01-01" })
    await buy({ ...of, directUnitCost: "7", startingDate: "2199-01-01", overlap: "keep" })
    const costs = async (query: Parameters<typeof listPrices>[2]) =>
      (await listPrices(actor, "purchase-prices", query)).rows.map(({ values }) => values.directUnitCost)
    expect(await costs({ partner: of.vendorNo })).toEqual(["5", "6", "7"])
    expect(await costs({ item: of.itemNo, state: "current" })).toEqual(["6"])
    expect(await costs({ item: of.itemNo, state: "ended" })).toEqual(["5"])
    expect(await costs({ item: of.itemNo, state: "coming" })).toEqual(["7"])
    expect(await costs({ item: of.itemNo, partner: "nobody" })).toEqual([])
  })

  it("is turned by key, forward and back, and says what its vendors and items are called", async () => {
    const of = await made()
    for (const minimumQuantity of ["1", "2", "10"]) await buy({ ...of, directUnitCost: "5", minimumQuantity })
    const minima = (page: Awaited<ReturnType<typeof listPrices>>) =>
      page.rows.map(({ values }) => values.minimumQuantity)
    const first = await listPrices(actor, "purchase-prices", { partner: of.vendorNo }, 2)
    expect(minima(first)).toEqual(["1", "2"])
    expect(first.names.itemNo!.get(of.itemNo)).toBeTruthy()
    const second = await listPrices(actor, "purchase-prices", { partner: of.vendorNo, cursor: first.next }, 2)
    expect(minima(second)).toEqual(["10"])
    expect(second.next).toBeUndefined()
    const back = await listPrices(actor, "purchase-prices", { partner: of.vendorNo, cursor: second.previous }, 2)
    expect(minima(back)).toEqual(["1", "2"])
    const tampered = await listPrices(actor, "purchase-prices", { partner: of.vendorNo, cursor: "nonsense" }, 2)
    expect(minima(tampered)).toEqual(["1", "2"])
  })
})

it("answers a foreign company's price as an unknown one", async () => {
  const of = await made()
  const key = await buy({ ...of, directUnitCost: "5" })
  const stranger = { ...(await makeActor((await makeCompany()).id, "purchaser")), language: "en" as const }
  await expect(readPrice(stranger, "purchase-prices", key)).rejects.toBeInstanceOf(NotFound)
  await expect(deletePrice(stranger, "purchase-prices", key, 0)).rejects.toBeInstanceOf(NotFound)
  await expect(
    savePrice(stranger, "purchase-prices", { key, version: 0, typed: { directUnitCost: "1" } }),
  ).rejects.toBeInstanceOf(NotFound)
  expect((await listPrices(stranger, "purchase-prices", {})).rows).toEqual([])
  await expect(listPrices(actor, "no-such-list", {})).rejects.toBeInstanceOf(NotFound)
})
