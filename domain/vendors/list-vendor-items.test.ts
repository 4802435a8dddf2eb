import { beforeEach, expect, test } from "vitest"
import type { Actor } from "@/domain/access/actor"
import { Forbidden } from "@/domain/errors"
import { saveItemVendor } from "@/domain/items/item-vendors"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { makeActor, makeCompany, makeItem, makeVendor } from "@/test/factories"
import { makePurchaseInvoice } from "@/test/purchase-invoices"
import { listVendorItems } from "./list-vendor-items"

let actor: Actor
let companyId: number

beforeEach(async () => {
  companyId = (await makeCompany()).id
  actor = await makeActor(companyId, "purchasing_manager")
})

const post = async (vendorNo: string, postingDate: string, no: string, directUnitCost: string) => {
  const line = { no, quantity: "2", price: directUnitCost }
  const draft = await makePurchaseInvoice(actor, vendorNo, [line], { postingDate, documentDate: postingDate })
  await postPurchaseDocument(actor, draft, { unreviewed: true })
}

test("a vendor's items come with its number, its lead time and what it last asked, whatever others ask since", async () => {
  const [own, other] = [await makeVendor(companyId), await makeVendor(companyId)]
  await makeItem(companyId, { no: "A", vendorNo: own.no })
  await makeItem(companyId, { no: "B" })
  await makeItem(companyId, { no: "C" })
  await saveItemVendor(actor, "A", { ofVendorNo: own.no, vendorItemNo: "K-1", leadTime: "5D" })
  await saveItemVendor(actor, "B", { ofVendorNo: own.no, vendorItemNo: "", leadTime: "" })
  await saveItemVendor(actor, "C", { ofVendorNo: other.no, vendorItemNo: "Z", leadTime: "" })
  await post(own.no, "2026-01-10", "A", "7")
  await post(own.no, "2026-02-10", "A", "7.5")
  await post(other.no, "2026-03-10", "A", "6")
  const list = await listVendorItems(actor, own.no)
  expect(list).toMatchObject({ currencyCode: "EUR", next: undefined })
  expect(list.rows).toMatchObject([
    { itemNo: "A", isDefaultVendor: true, vendorItemNo: "K-1", leadTimeCalculation: "5D", lastDate: "2026-02-10" },
    { itemNo: "B", isDefaultVendor: false, lastCost: null, lastDate: null },
  ])
  expect(Number(list.rows[0]!.lastCost)).toBe(7.5)
})

test("they are turned forward page by page, and are one's own company's, for who may see master data", async () => {
  const { no } = await makeVendor(companyId)
  for (let at = 10; at < 31; at++) {
    await makeItem(companyId, { no: `A${at}` })
    await saveItemVendor(actor, `A${at}`, { ofVendorNo: no, vendorItemNo: `K-${at}`, leadTime: "" })
  }
  const first = await listVendorItems(actor, no)
  expect(first.rows).toHaveLength(20)
  const second = await listVendorItems(actor, no, first.next)
  expect(second.rows.map(({ itemNo }) => itemNo)).toEqual(["A30"])
  expect(second.next).toBeUndefined()
  const stranger = await makeActor((await makeCompany()).id, "purchaser")
  expect((await listVendorItems(stranger, no)).rows).toEqual([])
  await expect(listVendorItems(await makeActor(companyId, "administrator"), no)).rejects.toThrow(Forbidden)
})
