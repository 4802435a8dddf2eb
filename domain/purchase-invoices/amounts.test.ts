import { beforeAll, expect, test } from "vitest"
import type { vendor } from "@/db/schema"
import type { Actor } from "@/domain/access/actor"
import { Refusal } from "@/domain/errors"
import { editOf } from "@/test/edit"
import { makeActor, makeCompany, makeItem, makeVendor, type TestCompany, type TestItem } from "@/test/factories"
import { makePurchaseInvoice, type NewLine } from "@/test/purchase-invoices"
import { readPurchaseInvoice } from "./read-purchase-invoice"
import { savePurchaseInvoice } from "./save-purchase-invoice"

let home: TestCompany
let actor: Actor
let seller: typeof vendor.$inferSelect
let lamp: TestItem

beforeAll(async () => {
  home = await makeCompany()
  actor = await makeActor(home.id, "purchaser")
  seller = await makeVendor(home.id)
  lamp = await makeItem(home.id, { lastDirectCost: "10" })
})

const make = (lines: readonly NewLine[], header: Record<string, string> = {}) =>
  makePurchaseInvoice(actor, seller.no, lines, header)

async function save(no: string, header: Record<string, string>, lines: Parameters<typeof editOf>[1] = {}) {
  return savePurchaseInvoice(actor, no, editOf(await readPurchaseInvoice(actor, no), { ...lines, header }))
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
  const { header, lines } = await readPurchaseInvoice(actor, no)
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

test("prices including VAT give defaulted costs anew; typed costs stay and are told of", async () => {
  const no = await make([
    { no: lamp.no, quantity: "1" },
    { no: lamp.no, quantity: "1", price: "121" },
  ])
  const { typedCostsKept } = await save(no, { pricesIncludingVat: "yes" })
  expect(typedCostsKept).toBe(1)
  const { header, lines } = await readPurchaseInvoice(actor, no)
  expect(lines.map(line => line.price)).toEqual(["12.1", "121"])
  expect(header).toMatchObject({ amount: "110", amountIncludingVat: "133.1" })
})

test("another currency converts defaulted costs and keeps typed ones; an unknown one is refused", async () => {
  const no = await make([
    { no: lamp.no, quantity: "1" },
    { no: lamp.no, quantity: "1", price: "7" },
  ])
  expect((await save(no, { currencyCode: "USD" })).typedCostsKept).toBe(1)
  const { header, lines } = await readPurchaseInvoice(actor, no)
  expect(header.currencyCode).toBe("USD")
  expect(lines[0]!.price).not.toBe("10")
  expect(lines[1]!.price).toBe("7")
  expect(await refusedCodes(save(no, { currencyCode: "XXX" }))).toEqual(["header.currencyCode code_not_found"])
})

test("control totals are kept as typed, and cleared again", async () => {
  const no = await make([{ no: lamp.no, quantity: "1", price: "100" }], { controlAmountIncludingVat: "121" })
  expect((await readPurchaseInvoice(actor, no)).header.controlAmountIncludingVat).toBe("121")
  await save(no, { controlAmountIncludingVat: "" })
  expect((await readPurchaseInvoice(actor, no)).header.controlAmountIncludingVat).toBeNull()
  expect(await refusedCodes(save(no, { controlVatAmount: "many" }))).toEqual(["header.controlVatAmount not_a_number"])
})

test("a G/L account line takes name and VAT from its account; control accounts and headings are refused", async () => {
  const line = (no: string) => [{ type: "gl_account" as const, no, quantity: "2", price: "30" }]
  const { header, lines } = await readPurchaseInvoice(actor, await make(line("8450")))
  expect(lines[0]).toMatchObject({ no: "8450", vatIdentifier: "HOOG", vatPercent: "21", lineAmount: "60" })
  expect(lines[0]!.description).not.toBe("")
  expect(header.amountIncludingVat).toBe("72.6")
  expect(await refusedCodes(make(line("1700")))).toEqual(["lines.new1.no gl_account_no_direct_posting"])
  expect(await refusedCodes(make(line("4000")))).toEqual(["lines.new1.no gl_account_not_posting"])
  expect(await refusedCodes(make(line("9876")))).toEqual(["lines.new1.no gl_account_gone"])
})
