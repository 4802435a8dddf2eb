import { and, asc, eq } from "drizzle-orm"
import { beforeAll, expect, test } from "vitest"
import {
  generalPostingSetup,
  glAccount,
  glEntry,
  item,
  itemLedgerEntry,
  ledgerTransaction,
  noSeries,
  postedPurchaseDocument,
  postedPurchaseLine,
  purchaseInvoice,
  purchaseInvoiceLine,
  purchasesSetup,
  valueEntry,
  vatEntry,
  type vendor,
  vendorLedgerEntry,
} from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { NotFound } from "@/domain/errors"
import { lockSetup } from "@/domain/setup/lock-setup"
import { countStatements } from "@/test/count-statements"
import { editOf } from "@/test/edit"
import { makeActor, makeCompany, makeItem, makeVendor, type TestCompany, type TestItem } from "@/test/factories"
import { makePurchaseInvoice, type NewLine } from "@/test/purchase-invoices"
import { setDiscountPosting } from "@/test/random-drafts"
import { allowDuplicate } from "./allow-duplicate"
import { PostingRefused, postPurchaseDocument } from "./post-purchase-document"
import { previewPosting } from "./preview-posting"
import { readPurchaseDocument } from "./read-purchase-document"
import { savePurchaseDocument } from "./save-purchase-document"

let home: TestCompany
let manager: Actor
let seller: typeof vendor.$inferSelect
let stock: TestItem
let book: TestItem
let service: TestItem

beforeAll(async () => {
  home = await makeCompany()
  manager = await makeActor(home.id, "purchasing_manager")
  seller = await makeVendor(home.id)
  stock = await makeItem(home.id, { lastDirectCost: "10" }, { DOOS: "12" })
  book = await makeItem(home.id, { lastDirectCost: "58.25", vatProdPostingGroup: "LAAG" })
  service = await makeItem(home.id, {
    type: "service",
    genProdPostingGroup: "DIENSTEN",
    inventoryPostingGroup: null,
    lastDirectCost: "75",
  })
})

const post = (no: string) => postPurchaseDocument(manager, no, { unreviewed: true })

/** What a transaction put on each account, in the order of its entries. */
async function accountsOf(transactionNo: number): Promise<[string, number][]> {
  const rows = await inCompany(home.id, tx =>
    tx.select().from(glEntry).where(eq(glEntry.transactionNo, transactionNo)).orderBy(asc(glEntry.lineNo)),
  )
  return rows.map(row => [row.glAccountNo, Number(row.amount)])
}

test("two pieces of stock in a box, a book and a service, at 21 and 9 percent", async () => {
  const no = await makePurchaseInvoice(manager, seller.no, [
    { type: "comment", description: "As agreed by telephone" },
    { no: stock.no, quantity: "2", unitOfMeasureCode: "DOOS", price: "110" },
    { no: book.no, quantity: "3", price: "20", lineDiscountPercent: "10" },
    { no: service.no, quantity: "1.5", price: "80" },
  ])
  const posted = await post(no)
  expect(posted.no).toMatch(/^GIF26-\d{5}$/)
  // 220.00 and 120.00 at 21 % is 71.40; 54.00 at 9 % is 4.86.
  expect(await accountsOf(posted.transactionNo)).toEqual([
    ["7000", 220],
    ["1500", 71.4],
    ["7000", 54],
    ["1510", 4.86],
    ["7100", 120],
    ["1600", -470.26],
    ["3000", 274],
    ["7400", -274],
  ])
  await inCompany(home.id, async tx => {
    const [document] = await tx.select().from(postedPurchaseDocument).where(eq(postedPurchaseDocument.no, posted.no))
    expect(document).toMatchObject({ preAssignedNo: no, amount: "394", amountIncludingVat: "470.26", lineCount: 4 })
    expect(await tx.select().from(postedPurchaseLine).where(eq(postedPurchaseLine.documentNo, posted.no))).toHaveLength(
      4,
    )
    expect(await tx.select().from(purchaseInvoice).where(eq(purchaseInvoice.no, no))).toEqual([])
    const vat = await tx.select().from(vatEntry).where(eq(vatEntry.transactionNo, posted.transactionNo))
    expect(vat.map(({ vatIdentifier, base, amount }) => [vatIdentifier, Number(base), Number(amount)])).toEqual([
      ["HOOG", 340, 71.4],
      ["LAAG", 54, 4.86],
    ])
    const [owed] = await tx
      .select()
      .from(vendorLedgerEntry)
      .where(eq(vendorLedgerEntry.transactionNo, posted.transactionNo))
    expect(owed).toMatchObject({ vendorNo: seller.no, amount: "-470.26", amountLcy: "-470.26", documentNo: posted.no })
    const pieces = await tx
      .select()
      .from(itemLedgerEntry)
      .where(eq(itemLedgerEntry.transactionNo, posted.transactionNo))
    expect(pieces.map(({ itemNo, quantity }) => [itemNo, Number(quantity)])).toEqual([
      [stock.no, 24],
      [book.no, 3],
    ])
    const values = await tx.select().from(valueEntry).where(eq(valueEntry.transactionNo, posted.transactionNo))
    expect(values.map(({ costAmount, costPerUnit }) => [Number(costAmount), Number(costPerUnit)])).toEqual([
      [220, 9.16667],
      [54, 18],
    ])
    const costs = await tx.select({ no: item.no, cost: item.lastDirectCost }).from(item).orderBy(asc(item.no))
    expect(costs.map(({ no, cost }) => [no, Number(cost)])).toEqual([
      [stock.no, 9.16667],
      // Before its discount of ten percent.
      [book.no, 20],
      [service.no, 80],
    ])
  })
})

test("the last direct cost is that before line and invoice discount, and what is free says nothing", async () => {
  const paid = await makeItem(home.id, { lastDirectCost: "7" }, { DOOS: "12" })
  const costAfter = async (lines: NewLine[], columns: Partial<typeof purchaseInvoice.$inferInsert> = {}) => {
    await post(await makePurchaseInvoice(manager, seller.no, lines, {}, columns))
    const [row] = await inCompany(home.id, tx => tx.select().from(item).where(eq(item.no, paid.no)))
    return Number(row!.lastDirectCost)
  }
  const other: NewLine = { no: service.no, quantity: "1", price: "80" }
  const ten = { invoiceDiscountCalculation: "percent", invoiceDiscountValue: "10" } as const
  const line = { no: paid.no, quantity: "2", price: "24", lineDiscountPercent: "25" }
  expect(await costAfter([line], ten)).toBe(24)
  expect(await costAfter([{ ...line, unitOfMeasureCode: "DOOS" }], ten)).toBe(2)
  expect(await costAfter([{ ...line, price: "0" }, other])).toBe(2)
  expect(await costAfter([{ ...line, lineDiscountPercent: "100" }, other])).toBe(2)
  // A free sample beside what is paid for.
  expect(await costAfter([line, { ...line, quantity: "1", lineDiscountPercent: "100" }])).toBe(24)
  expect(await costAfter([{ ...line, quantity: "-1", price: "1" }, other])).toBe(24)
  const gross = { ...ten, pricesIncludingVat: true }
  expect(await costAfter([{ ...line, price: "12.10" }], gross)).toBe(10)
})

test("a reverse charge is both owed and deducted, the vendor owed the base alone", async () => {
  const abroad = await makeVendor(home.id, {
    vatBusPostingGroup: "EU",
    genBusPostingGroup: "EU",
    vendorPostingGroup: "EU",
  })
  const no = await makePurchaseInvoice(manager, abroad.no, [{ no: service.no, quantity: "1", price: "99.99" }])
  const { transactionNo } = await post(no)
  expect(await accountsOf(transactionNo)).toEqual([
    ["7110", 99.99],
    ["1530", 21],
    ["1730", -21],
    ["1610", -99.99],
  ])
})

test("dollars are booked in euro at the rate of the posting date, what rounding leaves over on its account", async () => {
  const american = await makeVendor(home.id, {
    currencyCode: "USD",
    vatBusPostingGroup: "BUITENL",
    genBusPostingGroup: "BUITENL",
    vendorPostingGroup: "BUITENL",
  })
  const no = await makePurchaseInvoice(manager, american.no, [
    { no: service.no, quantity: "1", price: "0.05" },
    { no: service.no, quantity: "3", price: "33.33" },
  ])
  const { transactionNo, no: posted } = await post(no)
  const entries = await accountsOf(transactionNo)
  expect(entries.reduce((sum, [, amount]) => sum + Math.round(amount * 100), 0)).toBe(0)
  const document = await inCompany(home.id, tx =>
    tx.select().from(postedPurchaseDocument).where(eq(postedPurchaseDocument.no, posted)),
  )
  expect(document[0]).toMatchObject({ currencyCode: "USD", amountIncludingVat: "100.04" })
})

test("what dollars buy and give back on one invoice leaves nothing on its accounts and nothing of its item", async () => {
  const american = await makeVendor(home.id, { currencyCode: "USD" })
  // 1.162 USD are a euro: 3.33 are 2.866, and 6.66 are 5.731.
  const lines = (no: string): NewLine[] => [
    { no, quantity: "1", price: "3.33" },
    { no, quantity: "1", price: "3.33" },
    { no, quantity: "-1", price: "6.66" },
  ]
  const [samples, sold] = [await makeItem(home.id), await makeItem(home.id, { genProdPostingGroup: "DIENSTEN" })]
  const draft = await makePurchaseInvoice(manager, american.no, [
    ...lines(samples.no),
    { type: "gl_account", no: "4310", quantity: "1", price: "1.11" },
    { type: "gl_account", no: "4310", quantity: "1", price: "1.11" },
    { type: "gl_account", no: "4310", quantity: "-1", price: "2.22" },
    { no: sold.no, quantity: "1", price: "0.05" },
  ])
  const { transactionNo } = await post(draft)
  const accounts = new Map<string, number>()
  for (const [no, amount] of await accountsOf(transactionNo)) accounts.set(no, (accounts.get(no) ?? 0) + amount)
  // 0.05 USD at 21 % is 0.06 for the vendor: 0.05 euro, of which 0.04 is bought and 0.01 is VAT.
  expect(Object.fromEntries(accounts)).toEqual({
    "7000": 0,
    "4310": 0,
    "7100": 0.04,
    "1500": 0.01,
    "1600": -0.05,
    "3000": 0.04,
    "7400": -0.04,
  })
  const values = await inCompany(home.id, tx =>
    tx.select().from(valueEntry).where(eq(valueEntry.transactionNo, transactionNo)).orderBy(asc(valueEntry.lineNo)),
  )
  const worth = (no: string) => values.filter(({ itemNo }) => itemNo === no).map(({ costAmount }) => Number(costAmount))
  expect(worth(samples.no)).toEqual([2.87, 2.86, -5.73])
  expect(worth(sold.no)).toEqual([0.04])
})

test.each([
  // 3 × 40 less 10 % is 108, less 5 % of the invoice is 102.60; the account's 20 is 19 after it. Its group leads to the same accounts.
  { discountPosting: "none", accounts: { "7000": 102.6, "4310": 19 } },
  { discountPosting: "line", accounts: { "7000": 114.6, "7600": -12, "4310": 19 } },
  { discountPosting: "invoice", accounts: { "7000": 108, "7610": -6.4, "4310": 20 } },
  { discountPosting: "all", accounts: { "7000": 120, "7600": -12, "7610": -6.4, "4310": 20 } },
] as const)("Discount Posting: $discountPosting", async ({ discountPosting, accounts }) => {
  await setDiscountPosting(home.id, discountPosting)
  const { no } = await makeItem(home.id)
  const lines: NewLine[] = [
    { no, quantity: "3", price: "40", lineDiscountPercent: "10" },
    { type: "gl_account", no: "4310", quantity: "1", price: "20" },
  ]
  const five = { invoiceDiscountCalculation: "percent", invoiceDiscountValue: "5" } as const
  for (const pricesIncludingVat of [false, true]) {
    const typed = pricesIncludingVat
      ? lines.map(line => ({ ...line, price: line.price === "40" ? "48.40" : "24.20" }))
      : lines
    const draft = await makePurchaseInvoice(manager, seller.no, typed, {}, { ...five, pricesIncludingVat })
    const sums = new Map<string, number>()
    for (const [account, amount] of await accountsOf((await post(draft)).transactionNo)) {
      sums.set(account, (sums.get(account) ?? 0) + amount)
    }
    const vat = { "1500": 25.54, "1600": -147.14 }
    const stock = { "3000": 102.6, "7400": -102.6 }
    expect(Object.fromEntries(sums)).toEqual({ ...accounts, ...vat, ...stock })
  }
  await setDiscountPosting(home.id, "none")
})

test("a discount account that is lacking is said", async () => {
  await setDiscountPosting(home.id, "all")
  await inCompany(home.id, tx => tx.update(generalPostingSetup).set({ purchaseLineDiscountAccountNo: null }))
  const line = { no: book.no, quantity: "3", price: "40", lineDiscountPercent: "10" }
  const no = await makePurchaseInvoice(manager, seller.no, [line])
  const refused = await post(no).catch((error: unknown) => error)
  expect((refused as PostingRefused).problems.map(({ code, correction }) => [code, correction?.page])).toEqual([
    ["account_not_set_up", "general_posting_setup"],
  ])
  await setDiscountPosting(home.id, "invoice")
  await post(no)
  await inCompany(home.id, tx => tx.update(generalPostingSetup).set({ purchaseLineDiscountAccountNo: "7600" }))
  await setDiscountPosting(home.id, "none")
})

test.each([
  // Two pieces at 50 less 10 %, less 5 %: 85.50, and 17.95 VAT, as half a cent went to the line before.
  { figure: "lineAmount", worked: "90" },
  { figure: "lineDiscountAmount", worked: "10" },
  { figure: "invoiceDiscountAmount", worked: "4.5" },
  { figure: "amount", worked: "85.5" },
  { figure: "amountIncludingVat", worked: "103.45" },
] as const)(
  "a stored $figure that is not what the line gives is refused by its line, and saving corrects it",
  async wrong => {
    const { figure, worked } = wrong
    const five = { invoiceDiscountCalculation: "percent", invoiceDiscountValue: "5" } as const
    const line: NewLine = { no: stock.no, quantity: "2", price: "50", lineDiscountPercent: "10" }
    const no = await makePurchaseInvoice(manager, seller.no, [{ ...line, quantity: "1" }, line], {}, five)
    await inCompany(home.id, tx =>
      tx
        .update(purchaseInvoiceLine)
        .set({ [figure]: "77.77" })
        .where(and(eq(purchaseInvoiceLine.documentNo, no), eq(purchaseInvoiceLine.lineNo, 20_000))),
    )
    const refused = (await post(no).catch((error: unknown) => error)) as PostingRefused
    const params = { figure, lineNo: 20_000, stored: "77.77", worked }
    expect(refused.problems).toEqual([{ field: "lines.2.quantity", code: "line_amount_differs", params }])
    expect((await previewPosting(manager, no)).posting).toBeNull()
    await savePurchaseDocument(manager, no, editOf(await readPurchaseDocument(manager, no)))
    await post(no)
  },
)

test("so is a total of the document", async () => {
  const no = await makePurchaseInvoice(manager, seller.no, [{ no: stock.no, quantity: "2", price: "50" }])
  await inCompany(home.id, tx =>
    tx.update(purchaseInvoice).set({ amountIncludingVat: "100" }).where(eq(purchaseInvoice.no, no)),
  )
  const refused = (await post(no).catch((error: unknown) => error)) as PostingRefused
  const params = { figure: "amountIncludingVat", stored: "100", worked: "121" }
  expect(refused.problems).toEqual([{ code: "document_total_differs", params }])
  await savePurchaseDocument(manager, no, editOf(await readPurchaseDocument(manager, no)))
  await post(no)
})

test("says every reason at once, writes nothing, and posts once they are corrected", async () => {
  const no = await makePurchaseInvoice(manager, seller.no, [], { vendorInvoiceNo: "" })
  const refused = await post(no).catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(PostingRefused)
  expect((refused as PostingRefused).problems.map(({ code }) => code)).toEqual([
    "vendor_invoice_no_missing",
    "nothing_to_post",
  ])
  const before = await previewPosting(manager, no)
  expect(before.problems.map(({ code }) => code)).toEqual(["vendor_invoice_no_missing", "nothing_to_post"])
})

test("numbers have no gap though postings are refused, and a second posting finds the draft gone", async () => {
  const [first, empty, second] = await Promise.all([
    makePurchaseInvoice(manager, seller.no, [{ no: stock.no, quantity: "1" }]),
    makePurchaseInvoice(manager, seller.no, []),
    makePurchaseInvoice(manager, seller.no, [{ no: stock.no, quantity: "1" }]),
  ])
  const results = await Promise.allSettled([post(first), post(first), post(empty), post(second)])
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(2)
  expect(results.some(result => result.status === "rejected" && result.reason instanceof NotFound)).toBe(true)
  const numbers = await inCompany(home.id, tx =>
    tx.select({ no: ledgerTransaction.no }).from(ledgerTransaction).orderBy(asc(ledgerTransaction.no)),
  )
  expect(numbers.map(({ no }) => no)).toEqual(numbers.map((_, index) => index + 1))
})

test("a number that outgrows its digits stays whole, and without a series nothing is posted", async () => {
  const draft = () => makePurchaseInvoice(manager, seller.no, [{ no: stock.no, quantity: "1" }])
  const count = (lastNumber: number) =>
    inCompany(home.id, tx => tx.update(noSeries).set({ lastNumber }).where(eq(noSeries.code, "GIF")))
  const chooseSeries = (code: string) =>
    inCompany(home.id, async tx => {
      await lockSetup(tx, home.id)
      await tx.update(purchasesSetup).set({ postedPurchaseInvoiceNos: code })
    })
  const [{ last }] = (await inCompany(home.id, tx =>
    tx.select({ last: noSeries.lastNumber }).from(noSeries).where(eq(noSeries.code, "GIF")),
  )) as [{ last: number }]
  await count(99_999)
  expect((await post(await draft())).no).toBe("GIF26-100000")
  await count(last)
  await chooseSeries("NONE")
  const refused = await draft()
  await expect(post(refused)).rejects.toThrow("no_series_missing")
  await chooseSeries("GIF")
  expect((await post(refused)).no).toBe(`GIF26-${String(last + 1).padStart(5, "0")}`)
})

test("the same vendor invoice number, however written, is refused once it is posted", async () => {
  const vendorInvoiceNo = "F-2026/0012"
  const line = { no: stock.no, quantity: "1" }
  await post(await makePurchaseInvoice(manager, seller.no, [line], { vendorInvoiceNo }))
  const again = await makePurchaseInvoice(manager, seller.no, [line], { vendorInvoiceNo: "f 2026-12" })
  const refused = (await post(again).catch((error: unknown) => error)) as PostingRefused
  expect(refused.problems.map(({ code }) => code)).toEqual(["duplicate_posted_invoice"])
  const version = async () => (await previewPosting(manager, again)).header.version
  await expect(allowDuplicate(manager, again, await version(), " ")).rejects.toThrow("duplicate_reason_missing")
  await allowDuplicate(manager, again, await version(), "The vendor numbers each depot by itself")
  const page = await readPurchaseDocument(manager, again)
  await savePurchaseDocument(manager, again, editOf(page, { header: { vendorInvoiceNo: "F 2026 - 12" } }))
  await expect(post(again)).rejects.toThrow("duplicate_posted_invoice")
  await allowDuplicate(manager, again, await version(), "The vendor numbers each depot by itself")
  expect((await post(again)).no).toMatch(/^GIF/)
  const pair = await Promise.all(
    ["NEW 7", "new-07"].map(number => makePurchaseInvoice(manager, seller.no, [line], { vendorInvoiceNo: number })),
  )
  const results = await Promise.allSettled(pair.map(post))
  expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"])
})

test("what changes after it was read and before it is locked counts as it is then", async () => {
  const sold = await makeItem(home.id)
  const draft = () => makePurchaseInvoice(manager, seller.no, [{ no: sold.no, quantity: "1", price: "5" }])
  const blockItem = (blocked: boolean) => (tx: Tx) => tx.update(item).set({ blocked }).where(eq(item.no, sold.no))
  const blockAccount = (blocked: boolean) => async (tx: Tx) => {
    await lockSetup(tx, home.id)
    await tx.update(glAccount).set({ blocked }).where(eq(glAccount.no, "1500"))
  }
  const refusal = async (change: (tx: Tx) => Promise<unknown>) =>
    ((await whileChanging(await draft(), change)) as PostingRefused).problems.map(({ code }) => code)
  expect(await refusal(blockItem(true))).toEqual(["item_blocked"])
  await inCompany(home.id, blockItem(false))
  expect(await refusal(blockAccount(true))).toEqual(["gl_account_blocked"])
  await inCompany(home.id, blockAccount(false))
})

/** Posts while somebody changes something: the change is committed once the posting waits for it. */
async function whileChanging(no: string, change: (tx: Tx) => Promise<unknown>): Promise<unknown> {
  const { outcome } = await inCompany(home.id, async tx => {
    await change(tx)
    const outcome = post(no).catch((error: unknown) => error)
    await expect
      .poll(() =>
        inCompany(home.id, other =>
          other.execute(
            "select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database() limit 1",
          ),
        ),
      )
      .toHaveLength(1)
    return { outcome }
  })
  return outcome
}

test("the same statements at 10 lines and at 1,000", async () => {
  const lines = (count: number) => Array.from({ length: count }, () => ({ no: stock.no, quantity: "1", price: "2.5" }))
  const [few, many] = [
    await makePurchaseInvoice(manager, seller.no, lines(10)),
    await makePurchaseInvoice(manager, seller.no, lines(1_000)),
  ]
  const counted = [await countStatements(() => post(few)), await countStatements(() => post(many))]
  expect(counted[1]).toEqual(counted[0])
})
