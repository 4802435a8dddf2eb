import { randomUUID } from "node:crypto"
import { eq } from "drizzle-orm"
import { beforeEach, expect, test } from "vitest"
import { item, salesInvoice } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { NotFound, Refusal } from "@/domain/errors"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { cancelPurchaseRequests } from "@/domain/purchase-requests/cancel-purchase-requests"
import { StaleRecord } from "@/domain/records/merge-record"
import {
  itemLine,
  makeActor,
  makeCompany,
  makeItem,
  makePurchasePrice,
  makeSalesInvoice,
  makeVendor,
} from "@/test/factories"
import { makePurchaseCreditMemo, makePurchaseInvoice } from "@/test/purchase-invoices"
import { makePurchaseRequest } from "@/test/purchase-requests"
import { deleteItemUnit, saveItemUnit } from "./item-units"
import { deleteItemVendor, saveItemVendor } from "./item-vendors"
import { listItems } from "./list-items"
import { readItem } from "./read-item"
import { deleteItem, saveItem } from "./save-item"

let actor: Actor
let companyId: number

beforeEach(async () => {
  companyId = (await makeCompany()).id
  actor = await makeActor(companyId, "purchaser")
})

/** Fields and codes of what refuses. */
async function refused(doing: Promise<unknown>): Promise<string[]> {
  const error = await doing.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof Refusal)) throw error ?? new Error("not refused")
  return error.issues.map(({ field, code }) => `${field ?? ""} ${code}`.trim())
}

const typed = (fields: Record<string, string>) => ({ description: "Klok", type: "inventory", ...fields })
const made = (fields: Record<string, string>) => saveItem(actor, { key: null, version: 0, typed: typed(fields) })
const changed = async (no: string, fields: Record<string, string>) => {
  const { values, version } = await readItem(actor, no)
  const boxes = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, value === "true" ? "on" : value]),
  )
  return saveItem(actor, { key: [no], version, typed: { ...boxes, ...fields } })
}

test("an item is made under its typed number with the company's defaults, once", async () => {
  await made({ no: "k-1", unitPrice: "12.50" })
  const read = await readItem(actor, "K-1")
  expect(read.values).toMatchObject({
    baseUnitOfMeasure: "STUK",
    genProdPostingGroup: "HANDEL",
    inventoryPostingGroup: "HANDEL",
    unitPrice: "12.5",
  })
  expect(read.units).toEqual([{ code: "STUK", qtyPerUnitOfMeasure: "1" }])
  expect(read.history[0]).toMatchObject({ kind: "item.created", actorName: actor.name })
  expect(await refused(made({ no: "K-1" }))).toEqual(["items.no setup.exists"])
})

test("a service has no inventory posting group, a GTIN is one item's, who blocks says why", async () => {
  await made({ no: "A", gtin: "8712345678906" })
  await made({ no: "S", type: "service", description: "Ophangen" })
  expect((await readItem(actor, "S")).values.inventoryPostingGroup).toBe("")
  expect(await refused(made({ no: "B", gtin: "8712345678907" }))).toEqual(["items.gtin item.gtin_invalid"])
  expect(await refused(made({ no: "B", gtin: "08712345678906" }))).toEqual(["items.gtin item.gtin_taken"])
  expect(await refused(made({ no: "B", blocked: "on" }))).toEqual(["items.blockedReason item.reason_missing"])
  expect(await refused(made({ no: "B", type: "service", inventoryPostingGroup: "HANDEL" }))).toEqual([
    "items.inventoryPostingGroup item.no_inventory",
  ])
})

test("type and base unit stay once a line was made with the item, and it is not deleted", async () => {
  const used = await makeItem(companyId, { no: "U" })
  await changed("U", { type: "service" })
  expect((await readItem(actor, "U")).values).toMatchObject({ type: "service", inventoryPostingGroup: "" })
  await makeSalesInvoice(companyId, [itemLine(used)])
  expect(await refused(changed("U", { type: "non_inventory", baseUnitOfMeasure: "DOOS" }))).toEqual([
    "items.type item.fixed_once_used",
    "items.baseUnitOfMeasure item.fixed_once_used",
  ])
  expect(await refused(deleteItem(actor, "U"))).toEqual(["item.in_use"])
})

test("an item of which nothing was made is deleted with its prices, and another company's is none", async () => {
  const { no: vendorNo } = await makeVendor(companyId)
  await makeItem(companyId, { no: "D" })
  await makePurchasePrice(companyId, { vendorNo, itemNo: "D", directUnitCost: "5" })
  expect((await readItem(actor, "D")).priceCount).toBe(1)
  const stranger = await makeActor((await makeCompany()).id, "purchaser")
  await expect(deleteItem(stranger, "D")).rejects.toThrow(NotFound)
  await deleteItem(actor, "D")
  await expect(readItem(actor, "D")).rejects.toThrow(NotFound)
})

test("who saves upon an older card is told what both changed", async () => {
  await made({ no: "T" })
  const { version } = await readItem(actor, "T")
  await changed("T", { description: "Wekker" })
  const late = saveItem(actor, {
    key: ["T"],
    version,
    typed: typed({ description: "Horloge", baseUnitOfMeasure: "STUK" }),
  })
  await expect(late).rejects.toThrow(StaleRecord)
})

test("units have a quantity of base units, and stay once used", async () => {
  await makeItem(companyId, { no: "M" })
  await saveItemUnit(actor, "M", { unitCode: "doos", qtyPerUnit: "12" })
  expect((await readItem(actor, "M")).units).toContainEqual({ code: "DOOS", qtyPerUnitOfMeasure: "12" })
  expect(await refused(saveItemUnit(actor, "M", { unitCode: "STUK", qtyPerUnit: "2" }))).toEqual([
    "unitCode item.base_unit_is_one",
  ])
  expect(await refused(saveItemUnit(actor, "M", { unitCode: "DOOS", qtyPerUnit: "0" }))).toEqual([
    "qtyPerUnit setup.not_above",
  ])
  expect(await refused(deleteItemUnit(actor, "M", "STUK"))).toEqual(["item.base_unit_stays"])
  const { no: vendorNo } = await makeVendor(companyId)
  await makePurchasePrice(companyId, { vendorNo, itemNo: "M", unitOfMeasureCode: "DOOS", directUnitCost: "50" })
  expect(await refused(saveItemUnit(actor, "M", { unitCode: "DOOS", qtyPerUnit: "10" }))).toEqual([
    "qtyPerUnit item.unit_in_use",
  ])
  expect(await refused(deleteItemUnit(actor, "M", "DOOS"))).toEqual(["item.unit_in_use"])
})

test("a vendor's number means one item, however it is written, and the default vendor's stands on the item", async () => {
  const { no: vendorNo } = await makeVendor(companyId)
  await makeItem(companyId, { no: "X", vendorNo })
  await makeItem(companyId, { no: "Y" })
  await saveItemVendor(actor, "X", { ofVendorNo: vendorNo, vendorItemNo: "ab 12", leadTime: "2W" })
  expect((await readItem(actor, "X")).vendors).toMatchObject([{ vendorNo, leadTimeCalculation: "2W" }])
  const kept = () =>
    inCompany(companyId, async tx => (await tx.select().from(item).where(eq(item.no, "X")))[0]!.vendorItemNo)
  expect(await kept()).toBe("ab 12")
  const other = { ofVendorNo: vendorNo, vendorItemNo: "0AB12", leadTime: "soon" }
  expect(await refused(saveItemVendor(actor, "Y", other))).toEqual([
    "vendorItemNo item.vendor_item_no_taken",
    "leadTime setup.formula_unexpected_character",
  ])
  await deleteItemVendor(actor, "X", vendorNo)
  expect(await kept()).toBe("")
})

test("items by description as people sort, by number, blocked in any way or not, or the best matches", async () => {
  await makeItem(companyId, { no: "3", description: "Zaag" })
  await makeItem(companyId, { no: "1", description: "appel", salesBlocked: true })
  await makeItem(companyId, { no: "2", description: "Été", purchasingBlocked: true })
  const nos = async (query: Parameters<typeof listItems>[1]) => (await listItems(actor, query)).rows.map(({ no }) => no)
  expect(await nos({})).toEqual(["1", "2", "3"])
  expect(await nos({ sort: "-no" })).toEqual(["3", "2", "1"])
  expect(await nos({ blocked: "yes" })).toEqual(["1", "2"])
  expect(await nos({ blocked: "no" })).toEqual(["3"])
  expect(await nos({ search: "zaga" })).toEqual(["3"])
  expect(await nos({ search: randomUUID() })).toEqual([])
})

test("an item that a request waits to buy is not deleted", async () => {
  const sold = await makeItem(companyId, { no: "ASKED" })
  const { no: salesInvoiceNo } = await makeSalesInvoice(companyId, [itemLine(sold)])
  const { no } = await makePurchaseRequest(actor, { salesInvoiceNo })
  // The sale goes; the request still names the item.
  await inCompany(companyId, tx => tx.delete(salesInvoice).where(eq(salesInvoice.no, salesInvoiceNo)))
  expect(await refused(deleteItem(actor, "ASKED"))).toEqual(["item.asked_for"])
  await cancelPurchaseRequests(actor, [no])
  await deleteItem(actor, "ASKED")
  await expect(readItem(actor, "ASKED")).rejects.toThrow(NotFound)
})

test("the last direct cost names the invoice that it comes from, and no sample or credit memo after it", async () => {
  const buyer = await makeActor(companyId, "purchaser", "purchasing_manager")
  const { no } = await makeItem(companyId)
  const { no: vendorNo } = await makeVendor(companyId)
  const bought = async (price: string, postingDate: string) => {
    const draft = await makePurchaseInvoice(buyer, vendorNo, [{ no, quantity: "2", price }], { postingDate })
    return (await postPurchaseDocument(buyer, draft, { unreviewed: true })).no
  }
  expect((await readItem(actor, no)).lastCost).toMatchObject({ documentNo: null })
  await bought("11", "2026-03-02")
  const later = await bought("12.4", "2026-02-01")
  const { no: other } = await makeItem(companyId)
  const sample = await makePurchaseInvoice(buyer, vendorNo, [
    { no, quantity: "1", price: "0" },
    { no: other, quantity: "1", price: "5" },
  ])
  const memo = await makePurchaseCreditMemo(buyer, vendorNo, [
    { no: other, quantity: "1", price: "9" },
    { no, quantity: "-1", price: "3" },
  ])
  for (const draft of [sample, memo]) await postPurchaseDocument(buyer, draft, { unreviewed: true })
  expect((await readItem(actor, no)).lastCost).toMatchObject({
    cost: "12.4",
    documentNo: later,
    postingDate: "2026-02-01",
  })
})
