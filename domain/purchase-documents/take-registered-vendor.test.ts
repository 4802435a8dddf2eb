import { beforeEach, expect, test } from "vitest"
import type { Actor } from "@/domain/access/actor"
import { Forbidden, NotFound } from "@/domain/errors"
import { askForVendor } from "@/domain/vendors/ask-for-vendor"
import { answerVendorRegistration } from "@/domain/vendors/vendor-registrations"
import { editOf } from "@/test/edit"
import { makeActor, makeCompany, makeItem, makePurchasePrice, makeVendor } from "@/test/factories"
import { makePurchaseInvoice } from "@/test/purchase-invoices"
import { readPurchaseDocument } from "./read-purchase-document"
import { markReviewed } from "./review"
import { savePurchaseDocument } from "./save-purchase-document"
import { takeRegisteredVendor } from "./take-registered-vendor"

let asker: Actor
let purchaser: Actor
let companyId: number
let first: string
let registered: string
let draftNo: string
let askedId: number

beforeEach(async () => {
  companyId = (await makeCompany()).id
  asker = await makeActor(companyId, "order_processor")
  purchaser = await makeActor(companyId, "purchaser")
  first = (await makeVendor(companyId)).no
  registered = (await makeVendor(companyId, { name: "Zuidkade Techniek" })).no
  await makeItem(companyId, { no: "A" })
  await makePurchasePrice(companyId, { vendorNo: registered, itemNo: "A", directUnitCost: "3.50" })
  draftNo = await makePurchaseInvoice(purchaser, first, [{ no: "A", quantity: "2" }])
  const document = { documentType: "purchase_invoice" as const, documentNo: draftNo }
  askedId = await askForVendor(asker, { name: "Zuidkade", ...document })
})

const read = async () => readPurchaseDocument(purchaser, draftNo)
const answered = async () => {
  await answerVendorRegistration(purchaser, askedId, { vendorNo: registered })
  return takeRegisteredVendor(purchaser, askedId)
}

test("the draft that a vendor was asked for takes it, with its prices, and once", async () => {
  expect(await answered()).toBe(true)
  const { header, lines, history } = await read()
  expect(header).toMatchObject({ buyFromVendorNo: registered, buyFromVendorName: "Zuidkade Techniek" })
  expect(lines).toMatchObject([{ price: "3.5" }])
  expect(history[0]).toMatchObject({ by: purchaser.name })
  const { version } = header
  expect(await takeRegisteredVendor(purchaser, askedId)).toBe(false)
  expect((await read()).header.version).toBe(version)
})

test("a draft that got another vendor since stays with it", async () => {
  const other = (await makeVendor(companyId)).no
  await savePurchaseDocument(purchaser, draftNo, editOf(await read(), { header: { buyFromVendorNo: other } }))
  expect(await answered()).toBe(false)
  expect((await read()).header.buyFromVendorNo).toBe(other)
})

test("a reviewed draft stays reviewed with its vendor; nothing is taken before the answer, and by nobody else", async () => {
  const manager = await makeActor(companyId, "purchasing_manager")
  expect(await takeRegisteredVendor(purchaser, askedId)).toBe(false)
  await markReviewed(manager, draftNo, (await read()).header.version)
  expect(await answered()).toBe(false)
  expect((await read()).header).toMatchObject({ buyFromVendorNo: first, reviewState: "reviewed" })
  await expect(takeRegisteredVendor(asker, askedId)).rejects.toThrow(Forbidden)
  const stranger = await makeActor((await makeCompany()).id, "purchaser")
  await expect(takeRegisteredVendor(stranger, askedId)).rejects.toThrow(NotFound)
})
