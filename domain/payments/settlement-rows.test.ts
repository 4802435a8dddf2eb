/** What settling writes where discounts, credit memos, refunds and older entries are in it, row by row, and why it is refused. */
import { and, asc, eq } from "drizzle-orm"
import postgres from "postgres"
import { beforeAll, expect, inject, test } from "vitest"
import {
  bankAccount,
  bankAccountLedgerEntry,
  currency,
  detailedVendorLedgerEntry,
  event,
  ledgerTransaction,
  purchasesSetup,
  vatEntry,
  vatPostingSetup,
  vendor,
  vendorLedgerEntry,
} from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { IsoDate } from "@/domain/dates/date"
import { Refusal } from "@/domain/errors"
import { cancelPostedInvoice } from "@/domain/posted-purchase-documents/cancel-posted-invoice"
import { env } from "@/env"
import { makePayables, type Payables, refusal } from "@/test/payments"
import { onDatabase } from "@/test/services"
import { applyEntries } from "./apply-entries"
import { reversePayment } from "./reverse-payment"
import { unapplyEntries } from "./unapply-entries"

let books: Payables

beforeAll(async () => {
  books = await makePayables()
  const { companyId } = books
  const dollars = { companyId, no: "DOLLAR", name: "Dollars", currencyCode: "USD", glAccountNo: "1110" }
  await inCompany(companyId, async tx => {
    await tx.insert(bankAccount).values({ ...dollars, bankChargesAccountNo: "4530" })
    await tx.update(vatPostingSetup).set({ adjustForPaymentDiscount: true })
  })
})

const on = (date: string) => ({ postingDate: date as IsoDate })
const of = (vendorLedgerEntryNo: number, amount: string) => [{ vendorLedgerEntryNo, amount }]
const whole = (entry: number, amount: string) => [{ vendorLedgerEntryNo: entry, amount, takesDiscount: true }]
const refund = { type: "refund" as const }
const reverse = (no: string, date = "2026-07-25") => reversePayment(books.manager, no, date as IsoDate, "Mistake")

async function written(transactionNo: number) {
  const [t, e, b] = [ledgerTransaction, vendorLedgerEntry, bankAccountLedgerEntry]
  return inCompany(books.companyId, async tx => {
    const [transaction] = await tx.select().from(t).where(eq(t.no, transactionNo))
    const [entry] = await tx.select().from(e).where(eq(e.transactionNo, transactionNo))
    const [bank] = await tx.select().from(b).where(eq(b.transactionNo, transactionNo))
    return { transaction, entry, bank }
  })
}

/** The latest event of that kind: of what, and what it says. */
async function told(kind: string) {
  const rows = await inCompany(books.companyId, tx =>
    tx
      .select({ subjectType: event.subjectType, subjectNo: event.subjectNo, data: event.data })
      .from(event)
      .where(and(eq(event.companyId, books.companyId), eq(event.kind, kind)))
      .orderBy(asc(event.id)),
  )
  return rows.at(-1)
}

async function issuesOf(work: Promise<unknown>) {
  const error = await work.catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(Refusal)
  return (error as Refusal).issues
}

/** Makes it an entry of before rates were kept, past every trigger. */
async function forgetRate(transactionNo: number): Promise<void> {
  const database = new URL(env().DATABASE_URL).pathname.slice(1)
  const admin = postgres(onDatabase(inject("services").adminUrl, database), { max: 1 })
  await admin.begin(async sql => {
    await sql`set local session_replication_role = replica`
    await sql`update vendor_ledger_entry set exchange_rate_amount = null, relational_exchange_rate_amount = null
      where company_id = ${books.companyId} and transaction_no = ${transactionNo}`
  })
  await admin.end()
}

test("what two entries do not settle, or only with a reversal, is not undone, and it is said of which", async () => {
  const invoice = await books.owe(books.dutch, { none: "40" })
  const no = await books.pay(books.dutch, "40", [])
  const entryNo = await books.entryOf(no)
  const undo = (appliedEntryNo: number) =>
    issuesOf(unapplyEntries(books.manager, { entryNo, appliedEntryNo, ...on("2026-05-20") }))
  const document = (await written(invoice)).entry!.documentNo
  const params = { no, document }
  expect(await undo(invoice)).toEqual([{ code: "payment.not_applied", params, field: undefined }])
  const reversal = await reverse(no, "2026-05-20")
  expect(await undo(reversal)).toEqual([
    { code: "payment.application_kept", params: { no, document: no }, field: undefined },
  ])
})

test("of two discounted invoices the one that is undone gets its VAT back, and the other's stays lessened", async () => {
  // 121.00 less 2.42, of which 0.42 is VAT; 109.00 less 2.18, of which 0.18.
  const [high, low] = [await books.owe(books.dutch, { high: "100" }), await books.owe(books.dutch, { low: "100" })]
  const applications = [...whole(high, "118.58"), ...whole(low, "106.82")]
  const entryNo = await books.entryOf(await books.pay(books.dutch, "225.40", applications))
  const undone = await unapplyEntries(books.manager, { entryNo, appliedEntryNo: high, ...on("2026-05-20") })
  expect(await books.vatOf(undone)).toEqual([["HOOG", 2, 0.42]])
  expect(await books.remaining(high, low, entryNo)).toEqual([
    [-121, -121],
    [0, 0],
    [118.58, 118.58],
  ])
  const [entry] = await inCompany(books.companyId, tx =>
    tx.select().from(vatEntry).where(eq(vatEntry.transactionNo, undone)),
  )
  expect(entry).toMatchObject({
    lineNo: 1,
    vendorNo: books.dutch.no,
    postingDate: "2026-05-20",
    vatBusPostingGroup: "BINNENL",
    vatProdPostingGroup: "HOOG",
    vatPercent: "21",
    vatCalculationType: "normal",
    vendorLedgerEntryNo: high,
    reductionAccountNo: "7700",
  })
  expect(await books.wrong()).toEqual([])
})

test("a payment with a discount of its own and an application after it is reversed with both", async () => {
  const [first, second] = [await books.owe(books.dutch, { high: "100" }), await books.owe(books.dutch, { low: "100" })]
  const no = await books.pay(books.dutch, "225.40", whole(first, "118.58"))
  const entryNo = await books.entryOf(no)
  await applyEntries(books.manager, { entryNo, ...on("2026-05-11"), applications: whole(second, "106.82") })
  const reversal = await reverse(no)
  // Its own entries first, then what was applied after it.
  expect(await books.accountsOf(reversal)).toEqual([
    ["1600", -227.82],
    ["7700", 2],
    ["1500", 0.42],
    ["1100", 225.4],
    ["1600", -2.18],
    ["7700", 2],
    ["1510", 0.18],
  ])
  expect(await books.vatOf(reversal)).toEqual([
    ["HOOG", 2, 0.42],
    ["LAAG", 2, 0.18],
  ])
  expect(await books.remaining(first, second, entryNo, reversal)).toEqual([
    [-121, -121],
    [-109, -109],
    [0, 0],
    [0, 0],
  ])
  expect(await books.wrong()).toEqual([])
})

test("a credit memo that is applied and taken off again is the document that the history speaks of; it takes no discount", async () => {
  const [invoice, memo] = [
    await books.owe(books.dutch, { high: "100" }),
    await books.credit(books.dutch, { high: "50" }),
  ]
  const apply = (takesDiscount: boolean) =>
    applyEntries(books.manager, {
      entryNo: memo,
      ...on("2026-05-06"),
      applications: [{ vendorLedgerEntryNo: invoice, amount: "60.50", takesDiscount }],
    })
  expect(await refusal(apply(true))).toEqual([[`entries.${invoice}`, "payment.discount_unpaid"]])
  const { entry: credited } = await written(memo)
  const applied = await apply(false)
  expect((await written(applied)).transaction).toMatchObject({
    documentType: "credit_memo",
    documentNo: credited!.documentNo,
  })
  const document = { subjectType: "posted_purchase_document", subjectNo: credited!.documentNo }
  expect(await told("payment.applied")).toMatchObject({ ...document, data: { amount: "60.5", currencyCode: "EUR" } })
  await unapplyEntries(books.manager, { entryNo: memo, appliedEntryNo: invoice, ...on("2026-05-06") })
  expect(await told("payment.unapplied")).toMatchObject(document)
  expect(
    await refusal(unapplyEntries(books.manager, { entryNo: memo, appliedEntryNo: invoice, ...on("2026-05-06") })),
  ).toEqual([[undefined, "payment.not_applied"]])
})

test("the credit memo that cancelled an invoice stays applied to it", async () => {
  const invoice = await books.owe(books.dutch, { none: "15" })
  const document = (await written(invoice)).entry!.documentNo
  await cancelPostedInvoice(books.manager, document, { ...on("2026-05-06"), reason: "Twice" })
  const [memo] = await books.paymentsOn(invoice)
  const undo = (entryNo: number, appliedEntryNo: number) =>
    refusal(unapplyEntries(books.manager, { entryNo, appliedEntryNo, ...on("2026-05-07") }))
  expect(await undo(memo!, invoice)).toEqual([[undefined, "payment.application_kept"]])
  expect(await undo(invoice, memo!)).toEqual([[undefined, "payment.application_kept"]])
})

test("a refund is told of as one, and its reversal is a refund too, of the same entries turned", async () => {
  const memo = await books.credit(books.dutch, { none: "70" })
  const no = await books.pay(books.dutch, "70", of(memo, "70"), refund)
  const money = { vendorName: books.dutch.name, amount: "70", currencyCode: "EUR" }
  expect(await told("payment.refunded")).toEqual({ subjectType: "payment", subjectNo: no, data: money })
  const entryNo = await books.entryOf(no)
  expect(await written(entryNo)).toMatchObject({
    transaction: { documentType: "refund" },
    entry: { documentType: "refund", amount: "-70" },
    bank: { amount: "70", charges: "0", chargesAccountNo: null, amountTyped: false },
  })
  const { transaction, entry, bank } = await written(await reverse(no))
  expect(transaction).toMatchObject({ documentType: "refund", documentNo: no, reversesNo: entryNo })
  expect(entry).toMatchObject({ documentType: "refund", documentNo: no, amount: "70", amountLcy: "70" })
  expect(bank).toMatchObject({ amount: "-70", amountLcy: "-70" })
  expect(await books.remaining(memo)).toEqual([[70, 70]])
})

test("what the bank took and charged stands on its entry, and turned on the reversal's", async () => {
  const no = await books.pay(books.american, "100", [], { bankAmount: "94.48", bankCharges: "2.50" })
  const own = { bankAccountNo: "BANK", currencyCode: "EUR", amountTyped: true, chargesAccountNo: "4530" }
  await inCompany(books.companyId, tx => tx.update(bankAccount).set({ bankChargesAccountNo: "4540" }))
  expect((await written(await books.entryOf(no))).bank).toMatchObject({
    ...own,
    description: "By bank",
    postingDate: "2026-05-10",
    amount: "-96.98",
    amountLcy: "-96.98",
    charges: "2.5",
    chargesLcy: "2.5",
  })
  const { entry, bank } = await written(await reverse(no))
  expect(bank).toMatchObject({
    ...own,
    description: "Mistake",
    amount: "96.98",
    amountLcy: "96.98",
    charges: "-2.5",
    chargesLcy: "-2.5",
  })
  // At the bank's own rate, as the payment.
  expect(entry).toMatchObject({ exchangeRateAmount: "100", relationalExchangeRateAmount: "94.48", amountLcy: "-94.48" })
})

test("a payment is of the posting group of what it settles, and on account of the vendor's own", async () => {
  const group = (vendorPostingGroup: string) =>
    inCompany(books.companyId, tx => tx.update(vendor).set({ vendorPostingGroup }).where(eq(vendor.no, books.dutch.no)))
  const invoice = await books.owe(books.dutch, { none: "30" })
  await group("EU")
  const settling = await books.entryOf(await books.pay(books.dutch, "30", of(invoice, "30")))
  const onAccount = await books.entryOf(await books.pay(books.dutch, "30", []))
  await group("BINNENL")
  expect((await written(settling)).entry).toMatchObject({ vendorPostingGroup: "BINNENL" })
  expect((await written(onAccount)).entry).toMatchObject({ vendorPostingGroup: "EU" })
  expect((await books.accountsOf(settling))[0]).toEqual(["1600", 30])
})

test("an entry of before rates were kept is applied and reversed without one", async () => {
  // 117.50 dollars are 100.00 euro in May; 50.00 of them 42.55.
  const invoice = await books.owe(books.american, { none: "50" })
  const no = await books.pay(books.american, "117.50", [])
  const entryNo = await books.entryOf(no)
  await forgetRate(entryNo)
  const applied = await applyEntries(books.manager, { entryNo, ...on("2026-05-20"), applications: of(invoice, "50") })
  expect((await books.accountsOf(applied)).map(([account]) => account)).toEqual(["1620", "1620"])
  const { entry } = await written(await reverse(no))
  expect(entry).toMatchObject({ exchangeRateAmount: null, relationalExchangeRateAmount: null, amountLcy: "-100" })
  expect(await books.remaining(invoice, entryNo)).toEqual([
    [-50, -42.55],
    [0, 0],
  ])
})

test("what is written off with an application is measured at the rate of what is applied", async () => {
  const limit = (maxWriteOffAmount: string) =>
    inCompany(books.companyId, tx => tx.update(purchasesSetup).set({ maxWriteOffAmount }))
  await limit("0.50")
  const invoice = await books.owe(books.american, { none: "100" })
  const apply = async (bankAmount: string) => {
    const entryNo = await books.entryOf(await books.pay(books.american, "99.45", [], { bankAmount }))
    const applications = [{ vendorLedgerEntryNo: invoice, amount: "99.45", difference: "write_off" as const }]
    return applyEntries(books.manager, { entryNo, ...on("2026-05-20"), applications })
  }
  // 0.55 USD are 0.47 EUR by the table, but 0.52 (0.5225) where the bank took 94.48 for 99.45; 0.4977 where it took 90.00.
  expect(await refusal(apply("94.48"))).toEqual([[`entries.${invoice}`, "payment.difference_above_maximum"]])
  const d = detailedVendorLedgerEntry
  const [closed] = await inCompany(books.companyId, async tx =>
    tx
      .select()
      .from(d)
      .where(and(eq(d.transactionNo, await apply("90")), eq(d.entryType, "write_off"))),
  )
  expect(closed).toMatchObject({ amount: "0.55", amountLcy: "0.5", reasonCode: "AFBOEKING", glAccountNo: "4985" })
  await limit("10")
})

test("a discount is of when it was paid, with the days of grace, however late it is applied", async () => {
  const invoice = await books.owe(books.dutch, { none: "100" })
  const grace = (paymentDiscountGraceDays: number) =>
    inCompany(books.companyId, tx => tx.update(purchasesSetup).set({ paymentDiscountGraceDays }))
  const late = await books.entryOf(await books.pay(books.dutch, "98", [], on("2026-05-14")))
  const apply = () =>
    applyEntries(books.manager, { entryNo: late, ...on("2026-06-20"), applications: whole(invoice, "98") })
  await grace(1)
  expect(await refusal(apply())).toEqual([[`entries.${invoice}`, "payment.discount_late"]])
  await grace(2)
  expect(await books.accountsOf(await apply())).toEqual([
    ["1600", 2],
    ["7700", -2],
  ])
  await grace(0)
})

test("only what is realized or rounded now needs its account", async () => {
  const accounts = (set: Partial<typeof currency.$inferInsert>) =>
    inCompany(books.companyId, tx => tx.update(currency).set(set).where(eq(currency.code, "USD")))
  const [gains, losses, rounding] = ["9300", "9310", "9320"]
  const all = { realizedGainsAccountNo: gains, realizedLossesAccountNo: losses, roundingAccountNo: rounding }
  const none = { realizedGainsAccountNo: null, realizedLossesAccountNo: null, roundingAccountNo: null }
  const missing = [{ code: "payment.exchange_accounts_missing", params: { currency: "USD" }, field: undefined }]
  // A euro is 1.175 dollars in May and 1.162 in July.
  const applied = async (owed: string, paid: string) => {
    const invoice = await books.owe(books.american, { none: "100" }, on(owed))
    const entryNo = await books.entryOf(await books.pay(books.american, "100", [], on(paid)))
    return () => applyEntries(books.manager, { entryNo, ...on("2026-07-06"), applications: of(invoice, "100") })
  }
  const gain = await applied("2026-07-06", "2026-05-10")
  const loss = await applied("2026-05-04", "2026-07-06")
  // 500 USD are 425.53 euro; twice 250 are 212.77 each, a cent more.
  const invoice = await books.owe(books.american, { none: "500" })
  const half = async () => {
    const entryNo = await books.entryOf(await books.pay(books.american, "250", []))
    return () => applyEntries(books.manager, { entryNo, ...on("2026-05-10"), applications: of(invoice, "250") })
  }
  const [first, second] = [await half(), await half()]
  await accounts({ ...all, realizedLossesAccountNo: null })
  expect(await issuesOf(loss())).toEqual(missing)
  await accounts({ ...none, realizedLossesAccountNo: losses })
  expect(await issuesOf(gain())).toEqual(missing)
  expect(await books.accountsOf(await loss())).toContainEqual(["9310", 0.95])
  await accounts({ ...none, realizedGainsAccountNo: gains })
  expect(await books.accountsOf(await gain())).toContainEqual(["9300", -0.95])
  await accounts(none)
  await first()
  expect(await issuesOf(second())).toEqual(missing)
  await accounts({ ...none, roundingAccountNo: rounding })
  expect(await books.accountsOf(await second())).toContainEqual(["9320", 0.01])
  await accounts(all)
})

test("the VAT entry of a discount says of which entry it lessens VAT, and how", async () => {
  const invoice = await books.owe(books.european, { high: "200" })
  const no = await books.pay(books.european, "196", whole(invoice, "196"))
  const [entry] = await inCompany(books.companyId, async tx =>
    tx
      .select()
      .from(vatEntry)
      .where(eq(vatEntry.transactionNo, await books.entryOf(no))),
  )
  expect(entry).toMatchObject({
    vatCalculationType: "reverse_charge",
    base: "-4",
    amount: "-0.84",
    nonDeductibleBase: "0",
    nonDeductibleAmount: "0",
    vendorLedgerEntryNo: invoice,
    vendorNo: books.european.no,
    postingDate: "2026-05-10",
  })
  expect(entry!.reverseChargeVatAccountNo).not.toBeNull()
})
