import { beforeEach, expect, test } from "vitest"
import type { Actor } from "@/domain/access/actor"
import { Forbidden } from "@/domain/errors"
import { listPrices } from "@/domain/price-lists/read-prices"
import { makeActor, makeCompany, makeItem, makePurchasePrice, makeVendor } from "@/test/factories"
import { exportRows } from "./export-rows"
import { itemMaster } from "./items"
import { purchasePriceMaster } from "./price-lists"
import { vendorMaster } from "./vendors"

let actor: Actor
let companyId: number

beforeEach(async () => {
  companyId = (await makeCompany()).id
  actor = await makeActor(companyId, "order_processor")
})

const all = async (...asked: Parameters<typeof exportRows>) => {
  const rows = []
  for await (const piece of exportRows(...asked)) rows.push(...piece)
  return rows
}

test("a list is exported as it is filtered, and of one's own company", async () => {
  await makeItem((await makeCompany()).id, { no: "THEIRS", description: "Lamp" })
  await makeItem(companyId, { no: "B", description: "Desk lamp", salesBlocked: true })
  await makeItem(companyId, { no: "A", description: "Lamp" })
  await makeItem(companyId, { no: "C", description: "Hook" })
  const nos = async (filter: Record<string, string> = {}) =>
    (await all(actor, itemMaster, name => filter[name])).map(({ no }) => no)
  expect(await nos()).toEqual(["A", "B", "C"])
  expect(await nos({ search: "lamp" })).toEqual(["A", "B"])
  expect(await nos({ search: "lamp", blocked: "no" })).toEqual(["A"])
  expect(await nos({ blocked: "yes" })).toEqual(["B"])
})

test("a price list is exported as its list is filtered", async () => {
  const [{ no: ours }, { no: other }] = [await makeVendor(companyId), await makeVendor(companyId)]
  for (const no of ["A", "B"]) await makeItem(companyId, { no })
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
  const price = (vendorNo: string, itemNo: string, startingDate: string, endingDate: string | null = null) =>
    makePurchasePrice(companyId, { vendorNo, itemNo, startingDate, endingDate, directUnitCost: "9" })
  await price(ours, "A", day(-30), day(-10))
  await price(ours, "A", day(-9))
  await price(ours, "B", day(10))
  await price(other, "A", day(-30))
  for (const filter of [
    {},
    { partner: ours },
    { item: "A" },
    { state: "current" as const },
    { state: "coming" as const },
    { state: "ended" as const },
    { partner: ours, item: "A", state: "current" as const },
  ]) {
    const asked = filter as Record<string, string>
    const shown = await listPrices(actor, "purchase-prices", filter)
    const key = ({ vendorNo, itemNo, startingDate }: Record<string, string>) => `${vendorNo} ${itemNo} ${startingDate}`
    const exported = (await all(actor, purchasePriceMaster, name => asked[name])).map(key).sort()
    expect([filter, exported]).toEqual([filter, shown.rows.map(({ values }) => key(values)).sort()])
    expect(exported.length).toBeGreaterThan(0)
  }
})

test("prices come in the order of their keys, and nobody gets them without the right", async () => {
  const { no: vendorNo } = await makeVendor(companyId)
  await makeItem(companyId, { no: "A" })
  await makePurchasePrice(companyId, { vendorNo, itemNo: "A", directUnitCost: "9", minimumQuantity: "100" })
  await makePurchasePrice(companyId, { vendorNo, itemNo: "A", directUnitCost: "9.50", minimumQuantity: "20" })
  expect(await all(actor, purchasePriceMaster)).toMatchObject([
    { minimumQuantity: "20", directUnitCost: "9.5", endingDate: "" },
    { minimumQuantity: "100", directUnitCost: "9" },
  ])
  const administrator = await makeActor(companyId, "administrator")
  await expect(all(administrator, vendorMaster)).rejects.toThrow(Forbidden)
})
