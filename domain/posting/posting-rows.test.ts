/** What posting a document writes, row by row; its sums are in post-purchase-document.test.ts and exact-cents.test.ts. */
import { and, asc, eq } from "drizzle-orm"
import { beforeAll, expect, test } from "vitest"
import {
  detailedVendorLedgerEntry,
  event,
  glEntry,
  itemLedgerEntry,
  ledgerTransaction,
  notification,
  postedPurchaseDocument,
  postedPurchaseLine,
  purchaseInvoice,
  purchasesSetup,
  userPostingRange,
  valueEntry,
  vatEntry,
  type vendor,
  vendorLedgerEntry,
} from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import type { IsoDate } from "@/domain/dates/date"
import { Refusal } from "@/domain/errors"
import { cancelPostedInvoice } from "@/domain/posted-purchase-documents/cancel-posted-invoice"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { previewPosting } from "@/domain/purchase-documents/preview-posting"
import { makeActor, makeCompany, makeItem, makeVendor, type TestItem } from "@/test/factories"
import { makePurchaseCreditMemo, makePurchaseInvoice, type NewLine } from "@/test/purchase-invoices"

let companyId: number
let purchaser: Actor
let manager: Actor
let seller: typeof vendor.$inferSelect
let stock: TestItem

beforeAll(async () => {
  companyId = (await makeCompany()).id
  purchaser = await makeActor(companyId, "purchaser")
  manager = await makeActor(companyId, "purchasing_manager")
  seller = await makeVendor(companyId, { vatRegistrationNo: "NL001234567B01", countryRegionCode: "NL" })
  stock = await makeItem(companyId, { description: "Lamp" }, { DOOS: "12" })
})

const draft = (lines: NewLine[], header: Record<string, string> = {}, columns: object = {}) =>
  makePurchaseInvoice(purchaser, seller.no, lines, header, columns)
const post = (no: string, actor = manager) => postPurchaseDocument(actor, no, { unreviewed: true })

/** Rows of a transaction by table, in order. */
async function written(transactionNo: number) {
  return inCompany(companyId, async tx => {
    const [transaction] = await tx.select().from(ledgerTransaction).where(eq(ledgerTransaction.no, transactionNo))
    const [document] = await tx
      .select()
      .from(postedPurchaseDocument)
      .where(eq(postedPurchaseDocument.transactionNo, transactionNo))
    const lines = await tx
      .select()
      .from(postedPurchaseLine)
      .where(eq(postedPurchaseLine.documentNo, document!.no))
      .orderBy(asc(postedPurchaseLine.lineNo))
    const of = <
      T extends
        | typeof glEntry
        | typeof vatEntry
        | typeof detailedVendorLedgerEntry
        | typeof itemLedgerEntry
        | typeof valueEntry,
    >(
      table: T,
    ) =>
      tx
        .select()
        .from(table as typeof glEntry)
        .where(eq((table as typeof glEntry).transactionNo, transactionNo))
        .orderBy(asc((table as typeof glEntry).lineNo)) as unknown as Promise<T["$inferSelect"][]>
    const [owed] = await tx.select().from(vendorLedgerEntry).where(eq(vendorLedgerEntry.transactionNo, transactionNo))
    return {
      transaction,
      document,
      lines,
      owed,
      gl: await of(glEntry),
      vat: await of(vatEntry),
      details: await of(detailedVendorLedgerEntry),
      items: await of(itemLedgerEntry),
      values: await of(valueEntry),
    }
  })
}

const terms = { invoiceDiscountCalculation: "percent", invoiceDiscountValue: "5" }
const discount = { paymentDiscountDate: "2026-06-20", paymentDiscountPercent: "2" }

test("every entry of an invoice says when, whose, of what and on whose word", async () => {
  const no = await draft(
    [
      { no: stock.no, quantity: "2", unitOfMeasureCode: "DOOS", price: "120", lineDiscountPercent: "10" },
      { no: stock.no, quantity: "1", price: "8" },
      { type: "comment", description: "As agreed" },
    ],
    {
      postingDate: "2026-06-15",
      documentDate: "2026-06-10",
      vendorInvoiceNo: "F-2026/007",
      postingDescription: "Lamps",
    },
    { ...terms, ...discount },
  )
  const { no: posted, transactionNo } = await post(no)
  const { transaction, document, lines, owed, gl, vat, details, items, values } = await written(transactionNo)
  const common = { externalDocumentNo: "F-2026/007", description: "Lamps", documentType: "invoice", documentNo: posted }
  expect(transaction).toMatchObject({
    ...common,
    postingDate: "2026-06-15",
    documentDate: "2026-06-10",
    vendorNo: seller.no,
    reversesNo: null,
    setupVersion: expect.any(Number),
    postedBy: manager.userId,
    postedByName: manager.name,
  })
  // 24 lamps for 216 and one for 8, less 5 %: 212.80, with VAT 257.49.
  expect(owed).toMatchObject({
    ...common,
    vendorNo: seller.no,
    vendorPostingGroup: "BINNENL",
    postingDate: "2026-06-15",
    documentDate: "2026-06-10",
    paymentDiscountDate: document!.paymentDiscountDate,
    paymentDiscountPercent: document!.paymentDiscountPercent,
    dueDate: document!.dueDate,
    currencyCode: "EUR",
    amount: "-257.49",
    amountLcy: "-257.49",
    exchangeRateAmount: "1",
    relationalExchangeRateAmount: "1",
  })
  expect(document).toMatchObject({
    no: posted,
    preAssignedNo: no,
    documentType: "invoice",
    correctsNo: null,
    vendorInvoiceNo: "F-2026/007",
    vendorInvoiceKey: "F20267",
    genBusPostingGroup: "BINNENL",
    vatBusPostingGroup: "BINNENL",
    vendorPostingGroup: "BINNENL",
    lineCount: 3,
    amount: "212.8",
    amountIncludingVat: "257.49",
    postedByName: manager.name,
  })
  expect(lines.map(({ lineNo, no, description, directUnitCost }) => [lineNo, no, description, directUnitCost])).toEqual(
    [
      [10_000, stock.no, "Lamp", "120"],
      [20_000, stock.no, "Lamp", "8"],
      [30_000, null, "As agreed", "0"],
    ],
  )
  expect(gl.map(row => [row.lineNo, row.glAccountNo, Number(row.amount)])).toEqual([
    [1, "7000", 212.8],
    [2, "1500", 44.69],
    [3, "1600", -257.49],
    [4, "3000", 212.8],
    [5, "7400", -212.8],
  ])
  expect(gl[0]).toMatchObject({ postingDate: "2026-06-15", description: "Lamps", genProdPostingGroup: "HANDEL" })
  expect(vat).toMatchObject([
    {
      lineNo: 1,
      postingDate: "2026-06-15",
      vendorNo: seller.no,
      countryRegionCode: "NL",
      vatRegistrationNo: "NL001234567B01",
      vatBusPostingGroup: "BINNENL",
      vatProdPostingGroup: "HOOG",
      vatIdentifier: "HOOG",
      vatPercent: "21",
      base: "212.8",
      amount: "44.69",
    },
  ])
  expect(details).toMatchObject([
    {
      lineNo: 1,
      vendorLedgerEntryNo: transactionNo,
      appliedEntryNo: null,
      entryType: "initial_entry",
      vendorNo: seller.no,
      postingDate: "2026-06-15",
      currencyCode: "EUR",
      amount: "-257.49",
      amountLcy: "-257.49",
    },
  ])
  const ofStock = { itemNo: stock.no, postingDate: "2026-06-15" }
  const moved = { ...ofStock, vendorNo: seller.no, description: "Lamp" }
  expect(items).toMatchObject([
    { ...moved, lineNo: 1, quantity: "24", unitOfMeasureCode: "DOOS", qtyPerUnitOfMeasure: "12" },
    { ...moved, lineNo: 2, quantity: "1", unitOfMeasureCode: "STUK", qtyPerUnitOfMeasure: "1" },
  ])
  const worth = { ...ofStock, inventoryPostingGroup: "HANDEL", inventoryAccountNo: "3000" }
  expect(values).toMatchObject([
    { ...worth, lineNo: 1, costAmount: "205.2", costPerUnit: "8.55" },
    { ...worth, lineNo: 2, costAmount: "7.6", costPerUnit: "7.6" },
  ])
})

test("a cancellation closes both entries against each other, and says which it takes back", async () => {
  const invoice = await post(
    await draft([{ no: stock.no, quantity: "1", price: "100" }], { postingDate: "2026-06-15" }),
  )
  await cancelPostedInvoice(manager, invoice.no, { postingDate: "2026-06-16" as IsoDate, reason: "Twice" })
  const [memo] = await inCompany(companyId, tx =>
    tx.select().from(postedPurchaseDocument).where(eq(postedPurchaseDocument.correctsNo, invoice.no)),
  )
  const { transaction, details, owed } = await written(memo!.transactionNo)
  expect(transaction).toMatchObject({ documentType: "credit_memo", reversesNo: invoice.transactionNo })
  expect(memo!.no).toMatch(/^GIC/)
  expect(owed).toMatchObject({ documentType: "credit_memo", amount: "121" })
  const [own, its] = [memo!.transactionNo, invoice.transactionNo]
  expect(
    details.map(row => [row.lineNo, row.vendorLedgerEntryNo, row.appliedEntryNo, row.entryType, row.amount]),
  ).toEqual([
    [1, own, null, "initial_entry", "121"],
    [2, its, own, "application", "121"],
    [3, own, its, "application", "-121"],
  ])
  expect(details.map(({ amountLcy }) => amountLcy)).toEqual(["121", "121", "-121"])
})

test("what a payment in time may take off is of the amount without VAT where the setup says so, and of a credit memo positive", async () => {
  const posted = async (excluding: boolean, make: typeof makePurchaseInvoice) => {
    await inCompany(companyId, tx => tx.update(purchasesSetup).set({ paymentDiscountExclVat: excluding }))
    const lines = [{ no: stock.no, quantity: "1", price: "100" }]
    const no = await make(purchaser, seller.no, lines, { postingDate: "2026-06-15" })
    await inCompany(companyId, tx =>
      tx.update(purchaseInvoice).set({ paymentDiscountPercent: "2" }).where(eq(purchaseInvoice.no, no)),
    )
    return (await written((await post(no)).transactionNo)).owed!.paymentDiscountPossible
  }
  expect(await posted(true, makePurchaseInvoice)).toBe("-2")
  expect(await posted(false, makePurchaseInvoice)).toBe("-2.42")
  expect(await posted(false, makePurchaseCreditMemo)).toBe("2.42")
})

test("who asked for a document is told that somebody else posted it, under its new number", async () => {
  const mine = await draft([{ no: stock.no, quantity: "1", price: "1" }])
  const { no } = await post(mine)
  const [told] = await inCompany(companyId, tx =>
    tx
      .select({ data: event.data, userId: notification.userId, subjectNo: event.subjectNo })
      .from(event)
      .innerJoin(notification, and(eq(notification.companyId, event.companyId), eq(notification.eventId, event.id)))
      .where(and(eq(event.kind, "purchase_invoice.posted"), eq(event.subjectNo, mine))),
  )
  expect(told).toMatchObject({
    userId: purchaser.userId,
    data: { postedNo: no, vendorName: seller.name, amount: "1.21", currencyCode: "EUR" },
  })
})

test("a user's own range of posting dates is asked, in the preview and in posting, and nobody else's", async () => {
  const no = await draft([{ no: stock.no, quantity: "1", price: "1" }], { postingDate: "2026-06-15" })
  const range = { companyId, allowPostingFrom: "2026-07-01", allowPostingTo: "2026-07-31" }
  await inCompany(companyId, tx => tx.insert(userPostingRange).values({ ...range, userId: manager.userId }))
  const params = { date: "2026-06-15", from: "2026-07-01", to: "2026-07-31", range: "both" }
  expect((await previewPosting(manager, no)).problems).toMatchObject([{ code: "posting_date_not_allowed", params }])
  await expect(post(no)).rejects.toThrow(Refusal)
  const other = await makeActor(companyId, "purchasing_manager")
  expect((await previewPosting(other, no)).problems).toEqual([])
  expect((await post(no, other)).no).toMatch(/^GIF/)
})
