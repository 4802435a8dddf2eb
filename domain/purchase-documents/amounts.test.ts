import { and, eq } from "drizzle-orm"
import { beforeAll, expect, test } from "vitest"
import { glEntry, type vendor, vendorInvoiceDiscount, vendorPostingGroup } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import type { DraftEdit } from "@/domain/documents/draft"
import { headerTexts } from "@/domain/documents/header-values"
import { Refusal } from "@/domain/errors"
import { correctPostedInvoice } from "@/domain/posted-purchase-documents/cancel-posted-invoice"
import { editOf } from "@/test/edit"
import { makeActor, makeCompany, makeItem, makeVendor, type TestCompany, type TestItem } from "@/test/factories"
import { makePurchaseInvoice, type NewLine } from "@/test/purchase-invoices"
import { postPurchaseDocument } from "./post-purchase-document"
import { previewPosting } from "./preview-posting"
import { purchaseHeader } from "./purchase-header"
import { readPurchaseDocument } from "./read-purchase-document"
import { readStatistics } from "./read-statistics"
import { savePurchaseDocument } from "./save-purchase-document"

let home: TestCompany
let actor: Actor
let manager: Actor
let seller: typeof vendor.$inferSelect
let lamp: TestItem

beforeAll(async () => {
  home = await makeCompany()
  actor = await makeActor(home.id, "purchaser")
  manager = await makeActor(home.id, "purchasing_manager")
  seller = await makeVendor(home.id)
  lamp = await makeItem(home.id, { lastDirectCost: "10" })
})

const make = (lines: readonly NewLine[], header: Record<string, string> = {}) =>
  makePurchaseInvoice(actor, seller.no, lines, header)

async function save(
  no: string,
  header: Record<string, string>,
  lines: Parameters<typeof editOf>[1] = {},
  more: Partial<DraftEdit> = {},
) {
  const edit = editOf(await readPurchaseDocument(actor, no), { ...lines, header })
  return savePurchaseDocument(actor, no, { ...edit, ...more })
}

async function refusedCodes(saving: Promise<unknown>): Promise<string[]> {
  const error = await saving.catch((thrown: unknown) => thrown)
  if (!(error instanceof Refusal)) throw error
  return error.issues.map(({ field, code }) => `${field} ${code}`)
}

test("a typed percentage is spread over the lines that allow it", async () => {
  const no = await make(
    [
      { no: lamp.no, quantity: "1", price: "100" },
      { no: lamp.no, quantity: "1", price: "50", allowInvoiceDiscount: "no" },
    ],
    { invoiceDiscountCalculation: "percent", invoiceDiscountValue: "10" },
  )
  const { header, lines } = await readPurchaseDocument(actor, no)
  expect(header).toMatchObject({ invoiceDiscountAmount: "10", amount: "140", amountIncludingVat: "169.4" })
  expect(lines.map(line => line.amount)).toEqual(["90", "50"])
})

test("a discount without lines that allow it, above them, or above 100 % is refused at its field", async () => {
  const no = await make([{ no: lamp.no, quantity: "1", price: "100" }])
  const amount = { invoiceDiscountCalculation: "amount" }
  const at = "header.invoiceDiscountValue"
  expect(await refusedCodes(save(no, { ...amount, invoiceDiscountValue: "100.01" }))).toEqual([
    `${at} discount_above_base`,
  ])
  expect(
    await refusedCodes(save(no, { invoiceDiscountCalculation: "percent", invoiceDiscountValue: "100.5" })),
  ).toEqual([`${at} percent_out_of_range`])
  expect(await refusedCodes(save(no, { ...amount, invoiceDiscountValue: "-1" }))).toEqual([`${at} discount_negative`])
  expect(
    await refusedCodes(
      save(no, { ...amount, invoiceDiscountValue: "1" }, { lines: { 1: { allowInvoiceDiscount: "no" } } }),
    ),
  ).toEqual([`${at} discount_without_base`])
})

test("an invoice discount that has no effect is empty, and refused where it is typed", async () => {
  const no = await make([{ no: lamp.no, quantity: "1", price: "100" }])
  const at = "header.invoiceDiscountValue"
  expect(await refusedCodes(save(no, { invoiceDiscountValue: "5" }))).toEqual([`${at} discount_without_effect`])
  await save(no, { invoiceDiscountCalculation: "percent", invoiceDiscountValue: "5" })
  // As a form does whose field stays as it is, and one whose field is not sent.
  for (const header of [{ invoiceDiscountValue: "5" }, {} as Record<string, string>]) {
    await save(no, { invoiceDiscountCalculation: "percent", invoiceDiscountValue: "5" })
    await save(no, { ...header, invoiceDiscountCalculation: "none" })
    const stored = (await readPurchaseDocument(actor, no)).header
    expect(stored).toMatchObject({ invoiceDiscountValue: "0", invoiceDiscountAmount: "0" })
    expect(headerTexts(purchaseHeader, stored).invoiceDiscountValue).toBe("")
  }
})

test("a percentage may stand before there is a line; an amount may not be more than nothing", async () => {
  const no = await make([])
  await save(no, { invoiceDiscountCalculation: "percent", invoiceDiscountValue: "5" })
  const added = [{ id: "new1", type: "item" as const, values: { no: lamp.no, quantity: "1", price: "100" } }]
  await save(no, {}, { added })
  expect((await readPurchaseDocument(actor, no)).header).toMatchObject({ invoiceDiscountAmount: "5", amount: "95" })
  await save(no, {}, { lines: { 1: { quantity: "0" } } })
  const amount = { invoiceDiscountCalculation: "amount", invoiceDiscountValue: "5" }
  expect(await refusedCodes(save(no, amount))).toEqual(["header.invoiceDiscountValue discount_above_base"])
})

test("prices including VAT give defaulted costs anew, and ask whether typed ones keep figure or value", async () => {
  const lines = [
    { no: lamp.no, quantity: "1" },
    { no: lamp.no, quantity: "1", price: "121" },
    { type: "gl_account" as const, no: "8450", quantity: "1", price: "10" },
  ]
  const including = { pricesIncludingVat: "yes" }
  const prices = async (no: string) => (await readPurchaseDocument(actor, no)).lines.map(line => line.price)
  const figure = await make(lines)
  const asked = await save(figure, including).catch((thrown: unknown) => thrown)
  expect(asked).toMatchObject({
    issues: [{ field: "header.pricesIncludingVat", code: "typed_costs_ask", params: { count: 2 } }],
  })
  expect((await save(figure, including, {}, { typedCosts: "figure" })).typedCostsKept).toBe(2)
  expect(await prices(figure)).toEqual(["12.1", "121", "10"])
  const value = await make(lines)
  expect((await save(value, including, {}, { typedCosts: "value" })).typedCostsKept).toBe(0)
  expect(await prices(value)).toEqual(["12.1", "146.41", "12.1"])
  await save(value, { pricesIncludingVat: "no" }, { lines: { 3: { price: "11" } } }, { typedCosts: "value" })
  expect(await prices(value)).toEqual(["10", "121", "11"])
  // Nothing was typed before: nothing to ask.
  const none = await make([{ no: lamp.no, quantity: "1" }])
  await save(none, including, { lines: { 1: { price: "9" } } })
  expect(await prices(none)).toEqual(["9"])
})

test("another currency converts defaulted costs and keeps typed ones; an unknown one is refused", async () => {
  const no = await make([
    { no: lamp.no, quantity: "1" },
    { no: lamp.no, quantity: "1", price: "7" },
  ])
  expect((await save(no, { currencyCode: "USD" })).typedCostsKept).toBe(1)
  const { header, lines } = await readPurchaseDocument(actor, no)
  expect(header.currencyCode).toBe("USD")
  expect(lines[0]!.price).not.toBe("10")
  expect(lines[1]!.price).toBe("7")
  expect(await refusedCodes(save(no, { currencyCode: "XXX" }))).toEqual(["header.currencyCode code_not_found"])
})

test("control totals are kept as typed, and cleared again", async () => {
  const no = await make([{ no: lamp.no, quantity: "1", price: "100" }], { controlAmountIncludingVat: "121" })
  expect((await readPurchaseDocument(actor, no)).header.controlAmountIncludingVat).toBe("121")
  await save(no, { controlAmountIncludingVat: "" })
  expect((await readPurchaseDocument(actor, no)).header.controlAmountIncludingVat).toBeNull()
  expect(await refusedCodes(save(no, { controlVatAmount: "many" }))).toEqual(["header.controlVatAmount not_a_number"])
})

test("a G/L account line takes name and VAT from its account; control accounts and headings are refused", async () => {
  const line = (no: string) => [{ type: "gl_account" as const, no, quantity: "2", price: "30" }]
  const { header, lines } = await readPurchaseDocument(actor, await make(line("8450")))
  expect(lines[0]).toMatchObject({ no: "8450", vatIdentifier: "HOOG", vatPercent: "21", lineAmount: "60" })
  expect(lines[0]!.description).not.toBe("")
  expect(header.amountIncludingVat).toBe("72.6")
  expect(await refusedCodes(make(line("1700")))).toEqual(["lines.new1.no gl_account_no_direct_posting"])
  expect(await refusedCodes(make(line("4000")))).toEqual(["lines.new1.no gl_account_not_posting"])
  expect(await refusedCodes(make(line("9876")))).toEqual(["lines.new1.no gl_account_gone"])
})

/** A vendor with an invoice discount of tiers: under 100 a service charge of 25.00, above one of 10.00, from 500 none. */
async function sellerWithTiers(code: string): Promise<string> {
  const { no } = await makeVendor(home.id, { invoiceDiscountCode: code })
  const tier = (minimumAmount: string, discountPercent: string, serviceCharge: string) => ({
    companyId: home.id,
    code,
    currencyCode: "EUR",
    minimumAmount,
    discountPercent,
    serviceCharge,
  })
  const tiers = [tier("0", "0", "25"), tier("100", "2", "10"), tier("500", "5", "0")]
  await inCompany(home.id, tx => tx.insert(vendorInvoiceDiscount).values(tiers))
  return no
}

const tiers = { invoiceDiscountCalculation: "tiers" }

test("tiers give a discount to the lines that allow it, and a service charge by all lines, kept as these change", async () => {
  const lines = [
    { no: lamp.no, quantity: "1", price: "90" },
    { no: lamp.no, quantity: "1", price: "50", allowInvoiceDiscount: "no" },
  ]
  const no = await makePurchaseInvoice(actor, await sellerWithTiers("T1"), lines, tiers)
  // 140.00 reaches the tier of 100.00; the 90.00 that allow a discount do not.
  const charged = await readPurchaseDocument(actor, no)
  expect(charged.header).toMatchObject({ invoiceDiscountAmount: "0", amount: "150", amountIncludingVat: "181.5" })
  expect(charged.lines[2]).toMatchObject({ type: "gl_account", no: "7200", price: "10", allowInvoiceDiscount: false })

  // What is typed into its line does not stay, nor its being deleted.
  await save(no, {}, { lines: { 1: { price: "100" }, 3: { price: "99" } } })
  const discounted = await readPurchaseDocument(actor, no)
  expect(discounted.header).toMatchObject({ invoiceDiscountAmount: "2", amount: "158", amountIncludingVat: "191.18" })
  await save(no, {}, { lines: { 3: null } })
  expect((await readPurchaseDocument(actor, no)).lines.map(line => line.lineAmount)).toEqual(["100", "50", "10"])

  await save(no, {}, { lines: { 1: { quantity: "5" } } })
  const { header, lines: left } = await readPurchaseDocument(actor, no)
  expect(left).toHaveLength(2)
  expect(header).toMatchObject({ invoiceDiscountAmount: "25", amount: "525" })
  await save(no, {}, { lines: { 1: { quantity: "1" } } })
  expect((await readPurchaseDocument(actor, no)).lines).toHaveLength(3)
  await save(no, { invoiceDiscountCalculation: "none" })
  expect((await readPurchaseDocument(actor, no)).header).toMatchObject({ lineCount: 2, amount: "150" })
})

test("a service charge is posted to its account, with VAT, and stays as it was on the copy of a correction", async () => {
  const line = { no: lamp.no, quantity: "1", price: "60" }
  const draft = await makePurchaseInvoice(manager, await sellerWithTiers("T2"), [line], tiers)
  const { statistics } = await readStatistics(manager, draft)
  expect(statistics.lcy.amountIncludingVat.toFixed()).toBe("102.85")
  const posted = await postPurchaseDocument(manager, draft, { unreviewed: true })
  const entries = await inCompany(home.id, tx =>
    tx
      .select({ account: glEntry.glAccountNo, amount: glEntry.amount })
      .from(glEntry)
      .where(and(eq(glEntry.companyId, home.id), eq(glEntry.transactionNo, posted.transactionNo))),
  )
  expect(Object.fromEntries(entries.map(({ account, amount }) => [account, Number(amount)]))).toEqual({
    "7000": 60,
    "7200": 25,
    "1500": 17.85,
    "1600": -102.85,
    "3000": 60,
    "7400": -60,
  })
  const { draftNo } = await correctPostedInvoice(manager, posted.no, { postingDate: null, reason: "Price" })
  const copy = await readPurchaseDocument(manager, draftNo)
  await savePurchaseDocument(manager, draftNo, editOf(copy, { header: { postingDescription: "again" } }))
  expect((await readPurchaseDocument(manager, draftNo)).header).toMatchObject({ lineCount: 2, amount: "85" })
})

test("a service charge needs its account, and posting takes none that the tiers no longer ask", async () => {
  const line = { no: lamp.no, quantity: "1", price: "60" }
  const draft = await makePurchaseInvoice(manager, await sellerWithTiers("T3"), [line], tiers)
  const change = (charge: string, account: string | null) =>
    inCompany(home.id, async tx => {
      await tx.update(vendorInvoiceDiscount).set({ serviceCharge: charge }).where(eq(vendorInvoiceDiscount.code, "T3"))
      await tx.update(vendorPostingGroup).set({ serviceChargeAccountNo: account })
    })
  await change("30", "7200")
  const reasons = async () => (await previewPosting(manager, draft)).problems
  expect(await reasons()).toEqual([
    {
      field: "header.invoiceDiscountCalculation",
      code: "service_charge_changed",
      params: { typed: "25", worked: "30" },
    },
  ])
  await save(draft, {})
  expect(await reasons()).toEqual([])
  await change("35", null)
  expect((await reasons()).map(({ code, correction }) => [code, correction?.page])).toEqual([
    ["account_not_set_up", "vendor_posting_group"],
  ])
  expect(await refusedCodes(save(draft, {}))).toEqual([
    "header.invoiceDiscountCalculation service_charge_account_missing",
  ])
  await change("35", "7200")
})

test("an invoice discount that the tiers no longer give is not posted, and taken over by saving", async () => {
  const line = { no: lamp.no, quantity: "1", price: "600" }
  const draft = await makePurchaseInvoice(manager, await sellerWithTiers("T4"), [line], tiers)
  const percent = (discountPercent: string) =>
    inCompany(home.id, tx =>
      tx
        .update(vendorInvoiceDiscount)
        .set({ discountPercent })
        .where(and(eq(vendorInvoiceDiscount.code, "T4"), eq(vendorInvoiceDiscount.minimumAmount, "500"))),
    )
  const reasons = async () => (await previewPosting(manager, draft)).problems
  expect(await reasons()).toEqual([])
  await percent("4")
  const params = { typed: "30", worked: "24" }
  const field = "header.invoiceDiscountCalculation"
  expect(await reasons()).toEqual([{ field, code: "invoice_discount_changed", params }])
  const refused = await postPurchaseDocument(manager, draft, { unreviewed: true }).catch((thrown: unknown) => thrown)
  expect(refused).toMatchObject({ problems: [{ code: "invoice_discount_changed" }] })
  await save(draft, {})
  expect(await reasons()).toEqual([])
  const { header, history } = await readPurchaseDocument(actor, draft)
  expect(header).toMatchObject({ invoiceDiscountAmount: "24", amount: "576", version: 3 })
  expect(history[0]!.data.changes).toEqual([{ field: "header.invoiceDiscountAmount", before: "30", after: "24" }])
  await save(draft, {})
  expect((await readPurchaseDocument(actor, draft)).header.version).toBe(3)
})
