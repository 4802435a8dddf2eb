import { eq } from "drizzle-orm"
import postgres from "postgres"
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest"
import { currency } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { type IsoDate, today } from "@/domain/dates/date"
import { registerPayment } from "@/domain/payments/register-payment"
import { reversePayment } from "@/domain/payments/reverse-payment"
import { unapplyEntries } from "@/domain/payments/unapply-entries"
import { cancelPostedInvoice } from "@/domain/posted-purchase-documents/cancel-posted-invoice"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { env } from "@/env"
import { type Corruption, wrongAfter } from "@/test/corrupt"
import { creditCorruptions } from "@/test/credit-corruptions"
import { makeActor, makeCompany, makeItem, makeVendor } from "@/test/factories"
import { insightCorruptions } from "@/test/insight-corruptions"
import { openingCorruptions } from "@/test/opening-corruptions"
import { paymentCorruptions } from "@/test/payment-corruptions"
import { makePurchaseInvoice, type NewLine } from "@/test/purchase-invoices"
import { setDiscountPosting } from "@/test/random-drafts"
import { onDatabase } from "@/test/services"
import { rules, verifyBooks } from "./verify"

const app = postgres(env().DATABASE_URL, { max: 1 })
const admin = postgres(onDatabase(inject("services").adminUrl, new URL(env().DATABASE_URL).pathname.slice(1)), {
  max: 1,
})
afterAll(() => Promise.all([app.end(), admin.end()]))

let companyId: number
let manager: Actor
/** The day of what is posted without one; a fixed one would be before it tomorrow. */
const now = today("Europe/Amsterdam")

/**
 * Books with something in every table: 1 an invoice of stock, service and a charge at two rates; 2 one under reverse
 * charge; 3 one in dollars, with the prices including VAT, rounded to 0.05; 4 one that 5 cancels; 6 a payment on 1; 7 one on
 * 3 at another rate, which 8 unapplies; 9 an invoice that 10 and 11 pay at its own rate; 12 a payment that 13 reverses.
 * Discounts are posted. A draft is left.
 */
beforeAll(async () => {
  companyId = (await makeCompany()).id
  manager = await makeActor(companyId, "purchasing_manager")
  await setDiscountPosting(companyId, "all")
  await inCompany(companyId, tx =>
    tx.update(currency).set({ invoiceRoundingPrecision: "0.05" }).where(eq(currency.code, "USD")),
  )
  const [home, eu, dollars] = [
    await makeVendor(companyId, { no: "L1" }),
    await makeVendor(companyId, { vatBusPostingGroup: "EU", genBusPostingGroup: "EU", vendorPostingGroup: "EU" }),
    await makeVendor(companyId, { currencyCode: "USD", pricesIncludingVat: true, vendorPostingGroup: "BUITENL" }),
  ]
  const [stock, service] = [
    await makeItem(companyId, { no: "STOCK" }, { DOOS: "12" }),
    await makeItem(companyId, { type: "service", genProdPostingGroup: "DIENSTEN", inventoryPostingGroup: null }),
  ]
  const post = async (vendorNo: string, lines: NewLine[], columns = {}, header = {}) =>
    postPurchaseDocument(manager, await makePurchaseInvoice(manager, vendorNo, lines, header, columns), {
      unreviewed: true,
    })
  const stockLine: NewLine = { no: stock.no, quantity: "2", unitOfMeasureCode: "DOOS", price: "33.35" }
  const discounted: NewLine[] = [
    { ...stockLine, lineDiscountPercent: "10" },
    { type: "comment", description: "as agreed" },
    { no: service.no, quantity: "1", price: "75" },
  ]
  const threePercent = { invoiceDiscountCalculation: "percent", invoiceDiscountValue: "3" } as const
  const inMay = { postingDate: "2026-05-04" }
  await post(home.no, discounted, threePercent)
  await post(eu.no, [stockLine, { no: service.no, quantity: "1", price: "99.99" }])
  await post(dollars.no, [stockLine, { no: service.no, quantity: "3", price: "0.07" }], {}, inMay)
  await post(home.no, [stockLine])
  await cancelPostedInvoice(manager, "GIF26-00004", { postingDate: null, reason: "as agreed" })
  const pay = (
    vendorNo: string,
    amount: string,
    on: number | null,
    of: { currency?: string; postingDate?: string } = {},
  ) =>
    registerPayment(manager, {
      vendorNo,
      bankAccountNo: "BANK",
      postingDate: (of.postingDate ?? now) as IsoDate,
      currency: of.currency ?? "EUR",
      amount,
      description: "by bank",
      applications: on === null ? [] : [{ vendorLedgerEntryNo: on, amount }],
    })
  await pay(home.no, "10", 1)
  await pay(dollars.no, "50", 3, { currency: "USD" })
  await unapplyEntries(manager, { entryNo: 7, appliedEntryNo: 3, postingDate: now })
  await post(dollars.no, [{ no: service.no, quantity: "1", price: "500" }], {}, inMay)
  await pay(dollars.no, "250", 9, { currency: "USD", ...inMay })
  await pay(dollars.no, "250", 9, { currency: "USD", ...inMay })
  const last = await pay(home.no, "5", null)
  await reversePayment(manager, last, now, "by mistake")
  await makePurchaseInvoice(manager, home.no, discounted, {}, threePercent)
})

test("finds nothing wrong with what was posted, cancelled and paid", async () => {
  const verified = await verifyBooks(app, companyId)
  expect(verified.wrong).toEqual([])
  expect(verified.rows).toBeGreaterThan(60)
})

test("finds nothing wrong with books that are empty", async () => {
  expect(await verifyBooks(app, (await makeCompany()).id)).toEqual({ rows: 0, wrong: [] })
})

test("looks at one company's books alone, and refuses a role that sees all", async () => {
  await expect(verifyBooks(admin, companyId)).rejects.toThrow("row-level security")
})

/** Which rule finds it, in which table, in which row; what is done to the books before. */
const corruptions: Corruption[] = [
  [
    "non-deductible VAT is at the percentage that was in force",
    "posted_purchase_line",
    "document GIF26-00001, line 10000",
    "update posted_purchase_line set non_deductible_vat_percent = 50 where document_no = 'GIF26-00001' and line_no = 10000",
  ],
  [
    "each line bears the non-deductible part of its own VAT",
    "posted_purchase_line",
    "document GIF26-00001, line 10000",
    "update posted_purchase_line set non_deductible_vat_amount = 5 where document_no = 'GIF26-00001' and line_no = 10000",
  ],
  [
    "VAT entries are the VAT of the posted lines",
    "vat_entry",
    "transaction 1, HOOG HOOG",
    "update vat_entry set non_deductible_amount = 1, amount = amount - 1 where transaction_no = 1",
  ],
  [
    "a posted VAT group's difference is shared out by the size of its lines",
    "posted_purchase_line",
    "document GIF26-00001, line 10000",
    "update posted_purchase_line set vat_difference = 0.01 where document_no = 'GIF26-00001' and line_no = 10000",
  ],
  [
    "a draft VAT group's difference is shared out by the size of its lines",
    "purchase_invoice_line",
    "document IF26-00006, line 10000",
    "update purchase_invoice_line set vat_difference = 0.01 where document_no = 'IF26-00006' and line_no = 10000",
  ],
  [
    "a posted line has no VAT difference where there is no VAT to type",
    "posted_purchase_line",
    "document GIF26-00002, line 10000",
    "update posted_purchase_line set vat_difference = 0.01 where document_no = 'GIF26-00002' and line_no = 10000",
  ],
  [
    "a draft line has no VAT difference where there is no VAT to type",
    "purchase_invoice_line",
    "document IF26-00006, line 10000",
    "update purchase_invoice_line set vat_difference = 0.01, vat_calculation_type = 'exempt' where document_no = 'IF26-00006' and line_no = 10000",
  ],
  [
    "VAT differences are within the maximum that was in force",
    "posted_purchase_document",
    "document GIF26-00001",
    "update posted_purchase_line set vat_difference = 0.06 where document_no = 'GIF26-00001' and line_no = 10000",
  ],
  [
    "VAT entries are the VAT of the posted lines",
    "vat_entry",
    "transaction 1, HOOG HOOG",
    "update vat_entry set vat_difference = 0.01 where transaction_no = 1",
  ],
  [
    "a transaction sums to zero",
    "gl_entry",
    "transaction 2",
    "update gl_entry set amount = amount + 0.01 where transaction_no = 2 and line_no = 1",
  ],
  ["a transaction has entries", "ledger_transaction", "transaction 2", "delete from gl_entry where transaction_no = 2"],
  [
    "transactions are numbered from 1 without a gap",
    "ledger_transaction",
    "transaction 4",
    "update ledger_transaction set no = 99 where no = 3",
  ],
  [
    "the counter stands at the last transaction",
    "ledger_counter",
    "the company's",
    "update ledger_counter set last_transaction_no = 5",
  ],
  [
    "numbers of posted documents have no gap",
    "ledger_transaction",
    "series GIF, document GIF26-00003",
    "update ledger_transaction set document_no = 'X' where no = 2",
  ],
  [
    "a document's number is of the series line of its posting date",
    "ledger_transaction",
    "document GIF26-00001",
    `insert into setup_in_force (company_id, table_name, row_key, setup_version, content)
      select company_id, 'no_series_line', 'GIF/2026-01-01', 0, '{"series_code": "GIF", "starting_date": "2026-01-01"}'
      from no_series where code = 'GIF'`,
  ],
  [
    "a series stands at its last posted document",
    "no_series",
    "series GIF",
    "update no_series set last_number = 9 where code = 'GIF'",
  ],
  [
    "a posted document is that of its transaction",
    "posted_purchase_document",
    "document GIF26-00002",
    "update posted_purchase_document set posting_date = posting_date + 1 where transaction_no = 2",
  ],
  [
    "a transaction of an invoice or credit memo has its posted document",
    "ledger_transaction",
    "transaction 2",
    "delete from posted_purchase_document where transaction_no = 2",
  ],
  [
    "a posted document's totals are those of its lines",
    "posted_purchase_document",
    "document GIF26-00001",
    "update posted_purchase_document set invoice_discount_amount = 0 where transaction_no = 1",
  ],
  [
    "a posted document's totals are those of its lines",
    "posted_purchase_document",
    "document GIF26-00001",
    "delete from posted_purchase_line where document_no = 'GIF26-00001' and type = 'comment'",
  ],
  [
    "a posted line's amounts follow from quantity, cost and discounts",
    "posted_purchase_line",
    "document GIF26-00001, line 10000",
    "update posted_purchase_line set line_discount_percent = 11 where document_no = 'GIF26-00001' and line_no = 10000",
  ],
  [
    "a posted line's amounts follow from quantity, cost and discounts",
    "posted_purchase_line",
    "document GIF26-00003, line 20000",
    "update posted_purchase_line set quantity = 4 where document_no = 'GIF26-00003' and line_no = 20000",
  ],
  [
    "a posted document's vendor ledger entry is for its total",
    "vendor_ledger_entry",
    "transaction 3",
    "update vendor_ledger_entry set amount_lcy = amount_lcy - 0.01 where transaction_no = 3",
  ],
  [
    "a posted document's vendor ledger entry is for its total",
    "vendor_ledger_entry",
    "transaction 2",
    "update vendor_ledger_entry set due_date = due_date + 1 where transaction_no = 2",
  ],
  [
    "VAT entries are the VAT of the posted lines",
    "vat_entry",
    "transaction 2, EU-HOOG HOOG",
    "update vat_entry set amount = amount + 0.01 where transaction_no = 2",
  ],
  [
    "VAT entries are the VAT of the posted lines",
    "vat_entry",
    "transaction 1, HOOG HOOG",
    "delete from vat_entry where transaction_no = 1",
  ],
  [
    "a posted document's entries name its vendor",
    "vat_entry",
    "transaction 2, line 1",
    "update vat_entry set vendor_no = 'L1' where transaction_no = 2",
  ],
  [
    "payables accounts are the vendor ledger",
    "gl_entry",
    "transaction 2, account 1600",
    "update gl_entry set gl_account_no = '1600' where transaction_no = 2 and gl_account_no = '1610'",
  ],
  [
    "VAT accounts are the VAT entries",
    "gl_entry",
    "transaction 1, account 1500",
    "update gl_entry set gl_account_no = '1510' where transaction_no = 1 and gl_account_no = '1500'",
  ],
  [
    "VAT accounts are the VAT entries",
    "gl_entry",
    "transaction 2, account 1720",
    "update gl_entry set gl_account_no = '1720' where transaction_no = 2 and gl_account_no = '1730'",
  ],
  [
    "inventory accounts are the value entries",
    "gl_entry",
    "transaction 1, account 3000",
    "update value_entry set inventory_account_no = '3010' where transaction_no = 1",
  ],
  [
    "bank accounts are the bank account ledger",
    "gl_entry",
    "transaction 6, account 1100",
    "update bank_account_ledger_entry set amount_lcy = -11 where transaction_no = 6",
  ],
  [
    "a vendor ledger entry is that of its transaction",
    "vendor_ledger_entry",
    "transaction 6",
    "update vendor_ledger_entry set document_no = 'BET26-00002' where transaction_no = 6",
  ],
  [
    "a vendor ledger entry begins with its initial entry",
    "detailed_vendor_ledger_entry",
    "vendor ledger entry 3",
    "update detailed_vendor_ledger_entry set amount = amount - 1 where transaction_no = 3",
  ],
  [
    "a detailed entry is of its vendor ledger entry's vendor and currency",
    "detailed_vendor_ledger_entry",
    "transaction 6, line 2",
    "update detailed_vendor_ledger_entry set currency_code = 'USD' where transaction_no = 6 and line_no = 2",
  ],
  [
    "applications take from one entry what they give another",
    "detailed_vendor_ledger_entry",
    "transaction 6",
    "update detailed_vendor_ledger_entry set amount = 9 where transaction_no = 6 and line_no = 2",
  ],
  [
    "no vendor ledger entry is applied beyond its amount",
    "vendor_ledger_entry",
    "transaction 1",
    "update detailed_vendor_ledger_entry set amount = 1000 where transaction_no = 6 and line_no = 3",
  ],
  [
    "a value entry is worth its item ledger entry",
    "value_entry",
    "transaction 2, line 1",
    "update value_entry set cost_per_unit = 1 where transaction_no = 2",
  ],
  [
    "item ledger entries are the items of the posted lines",
    "item_ledger_entry",
    "transaction 3, item STOCK",
    "update item_ledger_entry set quantity = quantity + 1 where transaction_no = 3",
  ],
  [
    "item ledger entries are the items of the posted lines",
    "item_ledger_entry",
    "transaction 2, item STOCK",
    "update value_entry set cost_amount = cost_amount + 0.01 where transaction_no = 2",
  ],
  [
    "a corrective credit memo is for the invoice it corrects",
    "posted_purchase_document",
    "document GIC26-00001",
    "update posted_purchase_document set corrects_no = 'GIF26-00002' where no = 'GIC26-00001'",
  ],
  [
    "a cancelled invoice is owed no more",
    "vendor_ledger_entry",
    "transaction 4",
    "delete from detailed_vendor_ledger_entry where transaction_no = 5 and line_no > 1",
  ],
  ...["amount", "quantity", "base", "cost_amount", "amount_lcy"].map((column): [string, string, string, string] => {
    const table = { amount: "gl_entry", quantity: "item_ledger_entry", base: "vat_entry", cost_amount: "value_entry" }[
      column
    ]
    const of = table ?? "bank_account_ledger_entry"
    const where = column === "amount_lcy" ? "transaction_no = 6" : "transaction_no = 5 and line_no = 1"
    const before = column === "amount_lcy" ? "update ledger_transaction set reverses_no = 1 where no = 6; " : ""
    const key = {
      gl_entry: "account 7000",
      item_ledger_entry: "item STOCK",
      vat_entry: "VAT identifier HOOG",
      value_entry: "item STOCK",
    }[of]
    const pair = column === "amount_lcy" ? "transactions 1 and 6, bank account BANK" : `transactions 4 and 5, ${key}`
    return [
      "what takes a transaction back cancels it out",
      of,
      pair,
      `${before}update ${of} set ${column} = ${column} + 1 where ${where}`,
    ]
  }),
  ...[
    "gl_entry",
    "vat_entry",
    "vendor_ledger_entry",
    "detailed_vendor_ledger_entry",
    "item_ledger_entry",
    "value_entry",
  ].map((table): [string, string, string, string] => {
    const key = table === "vendor_ledger_entry" ? "transaction 2" : "transaction 2, line 1"
    const where = table === "vendor_ledger_entry" ? "" : " and line_no = 1"
    return [
      "an entry is of its transaction's date",
      table,
      key,
      `update ${table} set posting_date = posting_date + 1 where transaction_no = 2${where}`,
    ]
  }),
  [
    "the open entries are those of which something remains",
    "open_vendor_ledger_entry",
    "transaction 4",
    "insert into open_vendor_ledger_entry select company_id, 4, vendor_no, due_date, 1, document_type, document_no, posting_date from open_vendor_ledger_entry where transaction_no = 2",
  ],
  [
    "the open entries are those of which something remains",
    "open_vendor_ledger_entry",
    "transaction 1",
    "delete from open_vendor_ledger_entry where transaction_no = 1",
  ],
  [
    "the open entries are those of which something remains",
    "open_vendor_ledger_entry",
    "transaction 1",
    "update open_vendor_ledger_entry set amount_lcy = amount_lcy + 0.01 where transaction_no = 1",
  ],
  [
    "the open entries are those of which something remains",
    "open_vendor_ledger_entry",
    "transaction 1",
    "update open_vendor_ledger_entry set posting_date = posting_date + 1 where transaction_no = 1",
  ],
  [
    "gl_account_day adds up gl_entry",
    "gl_account_day",
    "7000, 2026-05-04",
    "update gl_account_day set amount = amount + 0.01 where gl_account_no = '7000'",
  ],
  [
    "vat_group_day adds up vat_entry",
    "vat_group_day",
    "BINNENL, HOOG, normal, 21, 2026-05-04",
    "delete from vat_group_day",
  ],
  [
    "a posted document's G/L entries are those of its lines by the setup that was in force",
    "gl_entry",
    "transaction 1, account 7100",
    "update gl_entry set gl_account_no = '7110' where transaction_no = 1 and gl_account_no = '7100'",
  ],
  [
    "a posted document's G/L entries are those of its lines by the setup that was in force",
    "gl_entry",
    "transaction 1, account 7000",
    "update gl_entry set amount = amount + case gl_account_no when '7000' then 1 else -1 end where transaction_no = 1 and gl_account_no in ('7000', '7100')",
  ],
  [
    "a posted document's G/L entries are those of its lines by the setup that was in force",
    "gl_entry",
    "transaction 1, account 7600",
    "update gl_entry set gl_account_no = '7610' where transaction_no = 1 and gl_account_no = '7600'",
  ],
  [
    "a posted document's G/L entries are those of its lines by the setup that was in force",
    "gl_entry",
    "transaction 1, account 7300",
    "update gl_entry set gl_account_no = '7300' where transaction_no = 1 and gl_account_no = '7400'",
  ],
  [
    "a posted document's G/L entries are those of its lines by the setup that was in force",
    "gl_entry",
    "transaction 1, account 7000",
    "update gl_entry set gen_prod_posting_group = 'DIENSTEN' where transaction_no = 1 and gl_account_no = '7000'",
  ],
  [
    "a posted document's G/L entries are those of its lines by the setup that was in force",
    "gl_entry",
    "transaction 3, account 4990",
    "update gl_entry set gl_account_no = '9320' where transaction_no = 3 and gl_account_no = '4990'",
  ],
  [
    "a posted document's G/L entries are those of its lines by the setup that was in force",
    "gl_entry",
    "transaction 1, account 1600",
    "update setup_in_force set content = content || '{\"payables_account_no\": \"1610\"}' where table_name = 'vendor_posting_group' and row_key = 'BINNENL'",
  ],
  [
    "a settlement's G/L entries are those of its ledgers by the setup that was in force",
    "gl_entry",
    "transaction 7, account 9300",
    "update gl_entry set gl_account_no = '9300' where transaction_no = 7 and gl_account_no = '9310'",
  ],
  [
    "a settlement's G/L entries are those of its ledgers by the setup that was in force",
    "gl_entry",
    "transaction 11, account 9310",
    "update gl_entry set gl_account_no = '9310' where transaction_no = 11 and gl_account_no = '9320'",
  ],
  [
    "a settlement's G/L entries are those of its ledgers by the setup that was in force",
    "gl_entry",
    "transaction 6, account 1100",
    "update gl_entry set gl_account_no = '1110' where transaction_no = 6 and gl_account_no = '1100'",
  ],
  [
    "an amount has no fraction of a minor unit",
    "gl_entry",
    "transaction 1, line 1",
    "update gl_entry set amount = amount + 0.001 where transaction_no = 1 and line_no = 1",
  ],
  [
    "an amount has no fraction of a minor unit",
    "vat_entry",
    "transaction 1, line 1",
    "update vat_entry set base = base + 0.001 where transaction_no = 1 and line_no = 1",
  ],
  [
    "an amount has no fraction of a minor unit",
    "vendor_ledger_entry",
    "transaction 1",
    "update vendor_ledger_entry set amount_lcy = amount_lcy + 0.001 where transaction_no = 1",
  ],
  [
    "an amount has no fraction of a minor unit",
    "detailed_vendor_ledger_entry",
    "transaction 1, line 1",
    "update detailed_vendor_ledger_entry set amount = amount + 0.001 where transaction_no = 1 and line_no = 1",
  ],
  [
    "an amount has no fraction of a minor unit",
    "value_entry",
    "transaction 1, line 1",
    "update value_entry set cost_amount = cost_amount + 0.001 where transaction_no = 1 and line_no = 1",
  ],
  [
    "an amount has no fraction of a minor unit",
    "bank_account_ledger_entry",
    "transaction 6",
    "update bank_account_ledger_entry set amount = amount + 0.001 where transaction_no = 6",
  ],
  [
    "an amount has no fraction of a minor unit",
    "posted_purchase_document",
    "document GIF26-00001",
    "update posted_purchase_document set amount = amount + 0.001 where transaction_no = 1",
  ],
  [
    "an amount has no fraction of a minor unit",
    "posted_purchase_line",
    "document GIF26-00001, line 10000",
    "update posted_purchase_line set line_amount = line_amount + 0.001 where document_no = 'GIF26-00001' and line_no = 10000",
  ],
  [
    "an amount has no fraction of a minor unit",
    "purchase_invoice",
    "document IF26-00006",
    "update purchase_invoice set amount = amount + 0.001 where true",
  ],
  [
    "an amount has no fraction of a minor unit",
    "purchase_invoice_line",
    "document IF26-00006, line 10000",
    "update purchase_invoice_line set amount = amount + 0.001 where line_no = 10000",
  ],
  [
    "a posted document's invoice discount is shared out by line amount",
    "posted_purchase_line",
    "document GIF26-00001, line 10000",
    "update posted_purchase_line set invoice_discount_amount = invoice_discount_amount + case line_no when 10000 then 1 else -1 end where document_no = 'GIF26-00001' and type <> 'comment'",
  ],
  [
    "a posted line's VAT is its base by the rate, rounded once a VAT group",
    "posted_purchase_line",
    "document GIF26-00001, line 30000",
    "update posted_purchase_line set amount_including_vat = amount_including_vat + 1 where document_no = 'GIF26-00001' and line_no = 30000",
  ],
  [
    "a posted line's VAT is its base by the rate, rounded once a VAT group",
    "posted_purchase_line",
    "document GIF26-00001, line 10000",
    "update posted_purchase_line set vat_percent = 9 where document_no = 'GIF26-00001' and type <> 'comment'",
  ],
  [
    "a draft line's amounts follow from quantity, cost and discounts",
    "purchase_invoice_line",
    "document IF26-00006, line 10000",
    "update purchase_invoice_line set quantity = 3 where document_no = 'IF26-00006' and line_no = 10000",
  ],
  [
    "a draft line's amounts follow from quantity, cost and discounts",
    "purchase_invoice_line",
    "document IF26-00006, line 10000",
    "update purchase_invoice_line set typed_amount = 'lineAmount', line_discount_percent = line_discount_percent + 0.001 where document_no = 'IF26-00006' and line_no = 10000",
  ],
  [
    "a draft document's invoice discount is shared out by line amount",
    "purchase_invoice_line",
    "document IF26-00006, line 10000",
    "update purchase_invoice_line set invoice_discount_amount = invoice_discount_amount + case line_no when 10000 then 1 else -1 end where document_no = 'IF26-00006' and type <> 'comment'",
  ],
  [
    "a draft line's VAT is its base by the rate, rounded once a VAT group",
    "purchase_invoice_line",
    "document IF26-00006, line 30000",
    "update purchase_invoice_line set amount_including_vat = amount_including_vat + 1 where document_no = 'IF26-00006' and line_no = 30000",
  ],
  [
    "a draft line's VAT is its base by the rate, rounded once a VAT group",
    "purchase_invoice_line",
    "document IF26-00006, line 10000",
    "update purchase_invoice_line set vat_percent = 9 where document_no = 'IF26-00006' and type <> 'comment'",
  ],
  [
    "a draft's totals are those of its lines",
    "purchase_invoice",
    "document IF26-00006",
    "update purchase_invoice set amount_including_vat = amount_including_vat - 1",
  ],
  [
    "a draft's totals are those of its lines",
    "purchase_invoice",
    "document IF26-00006",
    "update purchase_invoice set invoice_discount_value = 4",
  ],
  [
    "a due date and a payment discount are those of the terms, or typed",
    "posted_purchase_document",
    "document GIF26-00002",
    "update posted_purchase_document set due_date = due_date + 1 where transaction_no = 2; update vendor_ledger_entry set due_date = due_date + 1 where transaction_no = 2",
  ],
  [
    "a due date and a payment discount are those of the terms, or typed",
    "posted_purchase_document",
    "document GIF26-00001",
    "update posted_purchase_document set payment_discount_date = payment_discount_date + 1 where transaction_no = 1",
  ],
  [
    "a due date and a payment discount are those of the terms, or typed",
    "posted_purchase_document",
    "document GIF26-00001",
    "update posted_purchase_document set payment_discount_percent = 7 where transaction_no = 1",
  ],
  [
    "a vendor invoice number is compared without case, spaces, punctuation and leading zeros",
    "posted_purchase_document",
    "document GIF26-00002",
    "update posted_purchase_document set vendor_invoice_key = 'VIF2612' where transaction_no = 2",
  ],
  [
    "an item entry is that of its line, worth its share at the document's rate",
    "value_entry",
    "transaction 3, line 1",
    "update value_entry set cost_amount = cost_amount + 0.01 where transaction_no = 3",
  ],
  [
    "an item entry is that of its line, worth its share at the document's rate",
    "value_entry",
    "transaction 2, line 1",
    "update item_ledger_entry set vendor_no = 'L1' where transaction_no = 2",
  ],
  [
    "an item entry is that of its line, worth its share at the document's rate",
    "value_entry",
    "transaction 2, line 1",
    "delete from value_entry where transaction_no = 2; delete from item_ledger_entry where transaction_no = 2",
  ],
  [
    "an application names the entry on its other side",
    "detailed_vendor_ledger_entry",
    "transaction 6, line 2",
    "update detailed_vendor_ledger_entry set applied_entry_no = 4 where transaction_no = 6 and line_no = 2",
  ],
  [
    "an application names the entry on its other side",
    "detailed_vendor_ledger_entry",
    "transaction 7, line 4",
    "update detailed_vendor_ledger_entry set applied_entry_no = 9 where transaction_no = 7 and entry_type = 'realized_loss'",
  ],
  [
    "an application names the entry on its other side",
    "detailed_vendor_ledger_entry",
    "transaction 1, line 1",
    "update detailed_vendor_ledger_entry set applied_entry_no = 4 where transaction_no = 1",
  ],
  [
    "a gain, a loss or a rounding is what the rates give",
    "detailed_vendor_ledger_entry",
    "transaction 7, line 3",
    "update detailed_vendor_ledger_entry set amount_lcy = amount_lcy - 1 where transaction_no = 7 and entry_type = 'realized_loss'",
  ],
  [
    "a gain, a loss or a rounding is what the rates give",
    "detailed_vendor_ledger_entry",
    "transaction 7, line 3",
    "update detailed_vendor_ledger_entry set entry_type = 'rounding' where transaction_no = 7 and entry_type = 'realized_loss'",
  ],
  [
    "a gain, a loss or a rounding is what the rates give",
    "detailed_vendor_ledger_entry",
    "transaction 11, line 3",
    "update detailed_vendor_ledger_entry set entry_type = 'realized_loss' where transaction_no = 11 and entry_type = 'rounding'",
  ],
  [
    "what is unapplied leaves nothing of an application",
    "detailed_vendor_ledger_entry",
    "transaction 8, line 1",
    "update detailed_vendor_ledger_entry set amount_lcy = amount_lcy + 1 where transaction_no = 8 and line_no = 1",
  ],
  [
    "a bank entry is the payment's amount, in the bank account's currency",
    "bank_account_ledger_entry",
    "transaction 6",
    "update bank_account_ledger_entry set amount = -11 where transaction_no = 6",
  ],
  [
    "a bank entry is the payment's amount, in the bank account's currency",
    "bank_account_ledger_entry",
    "transaction 7",
    "update bank_account_ledger_entry set amount = -50 where transaction_no = 7",
  ],
  [
    "a bank entry is the payment's amount, in the bank account's currency",
    "bank_account_ledger_entry",
    "transaction 7",
    "update bank_account_ledger_entry set currency_code = 'USD' where transaction_no = 7",
  ],
  [
    "a payment has its bank entry",
    "ledger_transaction",
    "transaction 6",
    "delete from bank_account_ledger_entry where transaction_no = 6",
  ],
  [
    "VAT is of the rate that was in force",
    "vat_entry",
    "transaction 2, line 1",
    "update vat_entry set vat_percent = 9 where transaction_no = 2",
  ],
  [
    "a line bears the VAT that was in force",
    "posted_purchase_line",
    "document GIF26-00001, line 10000",
    "update posted_purchase_line set vat_percent = 9 where document_no = 'GIF26-00001'",
  ],
  [
    "an invoice is rounded as was set up",
    "posted_purchase_line",
    "document GIF26-00003",
    "delete from posted_purchase_line where document_no = 'GIF26-00003' and vat_prod_posting_group is null",
  ],
  [
    "an invoice is rounded as was set up",
    "posted_purchase_line",
    "document GIF26-00003",
    "update posted_purchase_line set no = '9320' where document_no = 'GIF26-00003' and vat_prod_posting_group is null",
  ],
  [
    "an entry is worth its amount at its rate, which was in force",
    "vendor_ledger_entry",
    "transaction 7",
    "update vendor_ledger_entry set amount_lcy = amount_lcy + 1 where transaction_no = 7",
  ],
  [
    "an entry is worth its amount at its rate, which was in force",
    "vendor_ledger_entry",
    "transaction 7",
    "update vendor_ledger_entry set exchange_rate_amount = 1.175 where transaction_no = 7",
  ],
  [
    "an entry is worth its amount at its rate, which was in force",
    "vendor_ledger_entry",
    "transaction 3",
    "update posted_purchase_document set exchange_rate_amount = 1.162 where transaction_no = 3",
  ],
  [
    "what takes a transaction back is of the same document, and corrects what it takes back",
    "ledger_transaction",
    "transaction 5",
    "update ledger_transaction set reverses_no = 1 where no = 5",
  ],
  [
    "what takes a transaction back is of the same document, and corrects what it takes back",
    "ledger_transaction",
    "transaction 5",
    "update posted_purchase_document set corrects_no = 'GIF26-00001' where transaction_no = 5",
  ],
  [
    "what takes a transaction back is of the same document, and corrects what it takes back",
    "ledger_transaction",
    "transaction 5",
    "update posted_purchase_document set corrects_no = null where transaction_no = 5",
  ],
  [
    "what takes a transaction back is of the same document, and corrects what it takes back",
    "ledger_transaction",
    "transaction 13",
    "update ledger_transaction set reverses_no = 6 where no = 13",
  ],
  [
    "what takes a transaction back is of the same document, and corrects what it takes back",
    "ledger_transaction",
    "transaction 13",
    "update ledger_transaction set reverses_no = null where no = 13",
  ],
  [
    "a corrective credit memo has the lines of the invoice it corrects",
    "posted_purchase_line",
    "document GIC26-00001, line 10000",
    "update posted_purchase_line set description = 'Another' where document_no = 'GIC26-00001'",
  ],
  [
    "an entry is of its transaction's date",
    "bank_account_ledger_entry",
    "transaction 6",
    "update bank_account_ledger_entry set posting_date = posting_date + 1",
  ],
]

describe("one value that is wrong is named", () => {
  test.each(corruptions)("%s: %s, %s", async (rule, table, key, statement) => {
    const wrong = await wrongAfter(companyId, statement)
    const found = wrong.find(row => row.rule === rule && row.table === table)
    expect(found).toMatchObject({ key })
    expect(found!.expected).not.toBe(found!.found)
  })

  test("by every rule there is", () => {
    const tried = new Set(
      [...corruptions, ...paymentCorruptions, ...creditCorruptions, ...openingCorruptions, ...insightCorruptions].map(
        ([rule, table]) => `${rule}: ${table}`,
      ),
    )
    expect(rules.map(({ name, table }) => `${name}: ${table}`).filter(rule => !tried.has(rule))).toEqual([])
  })
})
