import { expect, test } from "vitest"
import { customersByNo } from "@/domain/customers/find-customers"
import { lookUpItems } from "@/domain/purchase-documents/look-up-items"
import { listVendorChoice } from "@/domain/vendors/list-vendor-choice"
import { makeActor, makeCompany, makeCustomer, makeItem, makeVendor } from "@/test/factories"
import { makePurchaseInvoice } from "@/test/purchase-invoices"
import { notePick } from "./note-pick"
import { recentPicks } from "./recent-picks"

test("the latest ten of each noun are kept, each once, by user and company", async () => {
  const [one, other] = [await makeCompany(), await makeCompany()]
  const actor = await makeActor(one.id, "purchaser")
  for (let no = 1; no <= 11; no++) await notePick(actor, "item", `I${no}`)
  await notePick(actor, "item", "I5")
  await notePick(actor, "vendor", "V1")
  expect(await recentPicks(actor, "item")).toEqual(["I5", "I11", "I10", "I9", "I8", "I7", "I6", "I4", "I3", "I2"])
  expect(await recentPicks(actor, "vendor")).toEqual(["V1"])
  expect(await recentPicks(await makeActor(one.id, "purchaser"), "item"), "another's").toEqual([])
  expect(await recentPicks({ ...actor, companyId: other.id }, "item"), "elsewhere").toEqual([])
})

test("they are proposed as they are now, the latest first; what is gone is passed over", async () => {
  const { id } = await makeCompany()
  const actor = await makeActor(id, "purchaser")
  const [seller, lamp, cable] = [await makeVendor(id), await makeItem(id), await makeItem(id)]
  const draft = await makePurchaseInvoice(actor, seller.no, [{ no: lamp.no, quantity: "1", price: "10" }])
  expect((await lookUpItems(actor, draft, "")).items).toEqual([])
  for (const no of [cable.no, "GONE", lamp.no]) await notePick(actor, "item", no)
  const { items } = await lookUpItems(actor, draft, "  ")
  expect(items.map(({ no, description }) => [no, description])).toEqual([
    [lamp.no, lamp.description],
    [cable.no, cable.description],
  ])

  const [early, late] = [await makeCustomer(id), await makeCustomer(id)]
  expect((await customersByNo(actor, [late.no, "GONE", early.no])).map(({ no }) => no)).toEqual([late.no, early.no])
  const second = await makeVendor(id)
  const { vendors } = await listVendorChoice(actor, { nos: [second.no, "GONE", seller.no] })
  expect(vendors.map(({ no }) => no)).toEqual([second.no, seller.no])
})
