/** A draft below zero is made the other type of document, in one click and with everything on it. */
import { eq } from "drizzle-orm"
import postgres from "postgres"
import { afterAll, beforeAll, expect, test } from "vitest"
import { verifyBooks } from "@/bin/verify-books/verify"
import { purchaseInvoice } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import type { LineValues } from "@/domain/documents/line-fields"
import { Forbidden, NotFound, Stale } from "@/domain/errors"
import { Decimal, toPlain } from "@/domain/money/decimal"
import { readPostedPurchaseDocument } from "@/domain/posted-purchase-documents/read-posted-purchase-document"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { previewPosting } from "@/domain/purchase-documents/preview-posting"
import { readPurchaseDocument } from "@/domain/purchase-documents/read-purchase-document"
import { markReviewed } from "@/domain/purchase-documents/review"
import { savePurchaseDocument } from "@/domain/purchase-documents/save-purchase-document"
import { turnPurchaseDocument } from "@/domain/purchase-documents/turn-purchase-document"
import { typeVatAmounts } from "@/domain/purchase-documents/type-vat-amounts"
import { env } from "@/env"
import { editOf } from "./edit"
import { makeActor, makeCompany, makeItem, makeVendor } from "./factories"
import { makePurchaseCreditMemo, makePurchaseInvoice, type NewLine } from "./purchase-invoices"

const app = postgres(env().DATABASE_URL, { max: 1 })
afterAll(() => app.end())

let companyId: number
let manager: Actor
let purchaser: Actor
let vendorNo: string
let lines: NewLine[]

beforeAll(async () => {
  companyId = (await makeCompany()).id
  manager = await makeActor(companyId, "purchasing_manager")
  purchaser = await makeActor(companyId, "purchaser")
  vendorNo = (await makeVendor(companyId)).no
  const [lamp, book] = [await makeItem(companyId), await makeItem(companyId, { vatProdPostingGroup: "LAAG" })]
  lines = [
    { no: lamp.no, quantity: "-3", price: "33.35", lineDiscountPercent: "7.5", description: "Lamp, given back" },
    { no: lamp.no, quantity: "1", price: "12.13", lineAmount: "12" },
    { type: "comment", description: "as agreed" },
    { no: book.no, quantity: "-2", price: "17.99" },
    { type: "gl_account", no: "8450", quantity: "1", price: "4.95", description: "Freight" },
  ]
})

const read = (no: string) => readPurchaseDocument(manager, no)
const versionOf = async (no: string) => (await read(no)).header.version
const turn = async (no: string, actor = manager) => turnPurchaseDocument(actor, no, await versionOf(no))
const minus = (amount: string | null) => (amount === null ? null : toPlain(new Decimal(amount).neg()))
const codes = async (no: string) => (await previewPosting(manager, no)).problems.map(({ code }) => code)

test("an invoice below zero becomes a credit memo with every sign turned, and nothing else", async () => {
  const header = { vendorInvoiceNo: "CR-77", yourReference: "Retour", dueDate: "2027-03-31", postingDate: "2026-11-02" }
  const discount = { invoiceDiscountCalculation: "percent", invoiceDiscountValue: "3" } as const
  const no = await makePurchaseInvoice(purchaser, vendorNo, lines, header, discount)
  await typeVatAmounts(manager, no, { version: await versionOf(no), amounts: { "LAAG|normal|9": "-3.12" } })
  const { header: made, lines: old } = await read(no)
  const controls = { controlAmountIncludingVat: made.amountIncludingVat, controlVatAmount: minus("0.05")! }
  await savePurchaseDocument(manager, no, editOf(await read(no), { header: controls }))
  const before = await read(no)
  expect(await codes(no)).toContain("total_negative")

  const turned = await turn(no)
  expect(turned).toEqual({ no: expect.stringMatching(/^IC26-/u), documentType: "credit_memo" })
  const after = await read(turned.no)
  const { updatedAt: _, createdAt: __, reviewStateAt: ___, queueKey: ____, ...kept } = before.header
  expect(after.header).toMatchObject({
    ...kept,
    no: turned.no,
    documentType: "credit_memo",
    version: 1,
    postingDescription: `Credit Memo ${turned.no}`,
    amount: minus(kept.amount),
    amountIncludingVat: minus(kept.amountIncludingVat),
    invoiceDiscountAmount: minus(kept.invoiceDiscountAmount),
    controlAmountIncludingVat: minus(kept.controlAmountIncludingVat),
    controlVatAmount: minus(kept.controlVatAmount),
    paymentDiscountDate: kept.documentDate,
    paymentDiscountPercent: "0",
    requestedBy: purchaser.userId,
  })
  const figures = ["quantity", "lineDiscountAmount", "lineAmount", "invoiceDiscountAmount", "vatDifference"] as const
  for (const [index, line] of after.lines.entries()) {
    const was = old[index]!
    const turnedFigures = [...figures, "amount" as const, "amountIncludingVat" as const].map(name => [
      name,
      minus(was[name]),
    ])
    expect(line).toEqual({ ...was, ...Object.fromEntries(turnedFigures) })
  }
  await expect(read(no)).rejects.toThrow(NotFound)
  expect(await turnPurchaseDocument(manager, no, 99)).toEqual(turned)
  expect(after.history.map(({ kind }) => kind)).toEqual([
    "purchase_credit_memo.turned",
    "purchase_invoice.turned_into",
    "purchase_invoice.saved",
    "purchase_invoice.saved",
    "purchase_invoice.saved",
    "purchase_invoice.created",
  ])
  // Whoever had a hand in the invoice has one in the credit memo.
  await expect(markReviewed(manager, turned.no, 1)).rejects.toMatchObject({ issues: [{ code: "review_own" }] })

  expect(await codes(turned.no)).toEqual(["control_total_differs"])
  await savePurchaseDocument(manager, turned.no, editOf(after, { header: { controlVatAmount: "" } }))
  const posted = await postPurchaseDocument(manager, turned.no, { unreviewed: true })
  const { history, header: postedHeader } = await readPostedPurchaseDocument(manager, "credit_memo", posted.no)
  expect(postedHeader).toMatchObject({ vendorInvoiceNo: "CR-77", dueDate: "2027-03-31" })
  expect(history.map(({ kind }) => kind)).toContain("purchase_invoice.created")
  expect((await verifyBooks(app, companyId)).wrong).toEqual([])
})

test("a credit memo below zero becomes an invoice, due by the terms, with what the tiers took off as typed", async () => {
  const no = await makePurchaseCreditMemo(manager, vendorNo, lines, { postingDescription: "Retour november" })
  const before = await read(no)
  const turned = await turn(no)
  expect(turned.no).toMatch(/^IF26-/u)
  const { header } = await read(turned.no)
  expect(header).toMatchObject({
    documentType: "invoice",
    postingDescription: "Retour november",
    amountIncludingVat: minus(before.header.amountIncludingVat),
    invoiceDiscountCalculation: "none",
  })
  expect(header.dueDate > header.documentDate).toBe(true)
  await postPurchaseDocument(manager, turned.no, { unreviewed: true })
  expect((await verifyBooks(app, companyId)).wrong).toEqual([])
})

test("a charge that turning took below zero stands while the rest of its line is changed, and is typed so by nobody", async () => {
  const no = await makePurchaseInvoice(manager, vendorNo, [
    { ...lines[0]! },
    { type: "charge", no: "VRACHT", quantity: "2", price: "5" },
  ])
  const turned = await turn(no)
  const change = async (values: LineValues) =>
    savePurchaseDocument(manager, turned.no, editOf(await read(turned.no), { lines: { 2: values } }))
  await change({ price: "6", description: "Freight there" })
  expect((await read(turned.no)).lines[1]).toMatchObject({
    quantity: "-2",
    price: "6",
    lineAmount: "-12",
    description: "Freight there",
  })
  for (const values of [{ quantity: "-1" }, { no: "ORDERKOSTEN" }]) {
    await expect(change(values)).rejects.toMatchObject({
      issues: [{ field: "lines.2.quantity", code: "charge_negative" }],
    })
  }
  await postPurchaseDocument(manager, turned.no, { unreviewed: true })
  expect((await verifyBooks(app, companyId)).wrong).toEqual([])
})

test("what is not below zero, was changed since, or is not one's own, stays what it is", async () => {
  const no = await makePurchaseInvoice(manager, vendorNo, [{ ...lines[1]! }])
  await expect(turn(no)).rejects.toMatchObject({ issues: [{ code: "total_not_negative" }] })
  const below = await makePurchaseInvoice(manager, vendorNo, lines)
  await expect(turnPurchaseDocument(manager, below, 1)).rejects.toThrow(Stale)
  const processor = await makeActor(companyId, "order_processor")
  await expect(turn(below, processor)).rejects.toThrow(Forbidden)
  const stranger = await makeActor((await makeCompany()).id, "purchasing_manager")
  await expect(turn(below, stranger)).rejects.toThrow(NotFound)
  await expect(turnPurchaseDocument(manager, "IF99-1", 1)).rejects.toThrow(NotFound)
  const version = await versionOf(below)
  const twice = await Promise.all([1, 2].map(() => turnPurchaseDocument(manager, below, version)))
  expect(twice[0]).toEqual(twice[1])
  const drafts = await inCompany(companyId, tx =>
    tx.select({ no: purchaseInvoice.no }).from(purchaseInvoice).where(eq(purchaseInvoice.documentType, "credit_memo")),
  )
  expect(drafts).toEqual([{ no: twice[0]!.no }])
})
