/** Who is blocked for privacy is asked for nothing, posted nothing and paid nothing, whichever way one comes. */
import { randomUUID } from "node:crypto"
import { eq } from "drizzle-orm"
import { beforeAll, expect, test } from "vitest"
import { customer, vendor } from "@/db/schema"
import { inCompany, postgresErrorCode } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { readCustomer } from "@/domain/customers/read-customer"
import { saveCustomer } from "@/domain/customers/save-customer"
import type { IsoDate } from "@/domain/dates/date"
import { registerPayment } from "@/domain/payments/register-payment"
import { newPurchaseDocument } from "@/domain/purchase-documents/new-purchase-document"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { checkDraft } from "@/domain/purchase-documents/preview-posting"
import { createSalesInvoice } from "@/domain/sales-invoices/create-sales-invoice"
import { makeActor, makeCompany, makeCustomer, makeItem, makeVendor } from "@/test/factories"
import { importGoodRows, rowsOf, triedFile } from "@/test/file-imports"
import { makePurchaseInvoice } from "@/test/purchase-invoices"
import { makePurchaseRequest } from "@/test/purchase-requests"
import { codesOf } from "@/test/refusals"
import { setVendorBlocked } from "./set-vendor-blocked"

let companyId: number
let manager: Actor

beforeAll(async () => {
  companyId = (await makeCompany()).id
  manager = await makeActor(companyId, "purchasing_manager")
})

const blockForPrivacy = (no: string) =>
  setVendorBlocked(manager, no, { blocked: "", privacyBlocked: true, reason: "Asked to be forgotten" })

async function draftOf(vendorNo: string) {
  const item = await makeItem(companyId, {
    type: "service",
    genProdPostingGroup: "DIENSTEN",
    vatProdPostingGroup: "NUL",
    inventoryPostingGroup: null,
  })
  const line = [{ no: item.no, quantity: "1", price: "100" }]
  return makePurchaseInvoice(manager, vendorNo, line, { postingDate: "2026-05-04" })
}

test("nothing is asked for or drafted for a vendor that is blocked for privacy", async () => {
  const { no: vendorNo } = await makeVendor(companyId)
  await blockForPrivacy(vendorNo)
  expect(await codesOf(makePurchaseRequest(manager, { vendorNo }))).toEqual(["vendor_privacy_blocked"])
  const draft = newPurchaseDocument(manager, { formId: randomUUID(), vendorNo })
  expect(await codesOf(draft)).toEqual(["vendor_privacy_blocked"])
})

test("a draft made before stays, and is not posted, whoever of the two is blocked for privacy", async () => {
  const { no: paid } = await makeVendor(companyId)
  const { no: seller } = await makeVendor(companyId, { payToVendorNo: paid })
  for (const [blocked, draft] of [
    [paid, await draftOf(paid)],
    [paid, await draftOf(seller)],
  ] as const) {
    await blockForPrivacy(blocked)
    const { problems } = await checkDraft(manager, draft)
    expect(problems.map(({ code }) => code)).toContain("vendor_privacy_blocked")
    expect(await codesOf(postPurchaseDocument(manager, draft, { unreviewed: true }))).toContain(
      "vendor_privacy_blocked",
    )
    await setVendorBlocked(manager, blocked, { blocked: "", privacyBlocked: false })
    expect((await postPurchaseDocument(manager, draft, { unreviewed: true })).no).not.toBe("")
  }
})

test("what is owed to a vendor that is blocked for privacy is not paid until that is lifted", async () => {
  const { no: vendorNo } = await makeVendor(companyId)
  const { transactionNo } = await postPurchaseDocument(manager, await draftOf(vendorNo), { unreviewed: true })
  const pay = () =>
    registerPayment(manager, {
      vendorNo,
      bankAccountNo: "BANK",
      postingDate: "2026-07-10" as IsoDate,
      currency: "EUR",
      amount: "100",
      description: "By bank",
      applications: [{ vendorLedgerEntryNo: transactionNo, amount: "100" }],
    })
  await blockForPrivacy(vendorNo)
  expect(await codesOf(pay())).toEqual(["vendor_privacy_blocked"])
  await setVendorBlocked(manager, vendorNo, { blocked: "", privacyBlocked: false })
  expect(await pay()).not.toBe("")
})

test("a file neither lifts a block for privacy in passing nor leaves it half made, of vendors and of customers", async () => {
  const nos = {
    vendors: (await makeVendor(companyId, { blocked: "all", privacyBlocked: true })).no,
    customers: (await makeCustomer(companyId, { blocked: "all", privacyBlocked: true, blockedReason: "Gone" })).no,
  }
  const fresh = { vendors: (await makeVendor(companyId)).no, customers: (await makeCustomer(companyId)).no }
  for (const kind of ["vendors", "customers"] as const) {
    const lifted = await triedFile(manager, kind, `Nr.;Geblokkeerd\n${nos[kind]};Nee\n`)
    expect((await rowsOf(manager, lifted.no))[0]?.reasons.map(({ code }) => code)).toEqual(["privacy_block_stays"])
    const set = await triedFile(manager, kind, `Nr.;Privacy geblokkeerd\n${fresh[kind]};Ja\n${nos[kind]};Ja\n`)
    expect((await rowsOf(manager, set.no)).map(({ outcome }) => outcome)).toEqual(["changed", "unchanged"])
    await importGoodRows(manager, set.no)
    const table = kind === "vendors" ? vendor : customer
    const [row] = await inCompany(companyId, tx => tx.select().from(table).where(eq(table.no, fresh[kind])))
    expect(row).toMatchObject({ blocked: "all", privacyBlocked: true })
  }
  const half = inCompany(companyId, tx => tx.update(vendor).set({ blocked: "" }).where(eq(vendor.no, nos.vendors)))
  expect(await half.catch(postgresErrorCode)).toBe("23514")
})

test("a customer that is blocked for privacy is sold nothing; unticking it lets Blocked be changed", async () => {
  const { no } = await makeCustomer(companyId, { name: "Vergeet Mij" })
  const save = async (typed: Record<string, string>) => {
    const { version, values } = await readCustomer(manager, no)
    const kept = Object.fromEntries(Object.entries(values).filter(([name]) => name !== "privacyBlocked"))
    return saveCustomer(manager, { key: [no], version, typed: { ...kept, ...typed } })
  }
  expect(await codesOf(save({ privacyBlocked: "on" }))).toEqual(["customer.reason_missing"])
  await save({ privacyBlocked: "on", blockedReason: "Asked to be forgotten" })
  expect((await readCustomer(manager, no)).values).toMatchObject({ blocked: "all", privacyBlocked: "true" })
  const sale = createSalesInvoice(manager, { formId: randomUUID(), customerNo: no })
  expect(await codesOf(sale)).toEqual(["customer_privacy_blocked"])
  expect(await codesOf(save({ privacyBlocked: "on", blocked: "" }))).toEqual(["privacy_block_stays"])
  await save({ blocked: "" })
  expect((await readCustomer(manager, no)).values).toMatchObject({ blocked: "", privacyBlocked: "false" })
  expect((await createSalesInvoice(manager, { formId: randomUUID(), customerNo: no })).length).toBeGreaterThan(0)
})
