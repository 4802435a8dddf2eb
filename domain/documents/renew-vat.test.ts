import { and, eq } from "drizzle-orm"
import { beforeAll, beforeEach, expect, test } from "vitest"
import { vatPostingSetup } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { previewPosting } from "@/domain/purchase-documents/preview-posting"
import { readPurchaseDocument } from "@/domain/purchase-documents/read-purchase-document"
import { savePurchaseDocument } from "@/domain/purchase-documents/save-purchase-document"
import { createSalesInvoice } from "@/domain/sales-invoices/create-sales-invoice"
import { readSalesInvoice } from "@/domain/sales-invoices/read-sales-invoice"
import { saveSalesInvoice } from "@/domain/sales-invoices/save-sales-invoice"
import { editOf } from "@/test/edit"
import { makeActor, makeCompany, makeCustomer, makeItem, makeVendor, type TestItem } from "@/test/factories"
import { makePurchaseCreditMemo, makePurchaseInvoice } from "@/test/purchase-invoices"

let companyId: number
let actor: Actor
let lamp: TestItem

beforeAll(async () => {
  companyId = (await makeCompany()).id
  actor = await makeActor(companyId, "purchasing_manager")
  lamp = await makeItem(companyId, { lastDirectCost: "10" })
})

const vatIs = (vatPercent: string) =>
  inCompany(companyId, tx =>
    tx
      .update(vatPostingSetup)
      .set({ vatPercent })
      .where(and(eq(vatPostingSetup.vatBusPostingGroup, "BINNENL"), eq(vatPostingSetup.vatProdPostingGroup, "HOOG"))),
  )

beforeEach(() => vatIs("21"))

const lines = () => [
  { no: lamp.no, quantity: "2", price: "12.5", lineDiscountPercent: "4", description: "as agreed" },
  { no: lamp.no, quantity: "1" },
  { type: "gl_account" as const, no: "8450", quantity: "1", price: "30", description: "freight" },
]

const codes = async (no: string) => (await previewPosting(actor, no)).problems.map(({ code }) => code)

test("all lines of a purchase document take their VAT as it is set up now, and what was typed stays", async () => {
  const { no: vendorNo } = await makeVendor(companyId)
  for (const make of [makePurchaseInvoice, makePurchaseCreditMemo]) {
    await vatIs("21")
    const no = await make(actor, vendorNo, lines())
    const before = await readPurchaseDocument(actor, no)
    await vatIs("19")
    expect(await codes(no)).toContain("vat_posting_setup_changed")
    await savePurchaseDocument(actor, no, { ...editOf(before), renewVat: true })
    const after = await readPurchaseDocument(actor, no)
    const kept = (page: typeof after) =>
      page.lines.map(({ vatPercent, amountIncludingVat, ...line }) => ({ ...line, typedFields: null }))
    expect(kept(after)).toEqual(kept(before))
    expect(after.lines.map(({ vatPercent }) => vatPercent)).toEqual(["19", "19", "19"])
    expect(after.header.amountIncludingVat).toBe("76.16")
    expect(after.history[0]!.data.changes).toMatchObject(
      [1, 2, 3].map(id => ({ field: `lines.${id}.vatPercent`, before: "21", after: "19" })),
    )
    expect(await codes(no)).not.toContain("vat_posting_setup_changed")
    // Once more: there is nothing to renew.
    const again = await savePurchaseDocument(actor, no, { ...editOf(after), renewVat: true })
    expect(again.version).toBe(after.header.version)
  }
})

test("where prices include VAT, a cost to which VAT was added follows it, and a typed one does not", async () => {
  const { no: vendorNo } = await makeVendor(companyId, { pricesIncludingVat: true })
  const no = await makePurchaseInvoice(actor, vendorNo, lines())
  await vatIs("19")
  await savePurchaseDocument(actor, no, { ...editOf(await readPurchaseDocument(actor, no)), renewVat: true })
  expect((await readPurchaseDocument(actor, no)).lines.map(({ price }) => price)).toEqual(["12.5", "11.9", "30"])
})

test("a number chosen again is read anew, VAT and all, be it the same", async () => {
  const { no: vendorNo } = await makeVendor(companyId)
  const no = await makePurchaseInvoice(actor, vendorNo, lines())
  await vatIs("19")
  const page = await readPurchaseDocument(actor, no)
  const edit = editOf(page)
  const chosen = edit.lines.map(line => ({ ...line, chosenAnew: line.id !== "2" }))
  await savePurchaseDocument(actor, no, { ...edit, lines: chosen })
  expect((await readPurchaseDocument(actor, no)).lines).toMatchObject([
    { vatPercent: "19", price: "10", lineDiscountPercent: "0", description: lamp.description, quantity: "2" },
    { vatPercent: "21" },
    { vatPercent: "19" },
  ])
})

test("a sales invoice renews its VAT too, and reads a number anew", async () => {
  const { no: customerNo } = await makeCustomer(companyId)
  const no = await createSalesInvoice(actor, { formId: "one", customerNo })
  const added = ["7", "8"].map((price, index) => ({
    id: `new${index + 1}`,
    type: "item" as const,
    values: { no: lamp.no, quantity: "1", price },
  }))
  await saveSalesInvoice(actor, no, editOf(await readSalesInvoice(actor, no), { added }))
  const vat = async () => {
    const page = await readSalesInvoice(actor, no)
    return page.lines.map(({ price, vatPercent }) => `${price} ${vatPercent}`)
  }
  await vatIs("19")
  const edit = editOf(await readSalesInvoice(actor, no))
  const chosen = edit.lines.map(line => ({ ...line, chosenAnew: line.id === "2" }))
  await saveSalesInvoice(actor, no, { ...edit, lines: chosen })
  expect(await vat()).toEqual(["7 21", "15 19"])
  await saveSalesInvoice(actor, no, { ...editOf(await readSalesInvoice(actor, no)), renewVat: true })
  expect(await vat()).toEqual(["7 19", "15 19"])
})
