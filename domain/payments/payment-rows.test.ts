/** What a payment, its application and its reversal write, row by row, and why each is refused; sums: register-payment.test.ts. */
import { and, asc, eq } from "drizzle-orm"
import { beforeAll, expect, test } from "vitest"
import {
  bankAccount,
  bankAccountLedgerEntry,
  currency,
  detailedVendorLedgerEntry,
  event,
  glAccount,
  glEntry,
  ledgerTransaction,
  purchasesSetup,
  type vendor,
  vendorLedgerEntry,
} from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import type { IsoDate } from "@/domain/dates/date"
import { Refusal } from "@/domain/errors"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { makeActor, makeCompany, makeItem, makeVendor } from "@/test/factories"
import { makePurchaseInvoice } from "@/test/purchase-invoices"
import { applyEntries } from "./apply-entries"
import type { NewPayment } from "./check-payment"
import { findPayment } from "./find-payment"
import { registerPayment } from "./register-payment"
import { reversePayment } from "./reverse-payment"
import { unapplyEntries } from "./unapply-entries"

let companyId: number
let manager: Actor
let american: typeof vendor.$inferSelect
let serviceNo: string

beforeAll(async () => {
  companyId = (await makeCompany()).id
  manager = await makeActor(companyId, "purchasing_manager")
  american = await makeVendor(companyId, {
    currencyCode: "USD",
    vatBusPostingGroup: "BUITENL",
    genBusPostingGroup: "BUITENL",
    vendorPostingGroup: "BUITENL",
  })
  const groups = { genProdPostingGroup: "DIENSTEN", vatProdPostingGroup: "NUL", inventoryPostingGroup: null }
  serviceNo = (await makeItem(companyId, { type: "service", ...groups })).no
  const dollars = { companyId, no: "USD", name: "Dollars", currencyCode: "USD", glAccountNo: "1100" }
  await inOurs(tx => tx.insert(bankAccount).values(dollars))
})

const day = (date: string) => date as IsoDate
const inOurs = <T>(work: (tx: Tx) => Promise<T>) => inCompany(companyId, work)

async function owe(price: string, postingDate = "2026-05-04") {
  const line = { no: serviceNo, quantity: "1", price }
  return postPurchaseDocument(manager, await makePurchaseInvoice(manager, american.no, [line], { postingDate }), {
    unreviewed: true,
  })
}

/** Dollars: a euro is 1.175 of them in May and June, 1.162 in July. @returns number, and that of its entry */
async function pay(amount: string, more: Partial<NewPayment> = {}): Promise<{ no: string; entryNo: number }> {
  const no = await registerPayment(manager, {
    vendorNo: american.no,
    bankAccountNo: "BANK",
    postingDate: day("2026-06-30"),
    currency: "USD",
    amount,
    description: "  By bank ",
    externalDocumentNo: "ORDER-7",
    applications: [],
    ...more,
  })
  return { no, entryNo: (await inOurs(tx => findPayment(tx, companyId, no))).entry.transactionNo }
}

/** Everything that a transaction wrote. */
async function written(transactionNo: number) {
  return inOurs(async tx => {
    const [transaction] = await tx.select().from(ledgerTransaction).where(eq(ledgerTransaction.no, transactionNo))
    const [entry] = await tx.select().from(vendorLedgerEntry).where(eq(vendorLedgerEntry.transactionNo, transactionNo))
    const b = bankAccountLedgerEntry
    const bank = await tx.select().from(b).where(eq(b.transactionNo, transactionNo))
    const d = detailedVendorLedgerEntry
    const details = await tx.select().from(d).where(eq(d.transactionNo, transactionNo)).orderBy(asc(d.lineNo))
    const gl = await tx
      .select()
      .from(glEntry)
      .where(eq(glEntry.transactionNo, transactionNo))
      .orderBy(asc(glEntry.lineNo))
    return { transaction, entry, bank, details, gl }
  })
}

/** The latest event of that kind: of what, and what it says. */
async function told(kind: string) {
  const rows = await inOurs(tx =>
    tx
      .select({ subjectType: event.subjectType, subjectNo: event.subjectNo, data: event.data, by: event.actorName })
      .from(event)
      .where(and(eq(event.companyId, companyId), eq(event.kind, kind)))
      .orderBy(asc(event.id)),
  )
  return rows.at(-1)
}

const issuesOf = async (work: Promise<unknown>) => {
  const error = await work.catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(Refusal)
  return (error as Refusal).issues
}

test("a payment in dollars from an account in euro: both amounts, at the day's rate, told in the history", async () => {
  const { no, entryNo } = await pay("117.50")
  const { transaction, entry, bank, details, gl } = await written(entryNo)
  const same = { postingDate: "2026-06-30", documentDate: "2026-06-30", description: "By bank" }
  expect(transaction).toMatchObject({
    ...same,
    documentType: "payment",
    documentNo: no,
    externalDocumentNo: "ORDER-7",
    vendorNo: american.no,
    reversesNo: null,
    setupVersion: expect.any(Number),
    postedBy: manager.userId,
    postedByName: manager.name,
  })
  expect(entry).toMatchObject({
    ...same,
    vendorNo: american.no,
    vendorPostingGroup: "BUITENL",
    documentType: "payment",
    documentNo: no,
    externalDocumentNo: "ORDER-7",
    dueDate: "2026-06-30",
    currencyCode: "USD",
    amount: "117.5",
    amountLcy: "100",
    exchangeRateAmount: "1.175",
    relationalExchangeRateAmount: "1",
  })
  expect(bank).toMatchObject([
    { bankAccountNo: "BANK", currencyCode: "EUR", postingDate: "2026-06-30", amount: "-100", amountLcy: "-100" },
  ])
  expect(details).toMatchObject([
    {
      lineNo: 1,
      vendorLedgerEntryNo: entryNo,
      appliedEntryNo: null,
      entryType: "initial_entry",
      vendorNo: american.no,
      postingDate: "2026-06-30",
      currencyCode: "USD",
      amount: "117.5",
      amountLcy: "100",
    },
  ])
  expect(gl.map(row => [row.lineNo, row.glAccountNo, row.amount, row.description, row.postingDate])).toEqual([
    [1, "1620", "100", "By bank", "2026-06-30"],
    [2, "1100", "-100", "By bank", "2026-06-30"],
  ])
  expect(gl[0]).toMatchObject({ genProdPostingGroup: null, vatProdPostingGroup: null })
  expect(await told("payment.registered")).toEqual({
    subjectType: "payment",
    subjectNo: no,
    data: { vendorName: american.name, amount: "117.5", currencyCode: "USD" },
    by: manager.name,
  })
})

test("from an account in dollars the bank gives dollars, without an order's number where none is known", async () => {
  const { entryNo } = await pay("117.50", { bankAccountNo: "USD", externalDocumentNo: undefined })
  const { transaction, entry, bank } = await written(entryNo)
  expect(bank).toMatchObject([{ bankAccountNo: "USD", currencyCode: "USD", amount: "-117.5", amountLcy: "-100" }])
  expect([transaction?.externalDocumentNo, entry?.externalDocumentNo]).toEqual(["", ""])
})

test("applying writes both sides and what is gained, on no entry of its own and no bank; undoing it turns them", async () => {
  const { no, entryNo } = await pay("500")
  const [first, second] = [await owe("400", "2026-07-06"), await owe("50", "2026-07-06")]
  const parts = [
    { vendorLedgerEntryNo: first.transactionNo, amount: "400" },
    { vendorLedgerEntryNo: second.transactionNo, amount: "50.00" },
  ]
  const july = day("2026-07-20")
  const applied = await written(await applyEntries(manager, { entryNo, postingDate: july, applications: parts }))
  expect(applied.transaction).toMatchObject({
    documentType: "payment",
    documentNo: no,
    description: "By bank",
    postingDate: july,
    vendorNo: american.no,
    setupVersion: expect.any(Number),
  })
  expect([applied.entry, applied.bank]).toEqual([undefined, []])
  const sides = ({ details }: typeof applied) =>
    details.map(row => [row.vendorLedgerEntryNo, row.appliedEntryNo, row.entryType, row.amount, row.amountLcy])
  const one = first.transactionNo
  expect(sides(applied).slice(0, 3)).toEqual([
    [entryNo, one, "application", "-400", "-340.42"],
    [one, entryNo, "application", "400", "340.42"],
    [one, entryNo, "realized_gain", "0", "3.81"],
  ])
  expect(await told("payment.applied")).toMatchObject({
    subjectType: "payment",
    subjectNo: no,
    data: { documents: `${first.no}, ${second.no}`, amount: "450", currencyCode: "USD" },
  })
  const undone = await written(await unapplyEntries(manager, { entryNo, appliedEntryNo: one, postingDate: july }))
  expect(undone.transaction).toMatchObject({ documentType: "unapplication", documentNo: no, description: "By bank" })
  expect([undone.entry, undone.bank]).toEqual([undefined, []])
  expect(sides(undone).sort()).toEqual(
    [
      [entryNo, one, "application", "400", "340.42"],
      [one, entryNo, "application", "-400", "-340.42"],
      [one, entryNo, "realized_gain", "0", "-3.81"],
    ].sort(),
  )
  expect(undone.gl.map(row => [row.glAccountNo, Number(row.amount)])).toEqual([
    ["1620", -3.81],
    ["9300", 3.81],
  ])
  expect(await told("payment.unapplied")).toMatchObject({
    subjectType: "payment",
    subjectNo: no,
    data: { document: first.no },
  })
})

test("a reversal turns every entry of the payment, closes both, and keeps the reason", async () => {
  const { no, entryNo } = await pay("117.50", { bankAccountNo: "USD" })
  const reversal = await reversePayment(manager, no, day("2026-07-01"), " Paid twice ")
  const { transaction, entry, bank, details } = await written(reversal)
  const common = { documentNo: no, description: "Paid twice", postingDate: "2026-07-01" }
  expect(transaction).toMatchObject({ ...common, documentType: "payment", reversesNo: entryNo })
  expect(entry).toMatchObject({
    ...common,
    documentType: "payment",
    vendorPostingGroup: "BUITENL",
    currencyCode: "USD",
    amount: "-117.5",
    amountLcy: "-100",
    exchangeRateAmount: "1.175",
    relationalExchangeRateAmount: "1",
  })
  expect(bank).toMatchObject([{ bankAccountNo: "USD", currencyCode: "USD", amount: "117.5", amountLcy: "100" }])
  expect(details.map(row => [row.vendorLedgerEntryNo, row.appliedEntryNo, row.entryType, row.amount])).toEqual([
    [reversal, null, "initial_entry", "-117.5"],
    [entryNo, reversal, "application", "-117.5"],
    [reversal, entryNo, "application", "117.5"],
  ])
  expect(await told("payment.reversed")).toMatchObject({
    subjectType: "payment",
    subjectNo: no,
    data: { reason: "Paid twice" },
  })
  expect(await issuesOf(reversePayment(manager, no, day("2026-07-02"), "Again"))).toEqual([
    { code: "payment.reversed", params: { no, by: manager.name, date: "2026-07-01" }, field: undefined },
  ])
})

/** Does it while the company's setup is otherwise. */
async function during(
  change: (tx: Tx) => Promise<unknown>,
  back: (tx: Tx) => Promise<unknown>,
  work: () => Promise<void>,
) {
  await inOurs(change)
  await work().finally(() => inOurs(back))
}
const blockGains = (blocked: boolean) => (tx: Tx) =>
  tx.update(glAccount).set({ blocked }).where(eq(glAccount.no, "9300"))

test("a reversal wants a reason of its length and a day that is allowed, not before the payment", async () => {
  const { no } = await pay("10")
  const july = day("2026-07-01")
  const reverse = (...[date, reason]: [IsoDate, string]) => issuesOf(reversePayment(manager, no, date, reason))
  expect(await reverse(day("2026-06-29"), "  ")).toEqual([
    { field: "postingDate", code: "payment.reversal_before", params: { date: "2026-06-30" } },
    { field: "reason", code: "required" },
  ])
  expect(await reverse(july, "x".repeat(101))).toEqual([
    { field: "reason", code: "too_long", params: { maximum: 100 } },
  ])
  const close = (allowPostingTo: string | null) => (tx: Tx) => tx.update(purchasesSetup).set({ allowPostingTo })
  await during(close("2026-06-30"), close(null), async () => {
    expect((await reverse(july, "Wrong")).map(({ field, code }) => [field, code])).toEqual([
      ["postingDate", "posting_date_not_allowed"],
    ])
  })
  const block = (blocked: boolean) => (tx: Tx) => tx.update(glAccount).set({ blocked }).where(eq(glAccount.no, "1620"))
  await during(block(true), block(false), async () => {
    expect((await reverse(july, "Wrong")).map(({ code, params }) => [code, params?.no])).toEqual([
      ["payment.account_unusable", "1620"],
    ])
  })
  expect(await reversePayment(manager, no, day("2026-06-30"), "x".repeat(100))).toBeGreaterThan(0)
})

test("a reversal is not before the latest day on which something was applied, whichever was applied last", async () => {
  const { no, entryNo } = await pay("30")
  for (const date of ["2026-07-20", "2026-07-06"]) {
    const applications = [{ vendorLedgerEntryNo: (await owe("10")).transactionNo, amount: "10" }]
    await applyEntries(manager, { entryNo, postingDate: day(date), applications })
  }
  expect(await issuesOf(reversePayment(manager, no, day("2026-07-19"), "Wrong"))).toEqual([
    { field: "postingDate", code: "payment.reversal_before", params: { date: "2026-07-20" } },
  ])
})

test("applying wants something to apply, a day not before the payment, and no more than is left of it", async () => {
  const { entryNo } = await pay("30")
  const owed = await owe("100")
  const apply = (amounts: string[], date = "2026-07-10") =>
    issuesOf(
      applyEntries(manager, {
        entryNo,
        postingDate: day(date),
        applications: amounts.map(amount => ({ vendorLedgerEntryNo: owed.transactionNo, amount })),
      }),
    )
  expect(await apply([])).toEqual([{ code: "payment.nothing_applied" }])
  expect(await apply(["30.5"])).toEqual([
    { code: "payment.applied_more_than_amount", params: { applied: "30.50", amount: "30.00" } },
  ])
  expect(await apply(["30"], "2026-06-29")).toEqual([
    { field: "postingDate", code: "payment.application_before", params: { date: "2026-06-30" } },
  ])
})

test("a gain needs its account to be set up and open, and is told before anything is written", async () => {
  const { entryNo } = await pay("100")
  const owed = await owe("100", "2026-07-06")
  const applied = { entryNo, appliedEntryNo: owed.transactionNo, postingDate: day("2026-07-10") }
  const apply = () =>
    applyEntries(manager, { ...applied, applications: [{ vendorLedgerEntryNo: owed.transactionNo, amount: "100" }] })
  const gains = (realizedGainsAccountNo: string | null) => (tx: Tx) =>
    tx.update(currency).set({ realizedGainsAccountNo }).where(eq(currency.code, "USD"))
  await during(gains(null), gains("9300"), async () => {
    expect(await issuesOf(apply())).toMatchObject([
      { code: "payment.exchange_accounts_missing", params: { currency: "USD" } },
    ])
  })
  const unusable = [["payment.account_unusable", "9300"]]
  await during(blockGains(true), blockGains(false), async () => {
    expect((await issuesOf(apply())).map(({ code, params }) => [code, params?.no])).toEqual(unusable)
  })
  await apply()
  await during(blockGains(true), blockGains(false), async () => {
    expect((await issuesOf(unapplyEntries(manager, applied))).map(({ code, params }) => [code, params?.no])).toEqual(
      unusable,
    )
  })
  expect(await issuesOf(unapplyEntries(manager, { ...applied, postingDate: day("2026-07-09") }))).toEqual([
    { field: "postingDate", code: "payment.unapplication_before", params: { date: "2026-07-10" } },
  ])
})
