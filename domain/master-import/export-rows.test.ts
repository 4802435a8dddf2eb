import { beforeEach, expect, test } from "vitest"
import type { Actor } from "@/domain/access/actor"
import { Forbidden } from "@/domain/errors"
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
  const nos = async (filter = {}) => (await all(actor, itemMaster, filter)).map(({ no }) => no)
  expect(await nos()).toEqual(["A", "B", "C"])
  expect(await nos({ search: "lamp" })).toEqual(["A", "B"])
  expect(await nos({ search: "lamp", blocked: "no" })).toEqual(["A"])
  expect(await nos({ blocked: "yes" })).toEqual(["B"])
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
