import { and, eq, sql } from "drizzle-orm"
import { beforeAll, expect, test } from "vitest"
import {
  currency,
  detailedVendorLedgerEntry,
  glAccount,
  glEntry,
  item,
  itemLedgerEntry,
  ledgerTransaction,
  postedPurchaseDocument,
  purchaseInvoice,
  purchaseInvoiceLine,
  purchasesSetup,
  valueEntry,
  vatEntry,
  vendor,
} from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { today } from "@/domain/dates/date"
import { Forbidden, NotFound, type Refusal } from "@/domain/errors"
import { registerPayment } from "@/domain/payments/register-payment"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { countStatements } from "@/test/count-statements"
import { makeActor, makeCompany, makeItem, makeVendor, type TestCompany, type TestItem } from "@/test/factories"
import { makePurchaseInvoice, type NewLine } from "@/test/purchase-invoices"
import { cancelPostedInvoice, correctPostedInvoice, previewCancellation } from "./cancel-posted-invoice"
import { readPostedPurchaseDocument } from "./read-posted-purchase-document"

let home: TestCompany
let manager: Actor
let seller: typeof vendor.$inferSelect
let stock: TestItem

beforeAll(async () => {
  home = await makeCompany()
  manager = await makeActor(home.id, "purchasing_manager")
  seller = await makeVendor(home.id)
  stock = await makeItem(home.id, { lastDirectCost: "10" }, { DOOS: "12" })
})

const read = <T>(work: (tx: Tx) => Promise<T>) => inCompany(home.id, work)
const given = { postingDate: null, reason: "Wrong price" }

async function posted(lines: NewLine[], vendorNo = seller.no, header: Record<string, string> = {}): Promise<string> {
  const draft = await makePurchaseInvoice(manager, vendorNo, lines, header)
  // The account's line bears its VAT group, whatever the form gives it.
  await read(tx =>
    tx
      .update(purchaseInvoiceLine)
      .set({ vatProdPostingGroup: "HOOG", vatIdentifier: "HOOG", vatPercent: "21", vatCalculationType: "normal" })
      .where(and(eq(purchaseInvoiceLine.documentNo, draft), eq(purchaseInvoiceLine.type, "gl_account"))),
  )
  return (await postPurchaseDocument(manager, draft, { unreviewed: true })).no
}

const problemsOf = async (work: Promise<unknown>) => {
  const refused = (await work.catch((error: unknown) => error)) as Refusal
  return refused.issues.map(({ code }) => code)
}

/** Whatever is left of all that was ever posted, by table. */
async function leftovers(): Promise<Record<string, unknown[]>> {
  return read(async tx => ({
    gl: await tx
      .select({ account: glEntry.glAccountNo })
      .from(glEntry)
      .groupBy(glEntry.glAccountNo)
      .having(sql`sum(${glEntry.amount}) <> 0`),
    vat: await tx
      .select({ group: vatEntry.vatProdPostingGroup })
      .from(vatEntry)
      .groupBy(vatEntry.vatProdPostingGroup)
      .having(sql`sum(${vatEntry.amount}) <> 0 or sum(${vatEntry.base}) <> 0`),
    vendors: await tx
      .select({ entry: detailedVendorLedgerEntry.vendorLedgerEntryNo })
      .from(detailedVendorLedgerEntry)
      .groupBy(detailedVendorLedgerEntry.vendorLedgerEntryNo)
      .having(sql`sum(${detailedVendorLedgerEntry.amount}) <> 0 or sum(${detailedVendorLedgerEntry.amountLcy}) <> 0`),
    pieces: await tx
      .select({ item: itemLedgerEntry.itemNo })
      .from(itemLedgerEntry)
      .groupBy(itemLedgerEntry.itemNo)
      .having(sql`sum(${itemLedgerEntry.quantity}) <> 0`),
    values: await tx
      .select({ item: valueEntry.itemNo })
      .from(valueEntry)
      .groupBy(valueEntry.itemNo)
      .having(sql`sum(${valueEntry.costAmount}) <> 0`),
  }))
}

const nothing = { gl: [], vat: [], vendors: [], pieces: [], values: [] }

test("a cancelled invoice leaves nothing on any account, whatever stood on it", async () => {
  const abroad = { vatBusPostingGroup: "EU", genBusPostingGroup: "EU", vendorPostingGroup: "EU" }
  const overseas = { vatBusPostingGroup: "BUITENL", genBusPostingGroup: "BUITENL", vendorPostingGroup: "BUITENL" }
  const service = await makeItem(home.id, {
    type: "service",
    genProdPostingGroup: "DIENSTEN",
    inventoryPostingGroup: null,
  })
  const invoices = [
    await posted([
      { no: stock.no, quantity: "2", unitOfMeasureCode: "DOOS", price: "110.33", lineDiscountPercent: "7" },
      { type: "comment", description: "As agreed by telephone" },
      { no: service.no, quantity: "1.5", price: "80.01" },
      { type: "gl_account", no: "8450", quantity: "1", price: "12.34" },
    ]),
    await posted([{ no: service.no, quantity: "1", price: "99.99" }], (await makeVendor(home.id, abroad)).no),
    await posted(
      [
        { no: stock.no, quantity: "1", price: "0.05" },
        { no: stock.no, quantity: "3", price: "33.33" },
      ],
      (await makeVendor(home.id, { ...overseas, currencyCode: "USD" })).no,
    ),
  ]
  expect(await leftovers()).not.toEqual(nothing)
  for (const no of invoices) {
    const { no: creditMemoNo, transactionNo } = await cancelPostedInvoice(manager, no, given)
    expect(creditMemoNo).toMatch(/^GIC26-\d{5}$/)
    const page = await readPostedPurchaseDocument(manager, "invoice", no)
    expect(page).toMatchObject({ state: "cancelled", correctiveNo: creditMemoNo, remaining: "0" })
    const { header, state } = await readPostedPurchaseDocument(manager, "credit_memo", creditMemoNo)
    expect({ ...header, state }).toMatchObject({
      correctsNo: no,
      state: "closed",
      amountIncludingVat: page.header.amountIncludingVat,
      exchangeRateAmount: page.header.exchangeRateAmount,
      relationalExchangeRateAmount: page.header.relationalExchangeRateAmount,
    })
    const [transaction] = await read(tx =>
      tx.select().from(ledgerTransaction).where(eq(ledgerTransaction.no, transactionNo)),
    )
    expect(transaction).toMatchObject({ documentType: "credit_memo", reversesNo: page.header.transactionNo })
  }
  expect(await leftovers()).toEqual(nothing)
})

test("nor does one that was rounded, or whose posting setup has changed since", async () => {
  await read(tx => tx.update(currency).set({ invoiceRoundingPrecision: "0.05" }).where(eq(currency.code, "EUR")))
  const no = await posted([{ no: stock.no, quantity: "1", price: "10.01" }])
  const { lines, header } = await readPostedPurchaseDocument(manager, "invoice", no)
  expect([header.amountIncludingVat, lines.length]).toEqual(["12.1", 2])
  await read(tx =>
    tx.execute(sql`update general_posting_setup set purchase_account_no = '7100',
    purchase_credit_memo_account_no = '7100' where gen_prod_posting_group = 'HANDEL'`),
  )
  const { draftNo } = await correctPostedInvoice(manager, no, given)
  expect(await leftovers()).toEqual(nothing)
  await read(async tx => {
    await tx.execute(sql`update general_posting_setup set purchase_account_no = '7000',
      purchase_credit_memo_account_no = '7000' where gen_prod_posting_group = 'HANDEL'`)
    await tx.update(currency).set({ invoiceRoundingPrecision: "0" }).where(eq(currency.code, "EUR"))
    const [draft] = await tx.select().from(purchaseInvoice).where(eq(purchaseInvoice.no, draftNo))
    // 10.01 at 21 % is 12.11; the rounding is worked out anew when the draft is posted.
    expect(draft).toMatchObject({ lineCount: 1, amount: "10.01", amountIncludingVat: "12.11" })
  })
})

test("correcting opens a copy, ready for review, with the vendor's number free again; it is posted like any other", async () => {
  const line = { no: stock.no, quantity: "4", price: "25", lineDiscountPercent: "10" }
  const vendorInvoiceNo = "F 2026-88"
  const no = await posted([line], seller.no, { vendorInvoiceNo, postingDate: "2026-05-05" })
  const { draftNo, creditMemo } = await correctPostedInvoice(manager, no, given)
  const [draft] = await read(tx => tx.select().from(purchaseInvoice).where(eq(purchaseInvoice.no, draftNo)))
  expect(draft).toMatchObject({
    vendorInvoiceNo,
    postingDate: "2026-05-05",
    reviewState: "ready_for_review",
    requestedBy: manager.userId,
    amount: "90",
    amountIncludingVat: "108.9",
  })
  const lines = await read(tx =>
    tx.select().from(purchaseInvoiceLine).where(eq(purchaseInvoiceLine.documentNo, draftNo)),
  )
  expect(lines).toMatchObject([{ lineNo: 10_000, no: stock.no, quantity: "4", directUnitCost: "25", lineAmount: "90" }])
  const again = await postPurchaseDocument(manager, draftNo, { unreviewed: true })
  expect(await problemsOf(cancelPostedInvoice(manager, no, given))).toEqual(["cancel_already"])
  expect(creditMemo.no).not.toBe(again.no)
  await cancelPostedInvoice(manager, again.no, given)
})

test("the last direct cost stays as it is", async () => {
  const no = await posted([{ no: stock.no, quantity: "1", price: "31.5" }])
  await cancelPostedInvoice(manager, no, given)
  const [bought] = await read(tx => tx.select().from(item).where(eq(item.no, stock.no)))
  expect(bought).toMatchObject({ lastDirectCost: "31.5" })
})

test("of two who cancel it at once, one does and the other is told", async () => {
  const no = await posted([{ no: stock.no, quantity: "1" }])
  const results = await Promise.allSettled([
    cancelPostedInvoice(manager, no, given),
    cancelPostedInvoice(manager, no, given),
  ])
  expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"])
  const refused = results.flatMap(result => (result.status === "rejected" ? [result.reason as Refusal] : []))
  expect(refused.flatMap(({ issues }) => issues.map(({ code }) => code))).toEqual(["cancel_already"])
  const memos = await read(tx =>
    tx.select().from(postedPurchaseDocument).where(eq(postedPurchaseDocument.correctsNo, no)),
  )
  expect(memos).toHaveLength(1)
})

test("the same statements at 10 lines and at 500", async () => {
  const lines = (count: number) => Array.from({ length: count }, () => ({ no: stock.no, quantity: "1", price: "2.5" }))
  const [few, many] = [await posted(lines(10)), await posted(lines(500))]
  const counted = [
    await countStatements(() => correctPostedInvoice(manager, few, given)),
    await countStatements(() => correctPostedInvoice(manager, many, given)),
  ]
  expect(counted[1]).toEqual(counted[0])
})

test("every reason against it is said at once", async () => {
  const own = await makeVendor(home.id)
  const blocked = await makeItem(home.id)
  const no = await posted([{ no: blocked.no, quantity: "2", price: "50" }], own.no, { postingDate: "2026-06-01" })
  await pay(no, "21")
  await read(async tx => {
    await tx.update(vendor).set({ blocked: "all" }).where(eq(vendor.no, own.no))
    await tx.update(item).set({ blocked: true }).where(eq(item.no, blocked.no))
    await tx.update(glAccount).set({ blocked: true }).where(eq(glAccount.no, "1500"))
    await tx.update(purchasesSetup).set({ allowPostingFrom: "2026-07-01" })
  })
  const input = { ...given, postingDate: "2026-05-31" }
  expect(await problemsOf(cancelPostedInvoice(manager, no, input))).toEqual([
    "cancel_partly_paid",
    "posting_date_not_allowed",
    "cancel_before_invoice",
    "vendor_blocked",
    "item_blocked",
    "gl_account_blocked",
  ])
  const preview = await previewCancellation(manager, no)
  // The invoice's own date is closed, so today is proposed.
  expect(preview.problems.map(({ code }) => code)).toEqual([
    "cancel_partly_paid",
    "vendor_blocked",
    "item_blocked",
    "gl_account_blocked",
  ])
  expect(preview.postingDate > "2026-07-01").toBe(true)
  await read(async tx => {
    await tx.update(glAccount).set({ blocked: false })
    await tx.update(purchasesSetup).set({ allowPostingFrom: null })
  })
})

test("one that is paid, a credit memo, and one without a reason are refused; nobody's is not found", async () => {
  const paid = await posted([{ no: stock.no, quantity: "1", price: "100" }])
  await pay(paid, "121")
  expect((await readPostedPurchaseDocument(manager, "invoice", paid)).state).toBe("paid")
  expect(await problemsOf(cancelPostedInvoice(manager, paid, given))).toEqual(["cancel_paid"])
  const [reason] = (await previewCancellation(manager, paid)).problems
  expect(reason?.correction).toEqual({ page: "payment", no: expect.stringMatching(/^BET26-/) })
  expect(reason?.params).toEqual({
    no: paid,
    by: reason?.correction && "no" in reason.correction && reason.correction.no,
  })
  const creditMemo = await cancelPostedInvoice(manager, await posted([{ no: stock.no, quantity: "1" }]), given)
  expect(await problemsOf(cancelPostedInvoice(manager, creditMemo.no, given))).toEqual(["cancel_credit_memo"])
  expect(await problemsOf(cancelPostedInvoice(manager, paid, { ...given, reason: " " }))).toEqual(["required"])
  await expect(cancelPostedInvoice(manager, "GIF26-99999", given)).rejects.toThrow(NotFound)
  const stranger = await makeActor((await makeCompany()).id, "purchasing_manager")
  await expect(cancelPostedInvoice(stranger, paid, given)).rejects.toThrow(NotFound)
  const purchaser = await makeActor(home.id, "purchaser")
  await expect(cancelPostedInvoice(purchaser, paid, given)).rejects.toThrow(Forbidden)
})

/** Pays so much of an invoice. */
async function pay(no: string, amount: string): Promise<void> {
  const [invoice] = await read(tx => tx.select().from(postedPurchaseDocument).where(eq(postedPurchaseDocument.no, no)))
  await registerPayment(manager, {
    vendorNo: invoice!.payToVendorNo,
    bankAccountNo: "BANK",
    postingDate: today("Europe/Amsterdam"),
    currency: "EUR",
    amount,
    description: "",
    applications: [{ vendorLedgerEntryNo: invoice!.transactionNo, amount }],
  })
}
