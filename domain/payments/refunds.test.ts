/** What a vendor pays back, worked out by hand. */
import { eq } from "drizzle-orm"
import { beforeAll, expect, test } from "vitest"
import { bankAccountLedgerEntry, vendor } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { IsoDate } from "@/domain/dates/date"
import { makePayables, type Payables, refusal } from "@/test/payments"
import { applyEntries } from "./apply-entries"
import { listPayments } from "./list-payments"
import { readPaymentForm } from "./read-payment-form"
import { reversePayment } from "./reverse-payment"
import { unapplyEntries } from "./unapply-entries"

let books: Payables

beforeAll(async () => {
  books = await makePayables()
})

const refund = { type: "refund" as const }
const on = (date: string) => ({ postingDate: date as IsoDate })
const of = (vendorLedgerEntryNo: number, amount: string) => [{ vendorLedgerEntryNo, amount }]

test("an open credit memo is paid back; unapplied and reversed, it is open again", async () => {
  const memo = await books.credit(books.dutch, { high: "100" })
  const form = await readPaymentForm(books.manager, { entryNo: memo })
  expect(form).toMatchObject({ type: "refund", entries: [{ transactionNo: memo }] })
  const no = await books.pay(books.dutch, "121", of(memo, "121"), refund)
  const entry = await books.entryOf(no)
  expect(await books.accountsOf(entry)).toEqual([
    ["1600", -121],
    ["1100", 121],
  ])
  const bank = await inCompany(books.companyId, tx =>
    tx.select().from(bankAccountLedgerEntry).where(eq(bankAccountLedgerEntry.transactionNo, entry)),
  )
  expect(bank).toMatchObject([{ amount: "121", amountLcy: "121" }])
  expect(await books.remaining(memo, entry)).toEqual([
    [0, 0],
    [0, 0],
  ])
  const { rows } = await listPayments(books.manager, {})
  expect(rows.find(row => row.no === no)).toMatchObject({ documentType: "refund", amount: "-121", state: "settled" })
  await unapplyEntries(books.manager, { entryNo: entry, appliedEntryNo: memo, ...on("2026-05-11") })
  expect(await books.remaining(memo, entry)).toEqual([
    [121, 121],
    [-121, -121],
  ])
  // The credit memo is applied to the refund, as it would be to an invoice.
  await applyEntries(books.manager, { entryNo: memo, ...on("2026-05-12"), applications: of(entry, "121") })
  const reversal = await reversePayment(books.manager, no, "2026-05-13" as IsoDate, "Not received")
  expect(await books.accountsOf(reversal)).toEqual([
    ["1600", 121],
    ["1100", -121],
  ])
  expect(await books.remaining(memo, entry, reversal)).toEqual([
    [121, 121],
    [0, 0],
    [0, 0],
  ])
  expect(await books.wrong()).toEqual([])
})

test("what was paid too much comes back, in part; of dollars the rates differ", async () => {
  const invoice = await books.owe(books.dutch, { none: "121" })
  const payment = await books.entryOf(await books.pay(books.dutch, "150", of(invoice, "121")))
  const back = await books.entryOf(await books.pay(books.dutch, "20", of(payment, "20"), refund))
  expect(await books.accountsOf(back)).toEqual([
    ["1600", -20],
    ["1100", 20],
  ])
  expect(await books.remaining(payment)).toEqual([[9, 9]])
  // 500 USD are 425.53 EUR in June and 430.29 in July: 4.76 gained.
  const dollars = await books.entryOf(await books.pay(books.american, "500", [], on("2026-06-10")))
  const no = await books.pay(books.american, "500", of(dollars, "500"), { ...refund, ...on("2026-07-10") })
  const entry = await books.entryOf(no)
  expect(await books.accountsOf(entry)).toEqual([
    ["1620", -425.53],
    ["9300", -4.76],
    ["1100", 430.29],
  ])
  await reversePayment(books.manager, no, "2026-07-11" as IsoDate, "Not received")
  expect(await books.remaining(dollars, entry)).toEqual([
    [500, 425.53],
    [0, 0],
  ])
  expect(await books.wrong()).toEqual([])
})

test("small differences of a refund are closed with it, too little and too much", async () => {
  const [memo, second] = [
    await books.credit(books.dutch, { none: "60" }),
    await books.credit(books.dutch, { none: "40" }),
  ]
  const short = [{ vendorLedgerEntryNo: memo, amount: "58", difference: "write_off" as const }]
  const entry = await books.entryOf(await books.pay(books.dutch, "58", short, refund))
  expect(await books.accountsOf(entry)).toEqual([
    ["1600", -60],
    ["4985", 2],
    ["1100", 58],
  ])
  const more = { ...refund, overpaid: "payment_tolerance" as const }
  const no = await books.pay(books.dutch, "40.10", of(second, "40"), more)
  const beyond = await books.entryOf(no)
  expect(await books.accountsOf(beyond)).toEqual([
    ["1600", -40],
    ["4980", -0.1],
    ["1100", 40.1],
  ])
  await reversePayment(books.manager, no, "2026-05-13" as IsoDate, "Not received")
  expect(await books.remaining(memo, second, entry, beyond)).toEqual([
    [0, 0],
    [40, 40],
    [0, 0],
    [0, 0],
  ])
  expect(await books.wrong()).toEqual([])
})

test("what is owed is not paid back; a vendor that is blocked for payment pays back", async () => {
  const [invoice, memo] = [await books.owe(books.dutch, { none: "5" }), await books.credit(books.dutch, { none: "5" })]
  expect(await refusal(books.pay(books.dutch, "5", of(invoice, "5"), refund))).toEqual([
    [`entries.${invoice}`, "payment.entry_not_paid"],
  ])
  const block = (blocked: "" | "payment" | "all") =>
    inCompany(books.companyId, tx => tx.update(vendor).set({ blocked }).where(eq(vendor.no, books.dutch.no)))
  await block("all")
  expect(await refusal(books.pay(books.dutch, "5", of(memo, "5"), refund))).toEqual([
    ["vendorNo", "payment.vendor_blocked_all"],
  ])
  await block("payment")
  await books.pay(books.dutch, "5", of(memo, "5"), refund)
  await block("")
  expect(await books.remaining(memo)).toEqual([[0, 0]])
})
