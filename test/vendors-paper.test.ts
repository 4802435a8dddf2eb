/** What stands on a vendor's paper is typed, kept and posted as it stands there (docs/semantics.md, "Amounts"). */
import { eq } from "drizzle-orm"
import { beforeAll, expect, test } from "vitest"
import { glAccount, glEntry, item, itemLedgerEntry, purchaseInvoiceLine, valueEntry, vatEntry } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { Refusal } from "@/domain/errors"
import { correctPostedInvoice } from "@/domain/posted-purchase-documents/cancel-posted-invoice"
import { readPostedPurchaseDocument } from "@/domain/posted-purchase-documents/read-posted-purchase-document"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { readPurchaseDocument } from "@/domain/purchase-documents/read-purchase-document"
import { savePurchaseDocument } from "@/domain/purchase-documents/save-purchase-document"
import { editOf } from "./edit"
import { makeActor, makeCompany, makeItem, makePurchaseLineDiscount, makePurchasePrice, makeVendor } from "./factories"
import { makePurchaseCreditMemo, makePurchaseInvoice, type NewLine } from "./purchase-invoices"

let companyId: number
let manager: Actor
let vendorNo: string

beforeAll(async () => {
  companyId = (await makeCompany()).id
  manager = await makeActor(companyId, "purchasing_manager")
  vendorNo = (await makeVendor(companyId)).no
})

const draft = (lines: NewLine[], header: Record<string, string> = {}) =>
  makePurchaseInvoice(manager, vendorNo, lines, header)
const read = (no: string) => readPurchaseDocument(manager, no)
const post = (no: string) => postPurchaseDocument(manager, no, { unreviewed: true })
const postedLines = async (no: string) => (await readPostedPurchaseDocument(manager, "invoice", no)).lines

test("616,290 at 0.061232374 come to 37,736.90, as typed: posted, in stock, and on the corrected copy", async () => {
  const { no: itemNo } = await makeItem(companyId)
  const no = await draft([{ no: itemNo, quantity: "616290", price: "0.061232374" }])
  const typed = { price: "0.061232374", pricePer: "1", lineAmount: "37736.9" }
  expect((await read(no)).lines).toMatchObject([typed])
  const posted = await post(no)
  expect(await postedLines(posted.no)).toMatchObject([typed])
  const [bought] = await inCompany(companyId, tx => tx.select().from(item).where(eq(item.no, itemNo)))
  expect(bought!.lastDirectCost).toBe("0.06123")
  const copy = await correctPostedInvoice(manager, posted.no, { postingDate: null, reason: "Wrong number" })
  expect((await read(copy.draftNo)).lines).toMatchObject([typed])
})

test("616,290 of a price list's 61.232374 per thousand come to 37,736.90 by themselves", async () => {
  const [few, many] = [await makeItem(companyId, { lastDirectCost: "0.07" }), await makeItem(companyId)]
  const listed = { vendorNo, itemNo: few.no }
  await makePurchasePrice(companyId, {
    ...listed,
    minimumQuantity: "1000",
    directUnitCost: "61.232374",
    pricePer: "1000",
  })
  await makePurchasePrice(companyId, { vendorNo, itemNo: many.no, directUnitCost: "6.5", pricePer: "100" })
  const no = await draft([
    { no: few.no, quantity: "616290" },
    { no: few.no, quantity: "10" },
    { no: many.no, quantity: "200", price: "7" },
  ])
  const { lines } = await read(no)
  expect(lines).toMatchObject([
    { price: "61.232374", pricePer: "1000", lineAmount: "37736.9", costSource: { kind: "price_list" } },
    { price: "0.07", pricePer: "1", lineAmount: "0.7", costSource: { kind: "last_direct_cost" } },
    // What is typed on a new line is that of one, as the line says.
    { price: "7", pricePer: "1", lineAmount: "1400", costSource: { kind: "typed", insteadOf: "0.065" } },
  ])
  const [of1, of2, of3] = lines.map(({ lineId }) => lineId)
  const changed = async (edits: Record<number, Record<string, string>>) => {
    await savePurchaseDocument(manager, no, editOf(await read(no), { lines: edits }))
    return (await read(no)).lines
  }
  // Another quantity leads to another price, and back; a typed cost is that of as many as stand beside it, whatever quantity follows.
  expect(await changed({ [of1!]: { quantity: "999" }, [of2!]: { quantity: "1000" } })).toMatchObject([
    { price: "0.07", pricePer: "1" },
    { price: "61.232374", pricePer: "1000" },
    {},
  ])
  expect(await changed({ [of2!]: { price: "60" }, [of3!]: { pricePer: "100" } })).toMatchObject([
    {},
    { price: "60", pricePer: "1000", lineAmount: "60" },
    { price: "7", pricePer: "100", lineAmount: "14" },
  ])
  expect(await changed({ [of1!]: { pricePer: "100" }, [of2!]: { quantity: "10" } })).toMatchObject([
    { price: "7", pricePer: "100", costSource: { kind: "last_direct_cost" } },
    { price: "60", pricePer: "1000", lineAmount: "0.6" },
    {},
  ])
  // Typed, a price per stands when a price of another holds.
  expect(await changed({ [of1!]: { quantity: "2000" } })).toMatchObject([
    { price: "6.1232374", pricePer: "100", lineAmount: "122.46" },
    {},
    {},
  ])
})

test("a cost of a hundred or a thousand is one hundredth or thousandth a piece", async () => {
  const { no: itemNo } = await makeItem(companyId, {}, { DOOS: "12" })
  const no = await draft([
    { no: itemNo, quantity: "350", price: "12.34", pricePer: "100" },
    { no: itemNo, quantity: "2500", unitOfMeasureCode: "DOOS", price: "48", pricePer: "1000" },
  ])
  expect((await read(no)).lines).toMatchObject([
    { price: "12.34", pricePer: "100", lineAmount: "43.19" },
    { price: "48", pricePer: "1000", lineAmount: "120" },
  ])
  const { transactionNo, no: postedNo } = await post(no)
  expect(await postedLines(postedNo)).toMatchObject([{ pricePer: "100" }, { pricePer: "1000" }])
  const entries = await inCompany(companyId, tx =>
    Promise.all([
      tx.select().from(itemLedgerEntry).where(eq(itemLedgerEntry.transactionNo, transactionNo)),
      tx.select().from(valueEntry).where(eq(valueEntry.transactionNo, transactionNo)),
      tx.select().from(item).where(eq(item.no, itemNo)),
    ]),
  )
  expect(entries[0]).toMatchObject([{ quantity: "350" }, { quantity: "30000" }])
  expect(entries[1]).toMatchObject([
    { costAmount: "43.19", costPerUnit: "0.1234" },
    { costAmount: "120", costPerUnit: "0.004" },
  ])
  // 48 for a thousand boxes of twelve.
  expect(entries[2]).toMatchObject([{ lastDirectCost: "0.004" }])
})

test("a default cost says the same of a hundred, a typed one is that of a hundred from now on", async () => {
  const { no: itemNo } = await makeItem(companyId, { lastDirectCost: "0.1234" })
  const no = await draft([
    { no: itemNo, quantity: "1000" },
    { no: itemNo, quantity: "1000", price: "0.15" },
  ])
  const page = await read(no)
  const [given, typed] = page.lines.map(({ lineId }) => lineId)
  const lines = { [given!]: { pricePer: "100" }, [typed!]: { pricePer: "100" } }
  await savePurchaseDocument(manager, no, editOf(page, { lines }))
  expect((await read(no)).lines).toMatchObject([
    { price: "12.34", pricePer: "100", lineAmount: "123.4", costSource: { kind: "last_direct_cost" } },
    { price: "0.15", pricePer: "100", lineAmount: "1.5", costSource: { kind: "typed", insteadOf: "12.34" } },
  ])
})

test("a typed cost that comes to include VAT keeps what it is worth, small as it is", async () => {
  const { no: itemNo } = await makeItem(companyId)
  const no = await draft([{ no: itemNo, quantity: "616290", price: "0.061232374" }])
  const change = editOf(await read(no), { header: { pricesIncludingVat: "yes" } })
  await savePurchaseDocument(manager, no, { ...change, typedCosts: "value" })
  const { lines, header } = await read(no)
  expect(lines).toMatchObject([{ price: "0.074091173" }])
  expect(header.amount).toBe("37736.9")
})

const refusal = async (work: Promise<unknown>) => {
  const refused = (await work.catch((error: unknown) => error)) as Refusal
  expect(refused).toBeInstanceOf(Refusal)
  return refused.issues
}

test("a typed line amount is kept to the cent, and discount and percent follow: saved, posted, and on the corrected copy", async () => {
  const { no: itemNo } = await makeItem(companyId)
  // Three at 33.335 are 100.01; the paper says 66.67, which is no discount of two decimals.
  const no = await draft([
    { no: itemNo, quantity: "3", price: "33.335", lineAmount: "66.67" },
    { no: itemNo, quantity: "-3", price: "33.335", lineDiscountAmount: "-0.01" },
    { no: itemNo, quantity: "10", price: "10" },
  ])
  const typed = [
    { typedAmount: "lineAmount", lineAmount: "66.67", lineDiscountAmount: "33.34", lineDiscountPercent: "33.33667" },
    { typedAmount: "lineDiscountAmount", lineAmount: "-100", lineDiscountAmount: "-0.01", lineDiscountPercent: "0.01" },
    { typedAmount: null, lineAmount: "100", lineDiscountAmount: "0" },
  ]
  expect((await read(no)).lines).toMatchObject(typed)
  const posted = await post(no)
  expect(await postedLines(posted.no)).toMatchObject(typed)
  const copy = await correctPostedInvoice(manager, posted.no, { postingDate: null, reason: "Wrong number" })
  expect((await read(copy.draftNo)).lines).toMatchObject(typed)
})

test("what was typed last stands: another quantity or cost works the rest out anew, and a percent takes over", async () => {
  const { no: itemNo } = await makeItem(companyId)
  const no = await draft([{ no: itemNo, quantity: "4", price: "25", lineAmount: "90" }])
  const change = async (values: Record<string, string>) => {
    const page = await read(no)
    await savePurchaseDocument(manager, no, editOf(page, { lines: { [page.lines[0]!.lineId]: values } }))
    const { typedAmount, lineAmount, lineDiscountAmount, lineDiscountPercent } = (await read(no)).lines[0]!
    return [typedAmount, lineAmount, lineDiscountAmount, lineDiscountPercent]
  }
  expect(await change({ quantity: "5" })).toEqual(["lineAmount", "90", "35", "28"])
  expect(await change({ price: "20" })).toEqual(["lineAmount", "90", "10", "10"])
  expect(await change({ lineDiscountAmount: "30" })).toEqual(["lineDiscountAmount", "70", "30", "30"])
  expect(await change({ quantity: "10" })).toEqual(["lineDiscountAmount", "170", "30", "15"])
  expect(await change({ lineDiscountPercent: "12.5" })).toEqual([null, "175", "25", "12.5"])
  expect(await change({ lineAmount: "100" })).toEqual(["lineAmount", "100", "100", "50"])
  expect(await change({ lineAmount: "" })).toEqual([null, "200", "0", "0"])
})

test("a cleared amount brings back the discount that the vendor gives", async () => {
  const { no: itemNo } = await makeItem(companyId)
  await makePurchaseLineDiscount(companyId, { vendorNo, itemNo, lineDiscountPercent: "5" })
  // A percent that was typed before went when the amount was typed; of the last nothing is recorded, as before that was kept.
  for (const { isRecorded = true, ...typed } of [{}, { lineDiscountPercent: "7" }, { isRecorded: false }]) {
    const no = await draft([{ no: itemNo, quantity: "4", price: "25", ...typed }])
    if (!isRecorded) {
      await inCompany(companyId, tx =>
        tx.update(purchaseInvoiceLine).set({ typedFields: null }).where(eq(purchaseInvoiceLine.documentNo, no)),
      )
    }
    for (const lineAmount of ["90", ""])
      await savePurchaseDocument(manager, no, editOf(await read(no), { lines: { 1: { lineAmount } } }))
    expect((await read(no)).lines).toMatchObject([{ typedAmount: null, lineDiscountPercent: "5", lineAmount: "95" }])
  }
})

test.each([
  [{ lineAmount: "100.01" }, "lineAmount", "typed_amount_out_of_range"],
  [{ lineAmount: "-1" }, "lineAmount", "typed_amount_out_of_range"],
  [{ lineDiscountAmount: "-0.01" }, "lineDiscountAmount", "typed_amount_out_of_range"],
  [{ lineDiscountAmount: "100.01" }, "lineDiscountAmount", "typed_amount_out_of_range"],
  [{ lineAmount: "0.001" }, "lineAmount", "too_many_decimals"],
  [{ lineAmount: "5", quantity: "0" }, "lineAmount", "typed_amount_of_nothing"],
])("an amount that is no discount is refused beside its field: %o", async (values, field, code) => {
  const { no: itemNo } = await makeItem(companyId)
  const issues = await refusal(draft([{ no: itemNo, quantity: "4", price: "25", ...values }]))
  expect(issues).toMatchObject([{ field: `lines.new1.${field}`, code }])
})

test("typed amounts keep what they are worth where prices come to include VAT", async () => {
  const { no: itemNo } = await makeItem(companyId)
  const no = await draft([
    { no: itemNo, quantity: "4", price: "25", lineAmount: "90" },
    { no: itemNo, quantity: "4", price: "25", lineDiscountAmount: "100" },
  ])
  const change = editOf(await read(no), { header: { pricesIncludingVat: "yes" } })
  expect(await refusal(savePurchaseDocument(manager, no, change))).toMatchObject([
    { code: "typed_costs_ask", params: { count: 2 } },
  ])
  await savePurchaseDocument(manager, no, { ...change, typedCosts: "value" })
  const { lines, header } = await read(no)
  expect(lines).toMatchObject([
    { price: "30.25", lineAmount: "108.9", amount: "90" },
    { price: "30.25", lineDiscountAmount: "121", lineAmount: "0" },
  ])
  expect(header.amount).toBe("90")
})

test("a cost is that of one, a hundred or a thousand, and nothing else", async () => {
  const { no: itemNo } = await makeItem(companyId)
  expect(await refusal(draft([{ no: itemNo, quantity: "1", pricePer: "12" }]))).toEqual([
    { field: "lines.new1.pricePer", code: "invalid" },
  ])
})

const vatOf = async (no: string) =>
  (await read(no)).lines.map(({ vatProdPostingGroup, vatPercent, vatCalculationType }) =>
    [vatProdPostingGroup, vatPercent, vatCalculationType].join(" "),
  )

test("another VAT product posting group than the item's is chosen, stands with another vendor, and is cleared again", async () => {
  const { no: itemNo } = await makeItem(companyId)
  const abroad = await makeVendor(companyId, { vatBusPostingGroup: "EU", genBusPostingGroup: "EU" })
  const no = await draft([
    { no: itemNo, quantity: "1", price: "100", vatProdPostingGroup: "LAAG" },
    { no: itemNo, quantity: "1", price: "100" },
  ])
  expect(await vatOf(no)).toEqual(["LAAG 9 normal", "HOOG 21 normal"])
  expect((await read(no)).header.amountIncludingVat).toBe("230")
  const change = async (header: Record<string, string>, lines: Record<number, Record<string, string>> = {}) =>
    savePurchaseDocument(manager, no, editOf(await read(no), { header, lines }))
  await change({ buyFromVendorNo: abroad.no })
  expect(await vatOf(no)).toEqual(["LAAG 0 reverse_charge", "HOOG 0 reverse_charge"])
  await change({ buyFromVendorNo: vendorNo }, { 1: { vatProdPostingGroup: "" }, 2: { vatProdPostingGroup: "VRIJ" } })
  expect(await vatOf(no)).toEqual(["HOOG 21 normal", "VRIJ 0 exempt"])
  const lines = { 1: { vatProdPostingGroup: "GEEN" } }
  expect(await refusal(savePurchaseDocument(manager, no, editOf(await read(no), { lines })))).toMatchObject([
    { field: "lines.1.vatProdPostingGroup", code: "vat_posting_setup_missing" },
  ])
})

test("a group chosen on a line of which nothing typed is recorded stands with another vendor", async () => {
  const { no: itemNo } = await makeItem(companyId)
  const abroad = await makeVendor(companyId, { vatBusPostingGroup: "EU", genBusPostingGroup: "EU" })
  const no = await draft([{ no: itemNo, quantity: "1", price: "100" }])
  await inCompany(companyId, tx =>
    tx.update(purchaseInvoiceLine).set({ typedFields: null }).where(eq(purchaseInvoiceLine.documentNo, no)),
  )
  const lines = { 1: { vatProdPostingGroup: "LAAG" } }
  await savePurchaseDocument(manager, no, editOf(await read(no), { lines }))
  await savePurchaseDocument(manager, no, editOf(await read(no), { header: { buyFromVendorNo: abroad.no } }))
  expect(await vatOf(no)).toEqual(["LAAG 0 reverse_charge"])
})

test("an account without a VAT product posting group asks for one, and is posted with it", async () => {
  await inCompany(companyId, tx =>
    tx.update(glAccount).set({ vatProdPostingGroup: null }).where(eq(glAccount.no, "4310")),
  )
  const line: NewLine = { type: "gl_account", no: "4310", quantity: "1", price: "100" }
  expect(await refusal(draft([line]))).toMatchObject([
    { field: "lines.new1.vatProdPostingGroup", code: "gl_account_vat_group_missing" },
  ])
  const no = await draft([{ ...line, vatProdPostingGroup: "LAAG" }])
  const posted = await post(no)
  const entries = await inCompany(companyId, tx =>
    tx.select().from(vatEntry).where(eq(vatEntry.transactionNo, posted.transactionNo)),
  )
  expect(entries).toMatchObject([{ vatProdPostingGroup: "LAAG", base: "100", amount: "9" }])
  const copy = await correctPostedInvoice(manager, posted.no, { postingDate: null, reason: "Wrong number" })
  expect(await vatOf(copy.draftNo)).toEqual(["LAAG 9 normal"])
})

const freight: NewLine = { type: "charge", no: "VRACHT", quantity: "1", price: "25" }

test("freight stands on its account with its own VAT and in the document's language, and bears no invoice discount", async () => {
  const { no: itemNo } = await makeItem(companyId, { vatProdPostingGroup: "LAAG" })
  const header = { invoiceDiscountCalculation: "percent", invoiceDiscountValue: "10" }
  const no = await draft([{ no: itemNo, quantity: "1", price: "100" }, freight], header)
  const page = await read(no)
  const charged = {
    ...{ type: "charge", no: "VRACHT", description: "Vrachtkosten", chargeAccountNo: "4240" },
    ...{ vatProdPostingGroup: "HOOG", vatPercent: "21", allowInvoiceDiscount: false, amount: "25" },
  }
  expect(page.lines).toMatchObject([{ invoiceDiscountAmount: "10", amount: "90" }, charged])
  expect(page.header).toMatchObject({ amount: "115", amountIncludingVat: "128.35" })
  const posted = await post(no)
  const entries = await inCompany(companyId, tx =>
    Promise.all([
      tx.select().from(glEntry).where(eq(glEntry.transactionNo, posted.transactionNo)),
      tx.select().from(vatEntry).where(eq(vatEntry.transactionNo, posted.transactionNo)),
    ]),
  )
  expect(entries[0]).toContainEqual(expect.objectContaining({ glAccountNo: "4240", amount: "25" }))
  expect(entries[1]).toMatchObject([
    { vatProdPostingGroup: "LAAG", base: "90", amount: "8.1" },
    { vatProdPostingGroup: "HOOG", base: "25", amount: "5.25" },
  ])
  expect((await postedLines(posted.no))[1]).toMatchObject(charged)
  const copy = await correctPostedInvoice(manager, posted.no, { postingDate: null, reason: "Wrong number" })
  expect((await read(copy.draftNo)).lines[1]).toMatchObject(charged)
})

test("an English vendor's freight is called so, and an allowance is taken off where a charge is not", async () => {
  const { no: itemNo } = await makeItem(companyId)
  const english = await makeVendor(companyId, { languageCode: "EN" })
  const bought: NewLine = { no: itemNo, quantity: "1", price: "100" }
  const bonus: NewLine = { type: "charge", no: "BONUS", quantity: "-1", price: "5" }
  const no = await makePurchaseInvoice(manager, english.no, [bought, freight, bonus])
  expect((await read(no)).lines.map(({ description }) => description).slice(1)).toEqual(["Freight", "Bonus"])
  expect((await read(no)).header.amount).toBe("120")
  await post(no)
  expect(await refusal(draft([bought, { ...freight, quantity: "-1" }]))).toEqual([
    { field: "lines.new2.quantity", code: "charge_negative", params: { code: "VRACHT" } },
  ])
  expect(await refusal(draft([{ ...freight, no: "NERGENS" }]))).toMatchObject([
    { field: "lines.new1.no", code: "charge_not_found" },
  ])
})

test("a credit memo gives freight back from its account", async () => {
  const no = await makePurchaseCreditMemo(manager, vendorNo, [freight])
  const posted = await post(no)
  const entries = await inCompany(companyId, tx =>
    tx.select().from(glEntry).where(eq(glEntry.transactionNo, posted.transactionNo)),
  )
  expect(entries).toContainEqual(expect.objectContaining({ glAccountNo: "4240", amount: "-25" }))
})
