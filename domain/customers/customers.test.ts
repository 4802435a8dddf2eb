import { randomUUID } from "node:crypto"
import { beforeEach, expect, test } from "vitest"
import type { Actor } from "@/domain/access/actor"
import { NotFound, Refusal } from "@/domain/errors"
import { createSalesInvoice } from "@/domain/sales-invoices/create-sales-invoice"
import { makeActor, makeCompany, makeCustomer, makeSalesInvoice } from "@/test/factories"
import { listCustomers } from "./list-customers"
import { readCustomer } from "./read-customer"
import { deleteCustomer, saveCustomer } from "./save-customer"

let actor: Actor
let companyId: number

beforeEach(async () => {
  companyId = (await makeCompany()).id
  actor = await makeActor(companyId, "purchaser")
})

async function refused(doing: Promise<unknown>): Promise<string[]> {
  const error = await doing.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof Refusal)) throw error ?? new Error("not refused")
  return error.issues.map(({ field, code }) => `${field ?? ""} ${code}`.trim())
}

const made = (typed: Record<string, string>) =>
  saveCustomer(actor, { key: null, version: 0, typed: { name: "De Korenaar", countryRegionCode: "NL", ...typed } })

test("a customer gets the next number and the groups of its country, and is there once", async () => {
  const { no } = await made({ countryRegionCode: "BE", peppolId: "0208: 0403019261", creditLimit: "5000" })
  const { values } = await readCustomer(actor, no)
  expect(values).toMatchObject({ vatBusPostingGroup: "EU", paymentTermsCode: "30D", peppolId: "0208:0403019261" })
  expect(await refused(made({ countryRegionCode: "BE" }))).toEqual(["customers.name customer.exists"])
  const wrong = { name: "Odd", email: "nowhere", phone: "bel", registrationNumber: "123", peppolId: "123" }
  expect(await refused(made(wrong))).toEqual([
    "customers.email email",
    "customers.phone card.phone_letters",
    "customers.registrationNumber card.kvk_form",
    "customers.peppolId customer.peppol_form",
  ])
  expect(await refused(made({ name: "Stil", blocked: "all" }))).toEqual([
    "customers.blockedReason customer.reason_missing",
  ])
})

test("to a customer that is blocked for invoices or for all nothing is invoiced; shipping alone does not matter", async () => {
  const sold = async (blocked: "" | "ship" | "invoice" | "all") => {
    const { no: customerNo } = await makeCustomer(companyId, { blocked })
    return createSalesInvoice(actor, { formId: randomUUID(), customerNo })
  }
  await sold("ship")
  expect(await refused(sold("invoice"))).toEqual(["header.customerNo customer_blocked"])
  expect(await refused(sold("all"))).toEqual(["header.customerNo customer_blocked"])
})

test("a customer on a document is not deleted, one on none is; another company's is none", async () => {
  const { no } = await makeCustomer(companyId)
  const stranger = await makeActor((await makeCompany()).id, "purchaser")
  await expect(readCustomer(stranger, no)).rejects.toThrow(NotFound)
  await expect(deleteCustomer(stranger, no)).rejects.toThrow(NotFound)
  await deleteCustomer(actor, no)
  await expect(readCustomer(actor, no)).rejects.toThrow(NotFound)
  const buyer = await makeCustomer(companyId)
  await makeSalesInvoice(companyId, [], { customerNo: buyer.no })
  expect(await refused(deleteCustomer(actor, buyer.no))).toEqual(["customer.in_use"])
})

test("customers by name, blocked or not, or the best matches", async () => {
  await makeCustomer(companyId, { no: "1", name: "Zebra" })
  await makeCustomer(companyId, { no: "2", name: "appel", blocked: "ship" })
  const nos = async (query: Parameters<typeof listCustomers>[1]) =>
    (await listCustomers(actor, query)).rows.map(({ no }) => no)
  expect(await nos({})).toEqual(["2", "1"])
  expect(await nos({ blocked: "yes" })).toEqual(["2"])
  expect(await nos({ search: "zebar" })).toEqual(["1"])
})
