import { beforeAll, expect, test } from "vitest"
import type { vendor } from "@/db/schema"
import type { Actor } from "@/domain/access/actor"
import { Forbidden, NotFound } from "@/domain/errors"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { makeActor, makeCompany, makeItem, makeVendor, type TestCompany, type TestItem } from "@/test/factories"
import { makePurchaseInvoice } from "@/test/purchase-invoices"
import { type FoundTable, findEntries } from "./find-entries"
import { listPostedPurchaseDocuments } from "./list-posted-purchase-documents"
import { readPostedPurchaseDocument } from "./read-posted-purchase-document"

let home: TestCompany
let manager: Actor
let first: typeof vendor.$inferSelect
let stock: TestItem
/** Posted numbers, in the order in which they were posted. */
const posted: string[] = []

beforeAll(async () => {
  home = await makeCompany()
  manager = await makeActor(home.id, "purchasing_manager")
  first = await makeVendor(home.id, { name: "Aannemer" })
  const second = await makeVendor(home.id, { name: "Zagerij" })
  stock = await makeItem(home.id)
  for (const [seller, quantity, postingDate, dueDate] of [
    [first, "1", "2026-03-01", "2026-03-31"],
    [second, "3", "2026-02-01", "2199-12-31"],
    [first, "2", "2026-04-01", "2199-12-31"],
  ] as const) {
    const line = { no: stock.no, quantity, price: "10" }
    const draft = await makePurchaseInvoice(manager, seller.no, [line], { postingDate, dueDate })
    posted.push((await postPurchaseDocument(manager, draft, { unreviewed: true })).no)
  }
})

const list = (query: Partial<Parameters<typeof listPostedPurchaseDocuments>[1]> = {}) =>
  listPostedPurchaseDocuments(manager, { documentType: "invoice", ...query })
const nosOf = async (query?: Parameters<typeof list>[0]) => (await list(query)).rows.map(({ no }) => no)

test("lists the latest first, and by what is asked for", async () => {
  const [a, b, c] = posted
  expect(await nosOf()).toEqual([c, a, b])
  expect(await nosOf({ sort: "vendor" })).toEqual([a, c, b])
  expect(await nosOf({ sort: "amount", descending: true })).toEqual([b, c, a])
  expect(await nosOf({ vendorNo: first.no })).toEqual([c, a])
  expect(await nosOf({ search: "zagerij" })).toEqual([b])
  expect(await nosOf({ documentType: "credit_memo" })).toEqual([])
})

test("says what is open and overdue, and what remains", async () => {
  const [a, b, c] = posted
  expect((await list()).rows.map(({ no, state, remaining }) => [no, state, remaining])).toEqual([
    [c, "open", "24.2"],
    [a, "overdue", "12.1"],
    [b, "open", "36.3"],
  ])
  expect(await nosOf({ state: "open" })).toEqual([c, a, b])
  expect(await nosOf({ state: "overdue" })).toEqual([a])
  expect(await nosOf({ state: "paid" })).toEqual([])
  expect(await nosOf({ state: "cancelled" })).toEqual([])
})

test("reads the document with its lines, VAT groups and the history of its draft", async () => {
  const page = await readPostedPurchaseDocument(manager, "invoice", posted[0]!)
  expect(page).toMatchObject({ state: "overdue", remaining: "12.1", correctiveNo: null, amountDecimals: 2 })
  expect(page.lines.map(({ no, quantity, price, lineAmount }) => [no, quantity, price, lineAmount])).toEqual([
    [stock.no, "1", "10", "10"],
  ])
  expect(page.vatGroups).toMatchObject([{ vatIdentifier: "HOOG", base: "10", vat: "2.1" }])
  expect(page.history.map(({ kind }) => kind)).toEqual([
    "purchase_invoice.posted",
    "purchase_invoice.saved",
    "purchase_invoice.created",
  ])
})

test("finds every entry of a document", async () => {
  const find = (table: FoundTable) => findEntries(manager, "invoice", posted[2]!, { table, after: 0 })
  const found = await find("gl_entry")
  expect(found.counts).toEqual({
    gl_entry: 5,
    vat_entry: 1,
    vendor_ledger_entry: 1,
    detailed_vendor_ledger_entry: 1,
    item_ledger_entry: 1,
    value_entry: 1,
  })
  for (const [table, count] of Object.entries(found.counts)) {
    expect((await find(table as FoundTable)).entries.rows).toHaveLength(count)
  }
})

test("is for those who see the books, of that company and that kind", async () => {
  const processor = await makeActor(home.id, "order_processor")
  await expect(listPostedPurchaseDocuments(processor, { documentType: "invoice" })).rejects.toThrow(Forbidden)
  await expect(readPostedPurchaseDocument(processor, "invoice", posted[0]!)).rejects.toThrow(Forbidden)
  const stranger = await makeActor((await makeCompany()).id, "purchasing_manager")
  await expect(readPostedPurchaseDocument(stranger, "invoice", posted[0]!)).rejects.toThrow(NotFound)
  await expect(readPostedPurchaseDocument(manager, "credit_memo", posted[0]!)).rejects.toThrow(NotFound)
})
