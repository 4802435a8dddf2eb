import { beforeAll, expect, test } from "vitest"
import { glAccount } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { findCustomers } from "@/domain/customers/find-customers"
import { today } from "@/domain/dates/date"
import { findAccounts } from "@/domain/gl-accounts/find-accounts"
import { findItems } from "@/domain/items/find-items"
import { listPayments } from "@/domain/payments/list-payments"
import { registerPayment } from "@/domain/payments/register-payment"
import { listPostedPurchaseDocuments } from "@/domain/posted-purchase-documents/list-posted-purchase-documents"
import { listPurchaseDocuments } from "@/domain/purchase-documents/list-purchase-documents"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { listPurchaseRequests } from "@/domain/purchase-requests/list-purchase-requests"
import { listSalesInvoices } from "@/domain/sales-invoices/list-sales-invoices"
import { listSetup } from "@/domain/setup/read-setup"
import { listVendorChoice } from "@/domain/vendors/list-vendor-choice"
import { listVendors } from "@/domain/vendors/list-vendors"
import { makeActor, makeCompany, makeCustomer, makeItem, makeSalesInvoice, makeVendor } from "@/test/factories"
import { makePurchaseInvoice } from "@/test/purchase-invoices"
import { makePurchaseRequest } from "@/test/purchase-requests"

const names = ["Ångström Verktyg", "Łódź Narzędzia", "Muñoz Herramientas", "Weißmüller & Søn"] as const
/** What somebody types who has no such keys, and who has, in capitals, and with accents put on one by one. */
const typed: Record<string, (typeof names)[number]> = {
  angstrom: names[0],
  ÅNGSTRÖM: names[0],
  ["Ångström".normalize("NFD")]: names[0],
  lodz: names[1],
  LODZ: names[1],
  łódź: names[1],
  munoz: names[2],
  Muñoz: names[2],
  weissmuller: names[3],
  "muller & son": names[3],
}

let manager: Actor
let administrator: Actor

beforeAll(async () => {
  const { id } = await makeCompany()
  manager = await makeActor(id, "purchasing_manager")
  administrator = await makeActor(id, "administrator")
  for (const [index, name] of names.entries()) {
    const vendorNo = (await makeVendor(id, { name, searchName: "", city: "" })).no
    const item = await makeItem(id, { description: name })
    const customer = await makeCustomer(id, { name, city: "" })
    await makeSalesInvoice(id, [], { customerNo: customer.no })
    await makePurchaseRequest(manager, { vendorNo })
    await inCompany(id, tx =>
      tx.insert(glAccount).values({
        companyId: id,
        no: `991${index}`,
        name,
        incomeBalance: "income_statement",
      }),
    )
    const line = { no: item.no, quantity: "1", price: "10" }
    await makePurchaseInvoice(manager, vendorNo, [line])
    const { transactionNo } = await postPurchaseDocument(
      manager,
      await makePurchaseInvoice(manager, vendorNo, [line], { vendorInvoiceNo: `${vendorNo}-2` }),
      { unreviewed: true },
    )
    await registerPayment(manager, {
      vendorNo,
      bankAccountNo: "BANK",
      postingDate: today("Europe/Amsterdam"),
      currency: "EUR",
      amount: "12.10",
      description: "",
      applications: [{ vendorLedgerEntryNo: transactionNo, amount: "12.10" }],
    })
  }
}, 60_000)

const searches: Record<string, (search: string) => Promise<string[]>> = {
  vendors: async search => (await listVendors(manager, { search })).vendors.map(({ name }) => name),
  "vendors to buy from": async search => (await listVendorChoice(manager, { search })).vendors.map(({ name }) => name),
  customers: async search => (await findCustomers(manager, search)).map(({ name }) => name),
  items: async search => (await findItems(manager, search)).map(({ description }) => description),
  accounts: async search => (await findAccounts(manager, search)).map(({ name }) => name),
  "sales invoices": async search =>
    (await listSalesInvoices(manager, { search })).rows.map(({ customerName }) => customerName),
  "purchase requests": async search =>
    (await listPurchaseRequests(manager, { search })).rows.map(({ vendorName }) => vendorName),
  "purchase invoices": async search =>
    (await listPurchaseDocuments(manager, { search })).rows.map(({ buyFromVendorName }) => buyFromVendorName),
  "posted purchase invoices": async search =>
    (await listPostedPurchaseDocuments(manager, { documentType: "invoice", search })).rows.map(
      ({ buyFromVendorName }) => buyFromVendorName,
    ),
  payments: async search => (await listPayments(manager, { search })).rows.map(({ vendorName }) => vendorName),
  "company setup": async search =>
    (await listSetup(administrator, "chart-of-accounts", { search })).rows.map(({ values }) => String(values.name)),
}

test.each(Object.keys(searches))("a search of %s finds a name with its accents and without them", async noun => {
  for (const [search, name] of Object.entries(typed)) {
    expect([search, await searches[noun]!(search)]).toEqual([search, [name]])
  }
})
