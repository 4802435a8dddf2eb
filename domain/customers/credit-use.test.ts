import { beforeEach, expect, test } from "vitest"
import { currencyExchangeRate } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { readSalesInvoice } from "@/domain/sales-invoices/read-sales-invoice"
import { makeActor, makeCompany, makeCustomer, makeSalesInvoice } from "@/test/factories"
import { rowsOf, triedFile } from "@/test/file-imports"
import { fileOf } from "@/test/sales-csv"
import { readCustomerCredit } from "./read-customer"

let actor: Actor
let companyId: number

beforeEach(async () => {
  companyId = (await makeCompany()).id
  actor = await makeActor(companyId, "order_processor")
})

const owing = (customerNo: string, amountIncludingVat: string, more = {}) =>
  makeSalesInvoice(companyId, [], { customerNo, amountIncludingVat, ...more })

test("what is open of a customer uses its credit limit, its own invoices alone, in the company's currency", async () => {
  const { no } = await makeCustomer(companyId, { no: "K1", creditLimit: "1000" })
  const stranger = (await makeCompany()).id
  await makeCustomer(stranger, { no: "K1", creditLimit: "1" })
  await makeSalesInvoice(stranger, [], { customerNo: "K1", amountIncludingVat: "5000" })
  await owing((await makeCustomer(companyId)).no, "5000")
  expect(await readCustomerCredit(actor, no)).toMatchObject({ limit: "1000", used: "0", isExceeded: false })
  const first = await owing(no, "600")
  await inCompany(companyId, tx =>
    tx.insert(currencyExchangeRate).values({
      companyId,
      currencyCode: "USD",
      startingDate: "2020-03-01",
      exchangeRateAmount: "1",
      relationalExchangeRateAmount: "0.8",
    }),
  )
  await owing(no, "500", { currencyCode: "USD", documentDate: "2020-03-02" })
  expect(await readCustomerCredit(actor, no)).toMatchObject({ used: "1000.00", isExceeded: false, currencyCode: "EUR" })
  expect((await readSalesInvoice(actor, first.no)).credit).toMatchObject({ isExceeded: false })
  const last = await owing(no, "0.01")
  expect((await readSalesInvoice(actor, last.no)).credit).toMatchObject({ used: "1000.01", isExceeded: true })
})

test("a customer without a limit has none to exceed", async () => {
  const { no } = await makeCustomer(companyId)
  const { no: invoiceNo } = await owing(no, "1000000")
  expect(await readCustomerCredit(actor, no)).toBeUndefined()
  expect((await readSalesInvoice(actor, invoiceNo)).credit).toBeUndefined()
})

test("a trial warns from the invoice on that the limit does not hold, and takes it all the same", async () => {
  await makeCustomer(companyId, { no: "K1", creditLimit: "100" })
  await owing("K1", "40")
  const rows = [
    { invoice: "1", customer: "K1", quantity: "1", price: "40" },
    { invoice: "2", customer: "K1", quantity: "1", price: "40" },
    { invoice: "3", customer: "K2", quantity: "1", price: "4000" },
  ]
  const { no } = await triedFile(actor, "sales-invoices", fileOf(rows))
  const tried = await rowsOf(actor, no)
  expect(tried.map(({ outcome }) => outcome)).toEqual(["new", "new", "new"])
  const warned = tried.map(({ reasons }) => reasons.find(({ code }) => code === "sales_import.credit_limit")?.params)
  // 40 open and 48.40 a row.
  expect(warned).toEqual([undefined, { no: "K1", limit: "100.00", total: "136.80", currency: "EUR" }, undefined])
})
