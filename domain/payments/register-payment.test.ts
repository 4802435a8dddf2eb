import { asc, eq } from "drizzle-orm"
import { beforeAll, expect, test } from "vitest"
import {
  bankAccount,
  bankAccountLedgerEntry,
  detailedVendorLedgerEntry,
  glEntry,
  postedPurchaseDocument,
  purchasesSetup,
  vendor,
  vendorLedgerEntry,
} from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import type { IsoDate } from "@/domain/dates/date"
import { Forbidden, NotFound, Refusal } from "@/domain/errors"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { makeActor, makeCompany, makeItem, makeVendor, type TestCompany, type TestItem } from "@/test/factories"
import { makePurchaseInvoice } from "@/test/purchase-invoices"
import { applyEntries } from "./apply-entries"
import type { NewPayment } from "./check-payment"
import { findPayment } from "./find-payment"
import { readEntries } from "./read-entries"
import { registerPayment } from "./register-payment"
import { reversePayment } from "./reverse-payment"
import { unapplyEntries } from "./unapply-entries"

let home: TestCompany
let manager: Actor
let dutch: typeof vendor.$inferSelect
let american: typeof vendor.$inferSelect
let service: TestItem

beforeAll(async () => {
  home = await makeCompany()
  manager = await makeActor(home.id, "purchasing_manager")
  dutch = await makeVendor(home.id)
  american = await makeVendor(home.id, {
    currencyCode: "USD",
    vatBusPostingGroup: "BUITENL",
    genBusPostingGroup: "BUITENL",
    vendorPostingGroup: "BUITENL",
  })
  service = await makeItem(home.id, {
    type: "service",
    genProdPostingGroup: "DIENSTEN",
    vatProdPostingGroup: "NUL",
    inventoryPostingGroup: null,
  })
})

/** A posted invoice over so much, without VAT. @returns the number of its vendor ledger entry */
async function owe(to: { no: string }, price: string, postingDate = "2026-05-04"): Promise<number> {
  const no = await makePurchaseInvoice(manager, to.no, [{ no: service.no, quantity: "1", price }], { postingDate })
  return (await postPurchaseDocument(manager, no, { unreviewed: true })).transactionNo
}

const paying = (to: { no: string }, amount: string, applications: [number, string][], more: Partial<NewPayment> = {}) =>
  registerPayment(manager, {
    vendorNo: to.no,
    bankAccountNo: "BANK",
    postingDate: "2026-07-10" as IsoDate,
    currency: to.no === american.no ? "USD" : "EUR",
    amount,
    description: "By bank",
    applications: applications.map(([vendorLedgerEntryNo, part]) => ({ vendorLedgerEntryNo, amount: part })),
    ...more,
  })

/** What is wrong, by field. */
async function refusal(work: Promise<unknown>): Promise<(string | undefined)[][]> {
  const error = await work.catch((caught: unknown) => caught)
  expect(error).toBeInstanceOf(Refusal)
  return (error as Refusal).issues.map(({ field, code }) => [field, code])
}

const entryOfPayment = (no: string) =>
  inCompany(home.id, async tx => (await findPayment(tx, home.id, no)).entry.transactionNo)

async function remaining(...nos: number[]): Promise<[number, number][]> {
  const entries = await inCompany(home.id, tx => readEntries(tx, home.id, nos))
  return nos.map(no => [Number(entries.get(no)!.remaining), Number(entries.get(no)!.remainingLcy)])
}

async function accountsOf(transactionNo: number): Promise<[string, number][]> {
  const rows = await inCompany(home.id, tx =>
    tx.select().from(glEntry).where(eq(glEntry.transactionNo, transactionNo)).orderBy(asc(glEntry.lineNo)),
  )
  return rows.map(row => [row.glAccountNo, Number(row.amount)])
}

test("settles one invoice whole and one in part, the rest stays on account", async () => {
  const [first, second] = [await owe(dutch, "100"), await owe(dutch, "50")]
  const no = await paying(dutch, "140", [
    [first, "100"],
    [second, "20"],
  ])
  expect(no).toMatch(/^BET26-\d{5}$/)
  const entry = await entryOfPayment(no)
  expect(await accountsOf(entry)).toEqual([
    ["1600", 140],
    ["1100", -140],
  ])
  expect(await remaining(first, second, entry)).toEqual([
    [0, 0],
    [-30, -30],
    [20, 20],
  ])
  const [bank] = await inCompany(home.id, tx =>
    tx.select().from(bankAccountLedgerEntry).where(eq(bankAccountLedgerEntry.transactionNo, entry)),
  )
  expect(bank).toMatchObject({ bankAccountNo: "BANK", currencyCode: "EUR", amount: "-140", amountLcy: "-140" })
})

test("dollars paid at another rate close in euro too; the difference is realized, and taken back by the reversal", async () => {
  // 1 EUR is 1.175 USD in May and 1.162 USD in July: 1,000 USD cost 851.06 and then 860.59 euro.
  const [first, second] = [await owe(american, "700"), await owe(american, "300")]
  expect(await remaining(first, second)).toEqual([
    [-700, -595.74],
    [-300, -255.32],
  ])
  const no = await paying(american, "1000", [
    [first, "700"],
    [second, "300"],
  ])
  const entry = await entryOfPayment(no)
  expect(await remaining(first, second, entry)).toEqual([
    [0, 0],
    [0, 0],
    [0, 0],
  ])
  expect(await accountsOf(entry)).toEqual([
    ["1620", 851.06],
    ["9310", 9.53],
    ["1100", -860.59],
  ])
  const reversal = await reversePayment(manager, no, "2026-07-11" as IsoDate, "Paid twice")
  expect(await accountsOf(reversal)).toEqual([
    ["1620", -851.06],
    ["9310", -9.53],
    ["1100", 860.59],
  ])
  expect(await remaining(first, second, entry, reversal)).toEqual([
    [-700, -595.74],
    [-300, -255.32],
    [0, 0],
    [0, 0],
  ])
  expect(await refusal(reversePayment(manager, no, "2026-07-12" as IsoDate, "Again"))).toEqual([
    [undefined, "payment.reversed"],
  ])
})

test("a cent that rounding leaves at an unchanged rate is a rounding, no loss, and is taken back as one", async () => {
  // 500 USD are 425.53 euro; twice 250 are 212.77 each, a cent more.
  const owed = await owe(american, "500")
  const onTheDay = { postingDate: "2026-05-20" as IsoDate }
  await paying(american, "250", [[owed, "250"]], onTheDay)
  const second = await paying(american, "250", [[owed, "250"]], onTheDay)
  const entry = await entryOfPayment(second)
  expect(await remaining(owed, entry)).toEqual([
    [0, 0],
    [0, 0],
  ])
  expect(await accountsOf(entry)).toEqual([
    ["1620", 212.76],
    ["9320", 0.01],
    ["1100", -212.77],
  ])
  const details = await inCompany(home.id, tx =>
    tx.select().from(detailedVendorLedgerEntry).where(eq(detailedVendorLedgerEntry.transactionNo, entry)),
  )
  expect(details.map(({ entryType }) => entryType)).toContain("rounding")
  expect(await accountsOf(await reversePayment(manager, second, "2026-05-21" as IsoDate, "Mistake"))).toEqual([
    ["1620", -212.76],
    ["9320", -0.01],
    ["1100", 212.77],
  ])
})

test("every reason at once, each beside its field, and nothing is written", async () => {
  const [closed, foreign, partly] = [await owe(dutch, "10"), await owe(american, "10"), await owe(dutch, "25")]
  await paying(dutch, "10", [[closed, "10"]])
  const before = await inCompany(home.id, tx => tx.select().from(vendorLedgerEntry))
  await inCompany(home.id, async tx => {
    await tx.update(purchasesSetup).set({ allowPostingFrom: "2026-06-01", allowPostingTo: "2026-06-30" })
    await tx.update(vendor).set({ blocked: "payment" }).where(eq(vendor.no, dutch.no))
    await tx.update(bankAccount).set({ blocked: true }).where(eq(bankAccount.no, "SPAAR"))
  })
  const wrong = paying(
    dutch,
    "-5.123",
    [
      [closed, "1"],
      [foreign, "1"],
      [partly, "25.01"],
      [999_999, "1"],
    ],
    { bankAccountNo: "SPAAR" },
  )
  expect(await refusal(wrong)).toEqual([
    ["vendorNo", "payment.vendor_blocked_payment"],
    ["bankAccountNo", "payment.bank_account_blocked"],
    ["postingDate", "posting_date_not_allowed"],
    ["amount", "payment.amount_not_positive"],
    ["amount", "payment.amount_decimals"],
    [`entries.${closed}`, "payment.entry_closed"],
    [`entries.${foreign}`, "payment.entry_not_found"],
    [`entries.${partly}`, "payment.more_than_remaining"],
    ["entries.999999", "payment.entry_not_found"],
  ])
  await inCompany(home.id, async tx => {
    await tx.update(purchasesSetup).set({ allowPostingFrom: null, allowPostingTo: null })
    await tx.update(vendor).set({ blocked: "" }).where(eq(vendor.no, dutch.no))
    await tx.update(bankAccount).set({ blocked: false }).where(eq(bankAccount.no, "SPAAR"))
  })
  expect(await inCompany(home.id, tx => tx.select().from(vendorLedgerEntry))).toEqual(before)
  const early = { postingDate: "2026-05-03" as IsoDate }
  expect(await refusal(paying(dutch, "25", [[partly, "25"]], early))).toEqual([
    [`entries.${partly}`, "payment.entry_later"],
  ])
  expect(await refusal(paying(american, "10", [], { postingDate: "2009-01-01" as IsoDate }))).toEqual([
    ["postingDate", "exchange_rate_missing"],
  ])
  expect(await refusal(paying(dutch, "10", [], { currency: "XXX" }))).toEqual([
    ["currency", "payment.currency_unknown"],
  ])
})

test("of two who pay one invoice at once the second is told, and a form sent twice pays once", async () => {
  const entry = await owe(dutch, "80")
  const both = await Promise.allSettled([paying(dutch, "80", [[entry, "80"]]), paying(dutch, "80", [[entry, "80"]])])
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"])
  const refused = both.find(({ status }) => status === "rejected") as PromiseRejectedResult
  expect((refused.reason as Refusal).issues.map(({ code }) => code)).toEqual(["payment.entry_closed"])
  const again = await owe(dutch, "60")
  const formId = "form-of-sixty"
  const same = await Promise.all([1, 2, 3].map(() => paying(dutch, "60", [[again, "60"]], { formId })))
  expect(new Set(same).size).toBe(1)
  // Back, and another amount: not what was registered before.
  expect(same).not.toContain(await paying(dutch, "61", [], { formId }))
})

test("a payment on account is applied later and taken off again, at its own rate", async () => {
  const no = await paying(american, "500", [], { postingDate: "2026-06-30" as IsoDate })
  const payment = await entryOfPayment(no)
  const invoice = await owe(american, "400", "2026-07-06")
  const july = { postingDate: "2026-07-20" as IsoDate }
  const apply = (amount: string) =>
    applyEntries(manager, { ...july, entryNo: payment, applications: [{ vendorLedgerEntryNo: invoice, amount }] })
  expect(await refusal(apply("400.01"))).toEqual([[`entries.${invoice}`, "payment.more_than_remaining"]])
  const applied = await apply("400")
  // 400 of 500 USD paid are 340.42 of 425.53 euro; they were booked as 344.23: 3.81 gained.
  expect(await accountsOf(applied)).toEqual([
    ["1620", 3.81],
    ["9300", -3.81],
  ])
  expect(await remaining(payment, invoice)).toEqual([
    [100, 85.11],
    [0, 0],
  ])
  await unapplyEntries(manager, { ...july, entryNo: payment, appliedEntryNo: invoice })
  expect(await remaining(payment, invoice)).toEqual([
    [500, 425.53],
    [-400, -344.23],
  ])
  expect(await refusal(unapplyEntries(manager, { ...july, entryNo: payment, appliedEntryNo: invoice }))).toEqual([
    [undefined, "payment.not_applied"],
  ])
  await apply("100")
  expect(await refusal(reversePayment(manager, no, "2026-07-19" as IsoDate, "Wrong account"))).toEqual([
    ["postingDate", "payment.reversal_before"],
  ])
  const reversal = await reversePayment(manager, no, "2026-07-20" as IsoDate, "Wrong account")
  expect(await remaining(payment, invoice, reversal)).toEqual([
    [0, 0],
    [-400, -344.23],
    [0, 0],
  ])
  expect(await refusal(unapplyEntries(manager, { ...july, entryNo: payment, appliedEntryNo: reversal }))).toEqual([
    [undefined, "payment.application_kept"],
  ])
})

test("what is on account settles several invoices in part, is taken off one and applied to both again", async () => {
  const payment = await entryOfPayment(await paying(american, "500", [], { postingDate: "2026-06-30" as IsoDate }))
  const [first, second] = [await owe(american, "200", "2026-07-06"), await owe(american, "300", "2026-07-06")]
  const july = { postingDate: "2026-07-20" as IsoDate, entryNo: payment }
  const apply = (...amounts: string[]) =>
    applyEntries(manager, {
      ...july,
      applications: [first, second].map((vendorLedgerEntryNo, index) => ({
        vendorLedgerEntryNo,
        amount: amounts[index]!,
      })),
    })
  // Booked at 1.162, paid at 1.175: half of each invoice is worth 0.95 and 1.43 euro less than it was booked at.
  expect(await accountsOf(await apply("100", "150"))).toEqual([
    ["1620", 2.38],
    ["9300", -2.38],
  ])
  expect(await remaining(payment, first, second)).toEqual([
    [250, 212.76],
    [-100, -86.06],
    [-150, -129.09],
  ])
  await unapplyEntries(manager, { ...july, appliedEntryNo: first })
  expect(await remaining(payment, first, second)).toEqual([
    [350, 297.87],
    [-200, -172.12],
    [-150, -129.09],
  ])
  expect(await refusal(apply("200", "150.01"))).toEqual([
    [`entries.${second}`, "payment.more_than_remaining"],
    [undefined, "payment.applied_more_than_amount"],
  ])
  expect(await accountsOf(await apply("200", "150"))).toEqual([
    ["1620", 3.34],
    ["9300", -3.34],
  ])
  expect(await remaining(payment, first, second)).toEqual([
    [0, 0],
    [0, 0],
    [0, 0],
  ])
})

test("a euro application that moves nothing is still a transaction with entries", async () => {
  const payment = await entryOfPayment(await paying(dutch, "30", []))
  const invoice = await owe(dutch, "45")
  const applied = await applyEntries(manager, {
    entryNo: payment,
    postingDate: "2026-07-10" as IsoDate,
    applications: [{ vendorLedgerEntryNo: invoice, amount: "30" }],
  })
  expect(await accountsOf(applied)).toEqual([
    ["1600", 30],
    ["1600", -30],
  ])
  expect(await remaining(payment, invoice)).toEqual([
    [0, 0],
    [-15, -15],
  ])
})

test("an entry number that is none is nobody's", async () => {
  const postingDate = "2026-07-10" as IsoDate
  for (const none of [Number.NaN, 1.5, 1e21, Number.POSITIVE_INFINITY]) {
    const unapplied = unapplyEntries(manager, { entryNo: 1, appliedEntryNo: none, postingDate })
    await expect(unapplied).rejects.toThrow(NotFound)
  }
  const entryNo = await entryOfPayment(await paying(dutch, "5", []))
  const applied = applyEntries(manager, {
    entryNo,
    postingDate,
    applications: [{ vendorLedgerEntryNo: 999_999, amount: "5" }],
  })
  expect(await refusal(applied)).toEqual([["entries.999999", "payment.entry_not_found"]])
})

test("a purchaser may not pay, another company's payment is not there", async () => {
  const purchaser = await makeActor(home.id, "purchaser")
  const stranger = await makeActor((await makeCompany()).id, "purchasing_manager")
  const no = await paying(dutch, "1", [])
  await expect(reversePayment(purchaser, no, "2026-07-10" as IsoDate, "x")).rejects.toThrow(Forbidden)
  await expect(reversePayment(stranger, no, "2026-07-10" as IsoDate, "x")).rejects.toThrow(NotFound)
  const foreign = await registerPayment(stranger, {
    vendorNo: dutch.no,
    bankAccountNo: "BANK",
    postingDate: "2026-07-10" as IsoDate,
    currency: "EUR",
    amount: "1",
    description: "",
    applications: [],
  }).catch((error: unknown) => error)
  expect((foreign as Refusal).issues.map(({ code }) => code)).toEqual(["vendor_not_found"])
})

test("what the vendors' entries come to stands on the payables accounts", async () => {
  const [details, gl, documents] = await inCompany(home.id, tx =>
    Promise.all([
      tx.select().from(detailedVendorLedgerEntry).execute(),
      tx.select().from(glEntry).execute(),
      tx.select().from(postedPurchaseDocument).execute(),
    ]),
  )
  expect(documents.length).toBeGreaterThan(5)
  const cents = (rows: { amount: string }[]) =>
    rows.reduce((sum, { amount }) => sum + Math.round(Number(amount) * 100), 0)
  const payables = gl.filter(({ glAccountNo }) => glAccountNo.startsWith("16"))
  expect(cents(payables)).toBe(cents(details.map(({ amountLcy }) => ({ amount: amountLcy }))))
})
