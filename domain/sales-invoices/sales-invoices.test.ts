import { eq } from "drizzle-orm"
import { beforeAll, describe, expect, test } from "vitest"
import { salesInvoice, salesInvoiceLine } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { findCustomers } from "@/domain/customers/find-customers"
import { StaleDraft } from "@/domain/documents/stale-draft"
import { Forbidden, NotFound, Refusal, Stale } from "@/domain/errors"
import { findItems, findNamedItems } from "@/domain/items/find-items"
import { requestPurchaseInvoice } from "@/domain/purchase-requests/request-purchase-invoice"
import { countStatements } from "@/test/count-statements"
import { editOf } from "@/test/edit"
import {
  commentLine,
  glAccountLine,
  itemLine,
  makeActor,
  makeCompany,
  makeCustomer,
  makeItem,
  makeSalesInvoice,
  makeVendor,
  type TestCompany,
  type TestItem,
} from "@/test/factories"
import { createSalesInvoice } from "./create-sales-invoice"
import { deleteSalesInvoice } from "./delete-sales-invoice"
import { listSalesInvoices } from "./list-sales-invoices"
import { readSalesInvoice } from "./read-sales-invoice"
import { saveSalesInvoice } from "./save-sales-invoice"

let home: TestCompany
let sanne: Actor
let marit: Actor
let box: TestItem

beforeAll(async () => {
  home = await makeCompany()
  sanne = await makeActor(home.id, "order_processor")
  marit = await makeActor(home.id, "purchaser")
  box = await makeItem(home.id, { description: "Lasdoos", unitPrice: "2.35", vendorItemNo: "NK-7" }, { DOOS: "10" })
})

const read = (no: string) => readSalesInvoice(sanne, no)

async function issues(work: Promise<unknown>): Promise<string[]> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(Refusal)
  return (error as Refusal).issues.map(({ field, code }) => (field ? `${field}: ${code}` : code))
}

describe("a sales invoice", () => {
  test("is made from new and filled: price, unit and VAT from the item, due date from the customer", async () => {
    const buyer = await makeCustomer(home.id, { name: "Molenrand B.V." })
    const send = () => createSalesInvoice(sanne, { formId: "one", customerNo: buyer.no, externalDocumentNo: "PO 1" })
    const [no, again] = await Promise.all([send(), send()])
    expect(again).toBe(no)
    const added = [
      { id: "new1", type: "item" as const, values: { no: box.no, quantity: "4" } },
      { id: "new2", type: "item" as const, values: { no: box.no, quantity: "2", unitOfMeasureCode: "DOOS" } },
      { id: "new3", type: "comment" as const, values: { description: "Bouwdeel B" } },
    ]
    expect(await saveSalesInvoice(sanne, no, editOf(await read(no), { added }))).toBe(2)
    const { header, lines } = await read(no)
    expect(header).toMatchObject({ customerName: "Molenrand B.V.", amount: "56.4", amountIncludingVat: "68.24" })
    expect(lines).toMatchObject([
      { description: "Lasdoos", unitOfMeasureCode: "STUK", price: "2.35", lineAmount: "9.4", vatPercent: "21" },
      { unitOfMeasureCode: "DOOS", qtyPerUnitOfMeasure: "10", price: "23.5", lineAmount: "47" },
      { type: "comment", description: "Bouwdeel B", lineNo: 30_000 },
    ])
  })

  test("another customer gives terms and VAT anew and leaves the prices", async () => {
    const { no } = await makeSalesInvoice(home.id, [itemLine(box, { quantity: "4" }), glAccountLine()])
    const abroad = await makeCustomer(home.id, { vatBusPostingGroup: "EU", genBusPostingGroup: "EU", name: "Rhein" })
    await saveSalesInvoice(sanne, no, editOf(await read(no), { header: { customerNo: abroad.no } }))
    const { header, lines } = await read(no)
    expect(header).toMatchObject({ customerName: "Rhein", amount: "74.4", amountIncludingVat: "74.4" })
    expect(lines.map(line => [line.type, line.price, line.vatPercent])).toEqual([
      ["item", "2.35", "0"],
      ["gl_account", "65", "0"],
    ])
  })

  test("tells each thing wrong beside its field, and a blocked or foreign customer", async () => {
    const { no } = await makeSalesInvoice(home.id, [itemLine(box)])
    const page = await read(no)
    const blocked = await makeCustomer(home.id, { blocked: "all" })
    const foreign = await makeCustomer((await makeCompany()).id, { no: "F-1" })
    const save = (changes: Parameters<typeof editOf>[1]) => issues(saveSalesInvoice(sanne, no, editOf(page, changes)))
    expect(await save({ header: { customerNo: blocked.no } })).toEqual(["header.customerNo: customer_blocked"])
    expect(await save({ header: { customerNo: foreign.no } })).toEqual(["header.customerNo: customer_not_found"])
    expect(await save({ header: { dueDate: "" }, lines: { 1: { price: "-1" } } })).toEqual([
      "header.dueDate: required",
      "lines.1.unitPrice: price_negative",
    ])
    expect(await save({ lines: { 1: { no: "NOPE" } } })).toEqual(["lines.1.no: item_not_found"])
    expect(await save({ lines: { 1: { unitOfMeasureCode: "KRAT" } } })).toEqual([
      "lines.1.unitOfMeasureCode: item_unit_missing",
    ])
    const make = (customerNo: string) => createSalesInvoice(sanne, { formId: customerNo, customerNo })
    expect(await issues(make(blocked.no))).toEqual(["header.customerNo: customer_blocked"])
    expect(await issues(make(foreign.no))).toEqual(["header.customerNo: customer_not_found"])
  })

  test("a stale save names what both changed", async () => {
    const { no } = await makeSalesInvoice(home.id, [itemLine(box, { quantity: "4" })])
    const page = await read(no)
    await saveSalesInvoice(marit, no, editOf(page, { lines: { 1: { price: "3" } } }))
    const mine = saveSalesInvoice(sanne, no, editOf(page, { lines: { 1: { price: "2" } } }))
    const stale = await mine.then(
      () => null,
      (thrown: unknown) => thrown,
    )
    expect(stale).toBeInstanceOf(StaleDraft)
    expect((stale as StaleDraft).conflicts).toMatchObject([
      { field: "lines.1.unitPrice", before: "2.35", mine: "2", theirs: "3", by: marit.name },
    ])
  })

  test("takes the same statements at 10 lines and at 5,000", async () => {
    const counts = []
    for (const length of [10, 5_000]) {
      const { no } = await makeSalesInvoice(
        home.id,
        Array.from({ length }, () => itemLine(box)),
      )
      const page = await read(no)
      const edit = editOf(page, { lines: { 1: null, 2: { quantity: "9" } } })
      counts.push((await countStatements(() => saveSalesInvoice(sanne, no, edit))).length)
    }
    expect(counts[0]).toBe(counts[1])
  }, 60_000)

  test("is read a page of 200 lines at a time; a page beyond the last is the last", async () => {
    const { no } = await makeSalesInvoice(
      home.id,
      Array.from({ length: 401 }, (_, n) => commentLine(`Regel ${n + 1}`)),
    )
    const second = await readSalesInvoice(sanne, no, { page: 2 })
    expect([second.page, second.pageCount, second.lines.length, second.lines[0]!.description]).toEqual([
      2,
      3,
      200,
      "Regel 201",
    ])
    expect((await readSalesInvoice(sanne, no, { page: 9 })).lines.map(line => line.description)).toEqual(["Regel 401"])
    expect((await readSalesInvoice(sanne, no, { page: Number.NaN })).page).toBe(1)
    const edit = editOf(second, { lines: { 201: { description: "Anders" } } })
    await saveSalesInvoice(sanne, no, edit)
    expect((await readSalesInvoice(sanne, no, { page: 2 })).lines[0]!.description).toBe("Anders")
    expect((await read(no)).header.lineCount).toBe(401)
  })

  test("says which lines were asked for before, by whom and of whom", async () => {
    const seller = await makeVendor(home.id, { name: "Oosterbaak" })
    const sold = await makeSalesInvoice(home.id, [commentLine("Let op"), itemLine(box), itemLine(box)])
    const asked = await requestPurchaseInvoice(sanne, {
      formId: "asked",
      salesInvoiceNo: sold.no,
      salesInvoiceVersion: 1,
      scope: { kind: "selected_lines", lineIds: [1, 2] },
      vendorNo: seller.no,
      edits: new Map(),
    })
    const page = await read(sold.no)
    expect(page.askedBefore).toMatchObject([
      { requestNo: asked.no, requestedByName: sanne.name, vendorName: "Oosterbaak", state: "queued" },
    ])
    expect([...page.lineAskedAt.keys()]).toEqual([2])
  })

  test("is deleted with its lines, once, by who may", async () => {
    const { no } = await makeSalesInvoice(home.id, [itemLine(box)])
    const stranger = await makeActor((await makeCompany()).id, "order_processor")
    await expect(deleteSalesInvoice(stranger, no, 1)).rejects.toThrow(NotFound)
    await expect(saveSalesInvoice(stranger, no, editOf(await read(no)))).rejects.toThrow(NotFound)
    await expect(readSalesInvoice(stranger, no)).rejects.toThrow(NotFound)
    await expect(deleteSalesInvoice(sanne, no, 9)).rejects.toThrow(Stale)
    await deleteSalesInvoice(sanne, no, 1)
    await deleteSalesInvoice(sanne, no, 1)
    const left = await inCompany(home.id, async tx => [
      ...(await tx.select().from(salesInvoice).where(eq(salesInvoice.no, no))),
      ...(await tx.select().from(salesInvoiceLine).where(eq(salesInvoiceLine.documentNo, no))),
    ])
    expect(left).toEqual([])
    const administrator = await makeActor(home.id, "administrator")
    await expect(readSalesInvoice(administrator, no)).rejects.toThrow(Forbidden)
    await expect(listSalesInvoices(administrator, {})).rejects.toThrow(Forbidden)
  })
})

test("items are found by number, name and vendor item number, and one is named or chosen", async () => {
  const other = await makeItem(home.id, { description: "Lasdoos groot" })
  const found = await findItems(sanne, "lasdos")
  expect(found.map(item => item.no)).toEqual(expect.arrayContaining([box.no, other.no]))
  const named = async (...texts: string[]) =>
    [...(await findNamedItems(sanne, texts))].map(([text, { no }]) => [text, no])
  const texts = [box.no, " nk-7 ", "LASDOOS"]
  expect(await named("lasdos", ...texts)).toEqual(texts.map(text => [text, box.no]))
  const twin = await makeItem(home.id, { description: "Lasdoos" })
  expect(await named("lasdoos", twin.no)).toEqual([[twin.no, twin.no]])
})

test("customers are found by name with a typing error and by city, in the company alone", async () => {
  const buyer = await makeCustomer(home.id, { name: "Hollewei Installaties", city: "Deventer" })
  await makeCustomer((await makeCompany()).id, { name: "Hollewei Installaties" })
  expect((await findCustomers(sanne, "holewei")).map(({ no }) => no)).toEqual([buyer.no])
  expect((await findCustomers(sanne, "deventer")).map(({ no }) => no)).toEqual([buyer.no])
})

test("the list of sales invoices is searched, filtered and paged by key", async () => {
  const company = await makeCompany()
  const actor = await makeActor(company.id, "order_processor")
  const buyer = await makeCustomer(company.id, { name: "Molenrand" })
  for (let n = 0; n < 60; n++) {
    const overrides = {
      customerNo: buyer.no,
      externalDocumentNo: `PO-${n}`,
      ...(n === 0 && { dueDate: "2020-01-01" }),
    }
    await makeSalesInvoice(company.id, [], overrides)
  }
  const first = await listSalesInvoices(actor, { sort: "customer" })
  expect([first.rows.length, first.count, first.previous]).toEqual([50, 60, undefined])
  const second = await listSalesInvoices(actor, { sort: "customer", cursor: first.next })
  expect([second.rows.length, second.next]).toEqual([10, undefined])
  expect(new Set([...first.rows, ...second.rows].map(({ no }) => no)).size).toBe(60)
  expect((await listSalesInvoices(actor, { search: "po-33" })).rows[0]!.externalDocumentNo).toBe("PO-33")
  expect((await listSalesInvoices(actor, { due: "overdue" })).count).toBe(1)
})
