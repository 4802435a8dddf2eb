/** VAT as it stands on the vendor's paper: typed, shared, kept or dropped, posted, taken back. */
import { and, eq } from "drizzle-orm"
import postgres from "postgres"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { verifyBooks } from "@/bin/verify-books/verify"
import { currency, postedPurchaseLine, vatEntry } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { Stale } from "@/domain/errors"
import { correctPostedInvoice } from "@/domain/posted-purchase-documents/cancel-posted-invoice"
import { readPostedPurchaseDocument } from "@/domain/posted-purchase-documents/read-posted-purchase-document"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { previewPosting } from "@/domain/purchase-documents/preview-posting"
import { readPurchaseDocument } from "@/domain/purchase-documents/read-purchase-document"
import { readStatistics } from "@/domain/purchase-documents/read-statistics"
import { markReviewed } from "@/domain/purchase-documents/review"
import { savePurchaseDocument } from "@/domain/purchase-documents/save-purchase-document"
import { typeVatAmounts } from "@/domain/purchase-documents/type-vat-amounts"
import { env } from "@/env"
import { editOf } from "./edit"
import { makeActor, makeCompany, makeItem, makeVendor, type TestItem } from "./factories"
import { makePurchaseInvoice } from "./purchase-invoices"

const app = postgres(env().DATABASE_URL, { max: 1 })
afterAll(() => app.end())

let companyId: number
let manager: Actor
let lamp: TestItem
let book: TestItem
let vendorNo: string

beforeAll(async () => {
  companyId = (await makeCompany()).id
  manager = await makeActor(companyId, "purchasing_manager")
  lamp = await makeItem(companyId)
  book = await makeItem(companyId, { vatProdPostingGroup: "LAAG" })
  vendorNo = (await makeVendor(companyId)).no
})

const maximumIs = (maxVatDifferenceAllowed: string) =>
  inCompany(companyId, tx =>
    tx.update(currency).set({ maxVatDifferenceAllowed }).where(eq(currency.companyId, companyId)),
  )

beforeEach(() => maximumIs("0.05"))

const high = "HOOG|normal|21"
const low = "LAAG|normal|9"

/** Three lamps at 33.35, 66.65 and −10 are 90.00 at 21 %: 18.90; a book at 18.00 at 9 %: 1.62. */
const paper = (header = {}, columns = {}) =>
  makePurchaseInvoice(
    manager,
    vendorNo,
    [
      { no: lamp.no, quantity: "1", price: "33.35" },
      { no: lamp.no, quantity: "1", price: "66.65" },
      { no: lamp.no, quantity: "-1", price: "10" },
      { no: book.no, quantity: "1", price: "18" },
    ],
    header,
    columns,
  )

const type = async (no: string, amounts: Record<string, string>) =>
  typeVatAmounts(manager, no, { version: (await readPurchaseDocument(manager, no)).header.version, amounts })

const state = async (no: string) => {
  const { header, lines } = await readPurchaseDocument(manager, no)
  const { vatAmounts } = await readStatistics(manager, no)
  return {
    total: header.amountIncludingVat,
    net: header.amount,
    lines: lines.map(line => line.vatDifference),
    groups: vatAmounts.map(({ vat, difference }) => `${vat} (${difference})`),
  }
}

test("what the paper differs by is shared by the group's lines, by their size and to the cent", async () => {
  const no = await paper()
  await type(no, { [high]: "18.93", [low]: "1.61" })
  expect(await state(no)).toEqual({
    net: "108",
    total: "128.54",
    // 0.03 over 33.35, 66.65 and 10 of 110: 0.009…, 0.027…, 0.03.
    lines: ["0.01", "0.02", "0", "-0.01"],
    groups: ["18.93 (0.03)", "1.61 (-0.01)"],
  })
  await type(no, { [high]: "" })
  expect(await state(no)).toMatchObject({ total: "128.51", groups: ["18.9 (0)", "1.61 (-0.01)"] })
})

test("where prices include VAT the total stays, and the amount excluding VAT gives way", async () => {
  const no = await paper({}, { pricesIncludingVat: true })
  const before = await state(no)
  await type(no, { [high]: "15.60" })
  expect(before).toMatchObject({ total: "108", net: "90.89", groups: ["15.62 (0)", "1.49 (0)"] })
  expect(await state(no)).toMatchObject({ total: "108", net: "90.91", groups: ["15.6 (-0.02)", "1.49 (0)"] })
})

test("no more than the maximum in all, nothing where there is no VAT to type, and what was typed is said beside its field", async () => {
  const no = await paper()
  const refusal = (key: string, code: string, params = {}) => ({
    issues: [expect.objectContaining({ field: `vatAmount.${key}`, code, ...params })],
  })
  const tooLarge = { params: { maximum: "0.05", difference: "0.06", total: "0.06", currency: "EUR" } }
  await expect(type(no, { [high]: "18.96" })).rejects.toMatchObject(refusal(high, "vat_difference_too_large", tooLarge))
  await type(no, { [high]: "18.86" })
  await expect(type(no, { [low]: "1.60" })).rejects.toMatchObject(refusal(low, "vat_difference_too_large"))
  await expect(type(no, { [low]: "1.615" })).rejects.toMatchObject(refusal(low, "amount_too_many_decimals"))
  await expect(type(no, { [low]: "x" })).rejects.toMatchObject(refusal(low, "not_a_number"))
  await expect(type(no, { other: "1" })).rejects.toThrow(Stale)
  await expect(typeVatAmounts(manager, no, { version: 1, amounts: {} })).rejects.toThrow(Stale)

  const { no: eu } = await makeVendor(companyId, { vatBusPostingGroup: "EU", genBusPostingGroup: "EU" })
  const reversed = await makePurchaseInvoice(manager, eu, [{ no: lamp.no, quantity: "1", price: "50" }])
  const key = (await readStatistics(manager, reversed)).vatAmounts[0]!.key
  await expect(type(reversed, { [key]: "0.01" })).rejects.toMatchObject(refusal(key, "vat_not_typeable"))
  expect(await type(reversed, { [key]: "0" })).toBe((await readPurchaseDocument(manager, reversed)).header.version)

  const nought = await makePurchaseInvoice(manager, vendorNo, [
    { no: lamp.no, quantity: "1", price: "0.02" },
    { no: book.no, quantity: "1", price: "5" },
  ])
  await expect(type(nought, { [high]: "-0.01" })).rejects.toMatchObject(refusal(high, "vat_sign_differs"))
})

test("a save keeps it while its base stays, and else drops it and says so", async () => {
  const no = await paper()
  await type(no, { [high]: "18.93", [low]: "1.61" })
  const save = async (edit: Parameters<typeof editOf>[1]) =>
    savePurchaseDocument(manager, no, editOf(await readPurchaseDocument(manager, no), edit))
  const lineIds = (await readPurchaseDocument(manager, no)).lines.map(line => line.lineId)
  await save({ header: { yourReference: "as agreed" }, lines: { [lineIds[0]!]: { description: "Lamp, green" } } })
  expect((await state(no)).groups).toEqual(["18.93 (0.03)", "1.61 (-0.01)"])
  // The same base from other lines: the difference stays, and is shared anew.
  await save({ lines: { [lineIds[0]!]: { price: "23.35" }, [lineIds[2]!]: { price: "0" } } })
  expect(await state(no)).toMatchObject({
    groups: ["18.93 (0.03)", "1.61 (-0.01)"],
    lines: ["0.01", "0.02", "0", "-0.01"],
  })
  expect(await save({ lines: { [lineIds[3]!]: { quantity: "2" } } })).toMatchObject({ vatDifferencesDropped: 1 })
  expect((await state(no)).groups).toEqual(["18.93 (0.03)", "3.24 (0)"])
  const [last] = (await readPurchaseDocument(manager, no)).history
  expect(last!.data.changes).toContainEqual({
    field: "header.vatDifference",
    vatIdentifier: "LAAG",
    before: "-0.01",
    after: "0",
  })
  const restated = editOf(await readPurchaseDocument(manager, no), { header: { pricesIncludingVat: "yes" } })
  const saved = await savePurchaseDocument(manager, no, { ...restated, typedCosts: "figure" })
  expect(saved).toMatchObject({ vatDifferencesDropped: 1 })
})

test("a reviewed invoice stays reviewed, and posts when the totals on the paper agree", async () => {
  const no = await paper({ controlVatAmount: "20.54", controlAmountIncludingVat: "128.54" })
  const reviewer = await makeActor(companyId, "purchasing_manager")
  await markReviewed(reviewer, no, (await readPurchaseDocument(reviewer, no)).header.version)
  // A cent is the vendor's rounding: the way to where VAT is typed stands beside the difference, further off it does not.
  const correction = { page: "vat_amounts", documentType: "invoice", no }
  const near = { field: "header.controlVatAmount", code: "control_total_near", correction }
  expect((await previewPosting(manager, no)).problems).toContainEqual(expect.objectContaining(near))
  await maximumIs("0.01")
  const [problem] = (await previewPosting(manager, no)).problems
  expect(problem).toMatchObject({ code: "control_total_differs" })
  expect(problem).not.toHaveProperty("correction")
  await maximumIs("0.05")
  const codes = async () => (await previewPosting(manager, no)).problems.map(({ code }) => code)
  expect(await codes()).toEqual(["control_total_near", "control_total_near"])
  await type(no, { [high]: "18.92" })
  expect(await codes()).toEqual([])
  expect((await readPurchaseDocument(manager, no)).header.reviewState).toBe("reviewed")
  await maximumIs("0.01")
  expect(await codes()).toEqual(["vat_differences_too_large"])
  await maximumIs("0.05")

  const preview = await previewPosting(manager, no)
  const posted = await postPurchaseDocument(manager, no, { unreviewed: false })
  const entries = () =>
    inCompany(companyId, tx =>
      tx
        .select()
        .from(vatEntry)
        .where(and(eq(vatEntry.transactionNo, posted.transactionNo))),
    )
  expect((await entries()).map(entry => [entry.vatIdentifier, entry.base, entry.amount, entry.vatDifference])).toEqual([
    ["HOOG", "90", "18.92", "0.02"],
    ["LAAG", "18", "1.62", "0"],
  ])
  expect(preview.posting!.vat.map(({ vatDifference }) => vatDifference.toString())).toEqual(["0.02", "0"])
  const shown = await readPostedPurchaseDocument(manager, "invoice", posted.no)
  expect(shown.vatGroups.map(({ vat, vatDifference }) => [vat, vatDifference])).toEqual([
    ["18.92", "0.02"],
    ["1.62", "0"],
  ])

  const { creditMemo, draftNo } = await correctPostedInvoice(manager, posted.no, { postingDate: null, reason: "Wrong" })
  expect((await state(draftNo)).groups).toEqual(["18.92 (0.02)", "1.62 (0)"])
  const lines = await inCompany(companyId, tx =>
    tx.select().from(postedPurchaseLine).where(eq(postedPurchaseLine.documentNo, creditMemo.no)),
  )
  expect(lines.map(line => line.vatDifference)).toEqual(["0.01", "0.01", "0", "0"])
  expect((await verifyBooks(app, companyId)).wrong).toEqual([])
})
