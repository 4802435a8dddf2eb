import { eq } from "drizzle-orm"
import { beforeEach, expect, test } from "vitest"
import { salesInvoice, salesInvoiceLine } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { Forbidden } from "@/domain/errors"
import {
  commentLine,
  glAccountLine,
  itemLine,
  makeActor,
  makeCompany,
  makeCustomer,
  makeItem,
  makeSalesInvoice,
} from "@/test/factories"
import { fileOf } from "@/test/sales-csv"
import { importFile } from "@/test/sales-files"
import { exportSalesLines } from "./export-sales-lines"

let actor: Actor
let companyId: number

beforeEach(async () => {
  companyId = (await makeCompany()).id
  actor = await makeActor(companyId, "order_processor")
})

async function all(query: Parameters<typeof exportSalesLines>[1] = {}) {
  const lines = []
  for await (const piece of exportSalesLines(actor, query)) lines.push(...piece)
  return lines
}

/** What was exported, as a file of the columns that an import reads. */
const asFile = (lines: Awaited<ReturnType<typeof all>>) =>
  fileOf(
    lines.map(line => ({
      invoice: line.invoiceNo,
      code: line.type === "item" ? line.lineNo : "M",
      text: line.description,
      quantity: line.quantity,
      date: line.documentDate,
      price: line.unitPrice,
      customer: line.customerNo,
      country: line.countryRegionCode,
    })),
  )

test("what was imported comes out so that it imports again without a change", async () => {
  await importFile(actor, fileOf([{ price: "3.335" }, { code: "POST", text: "Carriage" }, { invoice: "1002" }]))
  const lines = await all({ sort: "no" })
  expect(lines.map(({ invoiceNo, lineNo, quantity, unitPrice }) => [invoiceNo, lineNo, quantity, unitPrice])).toEqual([
    ["1001", "85123A", "6", "3.335"],
    ["1001", expect.any(String), "6", "2.55"],
    ["1002", "85123A", "6", "2.55"],
  ])
  const again = await importFile(actor, asFile(lines))
  expect(again).toMatchObject({ rowsRead: 3, rowsUnchanged: 3, rowsNew: 0, rowsChanged: 0, rowsRefused: 0 })
})

test("an invoice made here goes by its own number: its file makes nothing twice, and another customer's is another invoice", async () => {
  const [mine, other] = [await makeCustomer(companyId), await makeCustomer(companyId)]
  const sold = await makeItem(companyId, { no: "A" })
  const made = [itemLine(sold, { quantity: "4" }), commentLine("as agreed"), glAccountLine()]
  const { no } = await makeSalesInvoice(companyId, made, { customerNo: mine.no })
  const lines = await all()
  expect(lines.map(({ invoiceNo, type }) => [invoiceNo, type])).toEqual([
    [no, "item"],
    [no, "gl_account"],
  ])
  expect(await importFile(actor, asFile(lines))).toMatchObject({ rowsUnchanged: 2, rowsNew: 0 })
  const others = asFile(lines.map(line => ({ ...line, customerNo: other.no })))
  expect(await importFile(actor, others)).toMatchObject({ rowsNew: 2, rowsTaken: 2 })
})

test("a discount, another unit and VAT within the price come out as the price of a base unit without them", async () => {
  const { no: customerNo } = await makeCustomer(companyId)
  const sold = await makeItem(companyId, { no: "A" })
  await makeSalesInvoice(companyId, [itemLine(sold)], { customerNo })
  await inCompany(companyId, async tx => {
    await tx.update(salesInvoiceLine).set({
      quantity: "2",
      qtyPerUnitOfMeasure: "10",
      unitPrice: "121",
      lineDiscountAmount: "42",
      amount: "160",
    })
    await tx.update(salesInvoice).set({ pricesIncludingVat: true })
  })
  expect(await all()).toMatchObject([{ quantity: "20", unitPrice: "8" }])
})

test("it is as filtered, in the order of the list, of one's own company, and for who may see sales invoices", async () => {
  const [mine, other] = [await makeCustomer(companyId), await makeCustomer(companyId)]
  const sold = await makeItem(companyId, { no: "A" })
  const nos: string[] = []
  for (const { no } of [mine, other, mine])
    nos.push((await makeSalesInvoice(companyId, [itemLine(sold)], { customerNo: no })).no)
  const stranger = (await makeCompany()).id
  const theirs = await makeCustomer(stranger, { no: mine.no })
  await makeSalesInvoice(stranger, [itemLine(await makeItem(stranger))], { customerNo: theirs.no })
  await inCompany(companyId, tx =>
    tx.update(salesInvoice).set({ documentDate: "2020-01-01" }).where(eq(salesInvoice.no, nos[2]!)),
  )
  const listed = async (query: Parameters<typeof all>[0]) => (await all(query)).map(({ no }) => no)
  expect(await listed({ customerNo: mine.no, sort: "no" })).toEqual([nos[0], nos[2]])
  expect(await listed({ customerNo: mine.no, sort: "documentDate" })).toEqual([nos[2], nos[0]])
  const administrator = await makeActor(companyId, "administrator")
  expect(() => exportSalesLines(administrator, {})).toThrow(Forbidden)
})
