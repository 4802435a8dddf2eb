import { eq } from "drizzle-orm"
import postgres from "postgres"
import { afterAll, expect, test } from "vitest"
import { verifyBooks } from "@/bin/verify-books/verify"
import {
  item,
  itemLedgerEntry,
  itemUnitOfMeasure,
  purchaseInvoiceLine,
  salesInvoice,
  salesInvoiceLine,
} from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { readCustomer } from "@/domain/customers/read-customer"
import { saveCustomer } from "@/domain/customers/save-customer"
import { Refusal } from "@/domain/errors"
import { readItem } from "@/domain/items/read-item"
import { mergeCards } from "@/domain/merging/merge-cards"
import type { MergedNoun } from "@/domain/merging/named"
import { readMerge } from "@/domain/merging/read-merge"
import { undoMerge } from "@/domain/merging/undo-merge"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { env } from "@/env"
import {
  itemLine,
  makeActor,
  makeCompany,
  makeCustomer,
  makeItem,
  makeSalesInvoice,
  makeVendor,
} from "@/test/factories"
import { makePurchaseInvoice } from "@/test/purchase-invoices"

const app = postgres(env().DATABASE_URL, { max: 1 })
afterAll(() => app.end())

const { id: companyId } = await makeCompany()
const manager = await makeActor(companyId, "purchasing_manager")
const purchaser = await makeActor(companyId, "purchaser")

async function merge(noun: MergedNoun, fromNo: string, intoNo: string, taken: string[] = []) {
  const { from, into } = await readMerge(purchaser, noun, fromNo, intoNo)
  return mergeCards(purchaser, noun, { fromNo, intoNo, fromVersion: from.version, intoVersion: into.version, taken })
}

const itemOf = async (no: string) =>
  (await inCompany(companyId, tx => tx.select().from(item).where(eq(item.no, no))))[0]!

test("lines of drafts take the item that stays; stock and entries stay with the other", async () => {
  const [from, into] = [await makeItem(companyId, { gtin: "8712345678906" }, { DOOS: "12" }), await makeItem(companyId)]
  const { no: vendorNo } = await makeVendor(companyId)
  const draft = () => makePurchaseInvoice(purchaser, vendorNo, [{ no: from.no, quantity: "2", price: "50" }])
  await postPurchaseDocument(manager, await draft(), { unreviewed: true })
  const bought = await draft()
  const sold = await makeSalesInvoice(companyId, [itemLine(from, { unitOfMeasureCode: "DOOS" })])

  expect((await readMerge(purchaser, "item", from.no, into.no)).moves).toEqual({ lines: 2, units: 1 })
  await merge("item", from.no, into.no, ["gtin"])
  const lines = await inCompany(companyId, async tx => [
    await tx.select().from(purchaseInvoiceLine).where(eq(purchaseInvoiceLine.documentNo, bought)),
    await tx.select().from(salesInvoiceLine).where(eq(salesInvoiceLine.documentNo, sold.no)),
  ])
  expect(lines.flat().map(({ no }) => no)).toEqual([into.no, into.no])
  expect(await itemOf(into.no)).toMatchObject({ gtin: "8712345678906" })
  expect(await itemOf(from.no)).toMatchObject({
    gtin: "",
    mergedInto: into.no,
    salesBlocked: true,
    purchasingBlocked: true,
    blocked: false,
    blockedReason: `→ ${into.no}`,
  })
  expect((await readItem(purchaser, from.no)).inventory).toBe("2")
  expect(await verifyBooks(app, companyId)).toMatchObject({ wrong: [] })

  await undoMerge(purchaser, "item", from.no)
  expect(await itemOf(from.no)).toMatchObject({ gtin: "8712345678906", mergedInto: null, salesBlocked: false })
  expect(await itemOf(into.no)).toMatchObject({ gtin: "" })
  const units = await inCompany(companyId, tx =>
    tx.select().from(itemUnitOfMeasure).where(eq(itemUnitOfMeasure.itemNo, from.no)),
  )
  expect(units.map(({ code }) => code).sort()).toEqual(["DOOS", "STUK"])
  await postPurchaseDocument(manager, bought, { unreviewed: true })
  const entries = await inCompany(companyId, tx =>
    tx.select().from(itemLedgerEntry).where(eq(itemLedgerEntry.companyId, companyId)),
  )
  expect(entries.map(({ itemNo }) => itemNo)).toEqual([from.no, from.no])
  expect(await verifyBooks(app, companyId)).toMatchObject({ wrong: [] })
})

test("items that are counted otherwise are not one", async () => {
  const [from, into] = [await makeItem(companyId, {}, { DOOS: "12" }), await makeItem(companyId, {}, { DOOS: "10" })]
  const service = await makeItem(companyId, { type: "service", inventoryPostingGroup: null })
  const reasons = async (intoNo: string) =>
    (await readMerge(purchaser, "item", from.no, intoNo)).issues.map(({ code, params }) => [
      code,
      params?.unit ?? params?.field,
    ])
  expect(await reasons(into.no)).toEqual([["merge.unit_differs", "DOOS"]])
  expect(await reasons(service.no)).toEqual([["merge.differs", "type"]])
})

test("sales invoices and prices go to the customer that stays, who alone is sold to", async () => {
  const [from, into] = [await makeCustomer(companyId), await makeCustomer(companyId, { name: "Blijft B.V." })]
  const billed = await makeCustomer(companyId, { billToCustomerNo: from.no })
  const sale = await makeSalesInvoice(companyId, [itemLine(await makeItem(companyId))], { customerNo: from.no })
  await merge("customer", from.no, into.no)
  const [after] = await inCompany(companyId, tx => tx.select().from(salesInvoice).where(eq(salesInvoice.no, sale.no)))
  expect(after).toMatchObject({ customerNo: into.no, customerName: "Blijft B.V.", version: sale.version + 1 })
  expect((await readCustomer(purchaser, billed.no)).history[0]).toMatchObject({
    kind: "customer.changed",
    changes: [{ field: "billToCustomerNo", old: from.no, new: into.no }],
  })
  const gone = await readCustomer(purchaser, from.no)
  const typed = { ...gone.values, blocked: "", blockedReason: "" }
  await expect(saveCustomer(purchaser, { key: [from.no], version: gone.version, typed })).rejects.toThrow(Refusal)
  await undoMerge(purchaser, "customer", from.no)
  expect((await readCustomer(purchaser, from.no)).values.blocked).toBe("")
  const [back] = await inCompany(companyId, tx => tx.select().from(salesInvoice).where(eq(salesInvoice.no, sale.no)))
  expect(back).toMatchObject({ customerNo: from.no, customerName: from.name })
})

test("a customer that was blocked for privacy after the merge stays blocked when it is undone", async () => {
  const [from, into] = [await makeCustomer(companyId), await makeCustomer(companyId)]
  await merge("customer", from.no, into.no)
  const { version, values } = await readCustomer(purchaser, from.no)
  await saveCustomer(purchaser, { key: [from.no], version, typed: { ...values, privacyBlocked: "on" } })
  await undoMerge(purchaser, "customer", from.no)
  expect((await readCustomer(purchaser, from.no)).values).toMatchObject({ blocked: "all", privacyBlocked: "true" })
})
