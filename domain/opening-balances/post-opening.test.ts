import { eq, sql } from "drizzle-orm"
import { beforeEach, expect, test } from "vitest"
import {
  bankAccountLedgerEntry,
  glEntry,
  item,
  itemLedgerEntry,
  ledgerTransaction,
  vatEntry,
  vendorLedgerEntry,
} from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import type { IsoDate } from "@/domain/dates/date"
import { applyEntries } from "@/domain/payments/apply-entries"
import { readEntries } from "@/domain/payments/read-entries"
import { unapplyEntries } from "@/domain/payments/unapply-entries"
import { makeItem, makeVendor } from "@/test/factories"
import { dayBefore, makeBeginner, postPrepared, prepare, wrongBooks } from "@/test/openings"
import { readPreparation } from "./read-preparation"
import { reverseOpening } from "./reverse-opening"

let manager: Actor
let vendorNo: string
let americanNo: string
let itemNo: string

beforeEach(async () => {
  manager = await makeBeginner()
  const { companyId } = manager
  vendorNo = (await makeVendor(companyId)).no
  const abroad = { vendorPostingGroup: "BUITENL", currencyCode: "USD" }
  americanNo = (await makeVendor(companyId, abroad)).no
  itemNo = (await makeItem(companyId, { lastDirectCost: "0" })).no
})

/** An invoice and a credit memo in euros, one in dollars, stock, bank, VAT and capital. */
async function prepareWhole(): Promise<void> {
  const paper = { vendorNo, documentDate: "2025-12-10" }
  await prepare(manager, {
    vendors: [
      { ...paper, vendorInvoiceNo: "F-1", amount: "121", paymentTermsCode: "30D/8D2%" },
      { ...paper, vendorInvoiceNo: "C-7", amount: "-21.00", description: "Returned" },
      { vendorNo: americanNo, vendorInvoiceNo: "A9", documentDate: "2025-11-30", amount: "200", amountLcy: "180.55" },
    ],
    accounts: [
      { glAccountNo: "1100", debit: "1000", credit: "" },
      { glAccountNo: "1500", balance: "88.12" },
      { glAccountNo: "1600", credit: "100" },
      { glAccountNo: "1620", balance: "-180.55" },
      { glAccountNo: "3000", debit: "55.50" },
      { glAccountNo: "0510", credit: "863.07" },
    ],
    stock: [{ itemNo, quantity: "12", costAmount: "55.50" }],
  })
}

const rowsOf = async <Row>(read: (tx: Parameters<Parameters<typeof inCompany>[1]>[0]) => Promise<Row>) =>
  inCompany(manager.companyId, read)

test("a preview shows the very entries that posting writes, and nothing where something stands in its way", async () => {
  await prepareWhole()
  const { preview } = await readPreparation(manager)
  await postPrepared(manager)
  const posted = await rowsOf(tx =>
    tx
      .select({ documentNo: ledgerTransaction.documentNo, glAccountNo: glEntry.glAccountNo, amount: glEntry.amount })
      .from(glEntry)
      .innerJoin(ledgerTransaction, eq(ledgerTransaction.no, glEntry.transactionNo))
      .orderBy(glEntry.transactionNo, glEntry.lineNo),
  )
  expect(preview!.gl.map(({ documentNo, glAccountNo, amount }) => ({ documentNo, glAccountNo, amount }))).toEqual(
    posted,
  )
  expect(preview).toMatchObject({ name: "OB1", postingDate: dayBefore })
  expect(preview!.gl[0]!.of).toBe(`${vendorNo} F-1`)
  expect(preview!.counts).toEqual({ transactions: 5, gl: posted.length, vendors: 3, banks: 1, items: 1 })
  await prepare(manager, { accounts: [{ glAccountNo: "0510", credit: "1" }] })
  expect((await readPreparation(manager)).preview).toBeNull()
})

test("an opened credit memo is applied to an opened invoice, and both stay of the opening", async () => {
  await prepareWhole()
  await postPrepared(manager)
  const [invoice, memo] = await rowsOf(tx =>
    tx.select({ no: vendorLedgerEntry.transactionNo }).from(vendorLedgerEntry).orderBy(vendorLedgerEntry.transactionNo),
  )
  const applications = [{ vendorLedgerEntryNo: invoice!.no, amount: "21" }]
  const postingDate = "2026-01-05" as IsoDate
  await applyEntries(manager, { entryNo: memo!.no, postingDate, applications })
  const left = await rowsOf(tx => readEntries(tx, manager.companyId, [invoice!.no, memo!.no]))
  expect([invoice!, memo!].map(({ no }) => Number(left.get(no)!.remaining))).toEqual([-100, 0])
  expect(await wrongBooks(manager.companyId)).toEqual([])
  const reverse = reverseOpening(manager, 1, "2026-01-06" as IsoDate, "Wrong")
  await expect(reverse).rejects.toMatchObject({ issues: [{ code: "opening.entry_applied" }] })
  await unapplyEntries(manager, { entryNo: memo!.no, appliedEntryNo: invoice!.no, postingDate })
  await reverseOpening(manager, 1, "2026-01-06" as IsoDate, "Wrong")
  expect(await wrongBooks(manager.companyId)).toEqual([])
})

test("an opening posts open documents one by one, the trial balance and stock on the day before the start", async () => {
  await prepareWhole()
  expect(await postPrepared(manager)).toBe(1)
  const entries = await rowsOf(tx => tx.select().from(vendorLedgerEntry).orderBy(vendorLedgerEntry.transactionNo))
  expect(entries).toMatchObject([
    { documentNo: "OB1-1", externalDocumentNo: "F-1", documentType: "invoice", amount: "-121", dueDate: "2026-01-09" },
    { documentNo: "OB1-2", externalDocumentNo: "C-7", documentType: "credit_memo", amount: "21" },
    { documentNo: "OB1-3", currencyCode: "USD", amount: "-200", amountLcy: "-180.55" },
  ])
  expect(entries[0]).toMatchObject({
    postingDate: dayBefore,
    documentDate: "2025-12-10",
    paymentDiscountDate: "2025-12-18",
    paymentDiscountPossible: "-2.42",
  })
  const transactions = await rowsOf(tx => tx.select().from(ledgerTransaction).orderBy(ledgerTransaction.no))
  expect(transactions.map(({ documentType, documentNo, openingNo }) => [documentType, documentNo, openingNo])).toEqual(
    ["OB1-1", "OB1-2", "OB1-3", "OB1-4", "OB1"].map(no => ["opening", no, 1]),
  )
  expect(await rowsOf(tx => tx.select().from(vatEntry))).toEqual([])
  expect(await rowsOf(tx => tx.select().from(itemLedgerEntry))).toMatchObject([{ itemNo, quantity: "12" }])
  expect(await rowsOf(tx => tx.select().from(bankAccountLedgerEntry))).toMatchObject([
    { bankAccountNo: "BANK", amount: "1000", amountLcy: "1000" },
  ])
  const balances = await rowsOf(tx =>
    tx
      .select({ no: glEntry.glAccountNo, balance: sql<string>`sum(${glEntry.amount})::numeric(12,2)::text` })
      .from(glEntry)
      .groupBy(glEntry.glAccountNo)
      .orderBy(glEntry.glAccountNo),
  )
  expect(balances.map(({ no, balance }) => `${no} ${balance}`)).toEqual([
    "0510 -863.07",
    "1100 1000.00",
    "1190 0.00",
    "1500 88.12",
    "1600 -100.00",
    "1620 -180.55",
    "3000 55.50",
  ])
  expect(await wrongBooks(manager.companyId)).toEqual([])
})

test("an item gets the cost of its stock where it has no last direct cost", async () => {
  const { no: costed } = await makeItem(manager.companyId, { lastDirectCost: "7.5" })
  await prepareWhole()
  await prepare(manager, { stock: [{ itemNo: costed, quantity: "1", unitCost: "0" }] })
  await postPrepared(manager)
  const costOf = (no: string) => rowsOf(tx => tx.select().from(item).where(eq(item.no, no)))
  expect(await costOf(itemNo)).toMatchObject([{ lastDirectCost: "4.625" }])
  expect(await costOf(costed)).toMatchObject([{ lastDirectCost: "7.5" }])
})
