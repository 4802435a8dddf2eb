import { beforeAll, expect, test } from "vitest"
import type { Actor } from "@/domain/access/actor"
import { NotFound } from "@/domain/errors"
import { cancelPostedInvoice } from "@/domain/posted-purchase-documents/cancel-posted-invoice"
import { makeActor, makeCompany, makeItem, makeVendor, type TestItem } from "@/test/factories"
import { makePurchaseInvoice } from "@/test/purchase-invoices"
import { allowDuplicate } from "./allow-duplicate"
import { findDuplicates } from "./find-duplicates"
import { postPurchaseDocument } from "./post-purchase-document"
import { readPurchaseDocument } from "./read-purchase-document"

let manager: Actor
let processor: Actor
let lamp: TestItem

beforeAll(async () => {
  const { id: companyId } = await makeCompany()
  manager = await makeActor(companyId, "purchasing_manager")
  processor = await makeActor(companyId, "order_processor")
  lamp = await makeItem(companyId)
})

const seller = async (more: Parameters<typeof makeVendor>[1] = {}) => (await makeVendor(manager.companyId, more)).no
const draft = (vendorNo: string, vendorInvoiceNo: string, columns = {}) =>
  makePurchaseInvoice(manager, vendorNo, [{ no: lamp.no, quantity: "1" }], { vendorInvoiceNo }, columns)
const typed = (vendorNo: string, vendorInvoiceNo: string, no = "") => ({
  no,
  documentType: "invoice" as const,
  vendorNo,
  vendorInvoiceNo,
})

test("drafts and posted invoices of the same vendor are found, however the number is written", async () => {
  const vendorNo = await seller()
  const [first, second] = [await draft(vendorNo, "INV-2026/0012"), await draft(vendorNo, "inv 2026.12")]
  await draft(await seller(), "INV-2026/0012")
  const { no: posted } = await postPurchaseDocument(manager, first, { unreviewed: true })
  const found = {
    documentType: "invoice",
    posted: [{ no: posted, vendorInvoiceNo: "INV-2026/0012" }],
    drafts: [{ no: second, vendorInvoiceNo: "inv 2026.12" }],
  }
  expect(await findDuplicates(manager, typed(vendorNo, "Inv2026-012"))).toEqual(found)
  expect(await findDuplicates(manager, typed(vendorNo, "inv 2026.12", second))).toEqual({ ...found, drafts: [] })
  expect(await findDuplicates(manager, typed(vendorNo, "Inv2026-013"))).toMatchObject({ posted: [], drafts: [] })
  expect(await findDuplicates(manager, typed("NOBODY", "Inv2026-012"))).toMatchObject({ posted: [], drafts: [] })

  const { header } = await readPurchaseDocument(manager, second)
  await allowDuplicate(manager, second, header.version, "Two deliveries")
  expect(await findDuplicates(manager, typed(vendorNo, "inv 2026.12", second))).toMatchObject({ posted: [] })
  expect(await findDuplicates(manager, typed(vendorNo, "inv 2026.012", second))).toEqual({ ...found, drafts: [] })

  await cancelPostedInvoice(manager, posted, { postingDate: null, reason: "Twice" })
  expect(await findDuplicates(manager, typed(vendorNo, "Inv2026-012"))).toEqual({ ...found, posted: [] })
})

test("numbers are those of the vendor who is paid", async () => {
  const payTo = await seller()
  const [north, south] = [await seller({ payToVendorNo: payTo }), await seller({ payToVendorNo: payTo })]
  const no = await draft(north, "A-1")
  expect((await findDuplicates(manager, typed(south, "a1"))).drafts.map(found => found.no)).toEqual([no])
})

test("nobody learns of drafts that are not theirs to see", async () => {
  const vendorNo = await seller()
  const own = await draft(vendorNo, "B-2", { requestedBy: processor.userId })
  const other = await draft(vendorNo, "B-2")
  expect((await findDuplicates(processor, typed(vendorNo, "b2", own))).drafts).toEqual([])
  expect((await findDuplicates(manager, typed(vendorNo, "b2", own))).drafts.map(({ no }) => no)).toEqual([other])
  await expect(findDuplicates(processor, typed(vendorNo, "b2", other))).rejects.toThrow(NotFound)
  await expect(findDuplicates(processor, typed(vendorNo, "b2"))).rejects.toThrow("purchase_invoice.edit_all")
  const elsewhere = await makeActor((await makeCompany()).id, "purchasing_manager")
  await expect(findDuplicates(elsewhere, typed(vendorNo, "b2", own))).rejects.toThrow(NotFound)
  expect(await findDuplicates(elsewhere, typed(vendorNo, "b2"))).toMatchObject({ posted: [], drafts: [] })
})
