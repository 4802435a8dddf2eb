/** Differences that are tolerated (0.5 %, at most 5.00) or written off (at most 10.00), worked out by hand. */
import { eq } from "drizzle-orm"
import { beforeAll, expect, test } from "vitest"
import { detailedVendorLedgerEntry, purchasesSetup, vatPostingSetup } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { IsoDate } from "@/domain/dates/date"
import { makePayables, type Payables, refusal } from "@/test/payments"
import type { DifferenceType } from "./application"
import { applyEntries } from "./apply-entries"
import { reversePayment } from "./reverse-payment"
import { unapplyEntries } from "./unapply-entries"

let books: Payables

beforeAll(async () => {
  books = await makePayables()
})

const on = (date: string) => ({ postingDate: date as IsoDate })
const closing = (vendorLedgerEntryNo: number, amount: string, difference: DifferenceType, takesDiscount = false) => [
  { vendorLedgerEntryNo, amount, difference, takesDiscount },
]

test("a few cents too little are tolerated, for their reason, and taken back with the payment", async () => {
  const invoice = await books.owe(books.dutch, { none: "121" })
  const no = await books.pay(books.dutch, "120.95", closing(invoice, "120.95", "payment_tolerance"))
  const entry = await books.entryOf(no)
  expect(await books.accountsOf(entry)).toEqual([
    ["1600", 121],
    ["4980", -0.05],
    ["1100", -120.95],
  ])
  const d = detailedVendorLedgerEntry
  const [tolerated] = await inCompany(books.companyId, tx =>
    tx.select().from(d).where(eq(d.entryType, "payment_tolerance")),
  )
  expect(tolerated).toMatchObject({ vendorLedgerEntryNo: invoice, amount: "0.05", reasonCode: "TOLERANTIE" })
  expect(await books.remaining(invoice)).toEqual([[0, 0]])
  const reversal = await reversePayment(books.manager, no, "2026-05-11" as IsoDate, "Mistake")
  expect(await books.accountsOf(reversal)).toEqual([
    ["1600", -121],
    ["4980", 0.05],
    ["1100", 120.95],
  ])
  expect(await books.remaining(invoice)).toEqual([[-121, -121]])
  expect(await books.wrong()).toEqual([])
})

test("more than the tolerance is refused, written off up to its own limit, and taken back with the application", async () => {
  const invoice = await books.owe(books.dutch, { none: "500" })
  const field = `entries.${invoice}`
  const pay = (amount: string, type: DifferenceType) => books.pay(books.dutch, amount, closing(invoice, amount, type))
  // 0.5 % is 2.50.
  expect(await refusal(pay("497.49", "payment_tolerance"))).toEqual([[field, "payment.difference_above_percent"]])
  expect(await refusal(pay("489.99", "write_off"))).toEqual([[field, "payment.difference_above_maximum"]])
  const entry = await books.entryOf(await pay("491", "write_off"))
  expect(await books.accountsOf(entry)).toEqual([
    ["1600", 500],
    ["4985", -9],
    ["1100", -491],
  ])
  const pair = { entryNo: entry, appliedEntryNo: invoice }
  const undone = await unapplyEntries(books.manager, { ...pair, ...on("2026-05-12") })
  expect(await books.accountsOf(undone)).toEqual([
    ["1600", -9],
    ["4985", 9],
  ])
  expect(await books.remaining(invoice, entry)).toEqual([
    [-500, -500],
    [491, 491],
  ])
  const again = { entryNo: entry, ...on("2026-05-13"), applications: closing(invoice, "491", "write_off") }
  expect(await books.accountsOf(await applyEntries(books.manager, again))).toEqual([
    ["1600", 9],
    ["4985", -9],
  ])
  expect(await books.wrong()).toEqual([])
})

test("with the payment discount the rest is measured after it", async () => {
  // 2 % of 121.00 is 2.42: 118.58 is payable, 118.50 is paid, 0.08 are tolerated.
  const invoice = await books.owe(books.dutch, { none: "121" })
  const paid = closing(invoice, "118.50", "payment_tolerance", true)
  const entry = await books.entryOf(await books.pay(books.dutch, "118.50", paid))
  expect(await books.accountsOf(entry)).toEqual([
    ["1600", 121],
    ["7700", -2.42],
    ["4980", -0.08],
    ["1100", -118.5],
  ])
  expect(await books.wrong()).toEqual([])
})

test("a tolerance lessens VAT where a payment discount does, and a write-off does not; taken back it leaves none", async () => {
  const adjust = (adjustForPaymentDiscount: boolean) =>
    inCompany(books.companyId, tx => tx.update(vatPostingSetup).set({ adjustForPaymentDiscount }))
  await adjust(true)
  // 100.00 + 21.00: 0.50 of 121.00 are tolerated, of which 0.09 (0.0868) is VAT.
  const invoice = await books.owe(books.dutch, { high: "100" })
  const no = await books.pay(books.dutch, "120.50", closing(invoice, "120.50", "payment_tolerance"))
  const entry = await books.entryOf(no)
  expect(await books.accountsOf(entry)).toEqual([
    ["1600", 121],
    ["4980", -0.41],
    ["1500", -0.09],
    ["1100", -120.5],
  ])
  expect(await books.vatOf(entry)).toEqual([["HOOG", -0.41, -0.09]])
  const undone = await unapplyEntries(books.manager, { entryNo: entry, appliedEntryNo: invoice, ...on("2026-05-12") })
  expect(await books.accountsOf(undone)).toEqual([
    ["1600", -0.5],
    ["4980", 0.41],
    ["1500", 0.09],
  ])
  await reversePayment(books.manager, no, "2026-05-12" as IsoDate, "Mistake")
  // 2.42 discount with 0.42 of VAT, and 0.08 tolerated with 0.01 (0.0139).
  const both = await books.pay(books.dutch, "118.50", closing(invoice, "118.50", "payment_tolerance", true))
  const discounted = await books.entryOf(both)
  expect(await books.accountsOf(discounted)).toEqual([
    ["1600", 121],
    ["7700", -2],
    ["4980", -0.07],
    ["1500", -0.43],
    ["1100", -118.5],
  ])
  const reversal = await reversePayment(books.manager, both, "2026-05-13" as IsoDate, "Mistake")
  expect(await books.accountsOf(reversal)).toContainEqual(["4980", 0.07])
  expect((await books.vatOf(reversal)).map(([, ...amounts]) => amounts)).toEqual(
    expect.arrayContaining([
      [2, 0.42],
      [0.07, 0.01],
    ]),
  )
  // A refund's is the other way round: 0.50 of the 121.00 that were credited do not come back.
  const memo = await books.credit(books.dutch, { high: "100" })
  const short = closing(memo, "120.50", "payment_tolerance")
  const refund = await books.pay(books.dutch, "120.50", short, { type: "refund" as const })
  expect(await books.vatOf(await books.entryOf(refund))).toEqual([["HOOG", 0.41, 0.09]])
  const written = await books.pay(books.dutch, "118", closing(invoice, "118", "write_off"))
  expect(await books.vatOf(await books.entryOf(written))).toEqual([])
  expect(await books.accountsOf(await books.entryOf(written))).toContainEqual(["4985", -3])
  // Without adjustment it stays as it was.
  await adjust(false)
  const other = await books.owe(books.dutch, { high: "100" })
  const last = await books.pay(books.dutch, "120.50", closing(other, "120.50", "payment_tolerance"))
  expect(await books.vatOf(await books.entryOf(last))).toEqual([])
  expect(await books.wrong()).toEqual([])
  await adjust(true)
})

test("a few cents too much are closed with the payment, in its own currency's worth", async () => {
  const overpaid = { overpaid: "payment_tolerance" as const }
  const invoice = await books.owe(books.dutch, { none: "121" })
  const whole = (entry: number, amount: string) => [{ vendorLedgerEntryNo: entry, amount }]
  const no = await books.pay(books.dutch, "121.03", whole(invoice, "121"), overpaid)
  const entry = await books.entryOf(no)
  expect(await books.accountsOf(entry)).toEqual([
    ["1600", 121],
    ["4980", 0.03],
    ["1100", -121.03],
  ])
  expect(await books.remaining(invoice, entry)).toEqual([
    [0, 0],
    [0, 0],
  ])
  // 1,001 USD in July are 861.45 EUR, one of them 0.86, against 851.06 that were booked in May: 9.53 lost.
  const dollars = await books.owe(books.american, { none: "1000" })
  const july = { ...overpaid, ...on("2026-07-10") }
  const second = await books.pay(books.american, "1001", whole(dollars, "1000"), july)
  expect(await books.accountsOf(await books.entryOf(second))).toEqual([
    ["1620", 851.06],
    ["4980", 0.86],
    ["9310", 9.53],
    ["1100", -861.45],
  ])
  await reversePayment(books.manager, second, "2026-07-11" as IsoDate, "Mistake")
  expect(await books.remaining(dollars)).toEqual([[-1000, -851.06]])
  // 999 USD are 859.72, the dollar that is missing 0.86: 9.52 lost.
  const short = closing(dollars, "999", "payment_tolerance")
  const third = await books.entryOf(await books.pay(books.american, "999", short, on("2026-07-12")))
  expect(await books.accountsOf(third)).toEqual([
    ["1620", 851.06],
    ["4980", -0.86],
    ["9310", 9.52],
    ["1100", -859.72],
  ])
  expect(await refusal(books.pay(books.dutch, "5", [], overpaid))).toEqual([["overpaid", "payment.overpaid_nothing"]])
  expect(await books.wrong()).toEqual([])
})

test("the limit is measured at the bank's own rate, at which the difference is booked", async () => {
  const limit = (maxWriteOffAmount: string) =>
    inCompany(books.companyId, tx => tx.update(purchasesSetup).set({ maxWriteOffAmount }))
  await limit("0.50")
  const invoice = await books.owe(books.american, { none: "100" })
  const pay = (bankAmount: string) => {
    const paid = closing(invoice, "99.45", "write_off")
    return books.pay(books.american, "99.45", paid, { bankAmount })
  }
  // 0.55 USD are 0.47 EUR by the table (1.175 to one), but 0.52 (0.5225) where the bank took 94.48 for 99.45.
  expect(await refusal(pay("94.48"))).toEqual([[`entries.${invoice}`, "payment.difference_above_maximum"]])
  // 90.00 for 99.45: 0.4977.
  expect(await books.accountsOf(await books.entryOf(await pay("90")))).toContainEqual(["4985", -0.5])
  const other = await books.owe(books.american, { none: "100" })
  const over = (bankAmount: string) =>
    books.pay(books.american, "100.55", [{ vendorLedgerEntryNo: other, amount: "100" }], {
      bankAmount,
      overpaid: "write_off",
    })
  // 0.55 USD beyond what is owed, where the bank took 95.52 for 100.55: 0.5225 again; at 91.00 0.4978.
  expect(await refusal(over("95.52"))).toEqual([["overpaid", "payment.overpaid_difference_above_maximum"]])
  expect(await books.accountsOf(await books.entryOf(await over("91")))).toContainEqual(["4985", 0.5])
  expect(await books.wrong()).toEqual([])
  await limit("10")
})

test("what was paid before a difference was closed stays, until that is taken back; so does a refund's", async () => {
  const invoice = await books.owe(books.dutch, { none: "100" })
  const part = await books.pay(books.dutch, "60", [{ vendorLedgerEntryNo: invoice, amount: "60" }])
  const rest = await books.pay(books.dutch, "39", closing(invoice, "39", "write_off"))
  const back = (no: string) => reversePayment(books.manager, no, "2026-05-20" as IsoDate, "Mistake")
  expect(await refusal(back(part))).toEqual([[undefined, "payment.reduced_after"]])
  await back(rest)
  await back(part)
  const payment = await books.entryOf(await books.pay(books.dutch, "50", []))
  const refund = { type: "refund" as const }
  const first = await books.pay(books.dutch, "20", [{ vendorLedgerEntryNo: payment, amount: "20" }], refund)
  const second = await books.pay(books.dutch, "29", closing(payment, "29", "write_off"), refund)
  const pair = { entryNo: payment, appliedEntryNo: await books.entryOf(first) }
  const off = () => unapplyEntries(books.manager, { ...pair, ...on("2026-05-20") })
  expect(await refusal(off())).toEqual([[undefined, "payment.reduced_after"]])
  await back(second)
  await off()
  expect(await books.remaining(invoice, payment)).toEqual([
    [-100, -100],
    [50, 50],
  ])
  expect(await books.wrong()).toEqual([])
})

test("a difference comes back from the account it went to, with its application or its payment", async () => {
  const account = (no: string | null) =>
    inCompany(books.companyId, tx => tx.update(purchasesSetup).set({ writeOffAccountNo: no }))
  const invoice = await books.owe(books.dutch, { none: "100" })
  const no = await books.pay(books.dutch, "97", closing(invoice, "97", "write_off"))
  const entry = await books.entryOf(no)
  await account(null)
  await unapplyEntries(books.manager, { entryNo: entry, appliedEntryNo: invoice, ...on("2026-05-12") })
  await account("7700")
  const again = { entryNo: entry, ...on("2026-05-13"), applications: closing(invoice, "97", "write_off") }
  expect(await books.accountsOf(await applyEntries(books.manager, again))).toContainEqual(["7700", -3])
  await account("4985")
  const reversal = await reversePayment(books.manager, no, "2026-05-14" as IsoDate, "Mistake")
  expect(await books.accountsOf(reversal)).toContainEqual(["7700", 3])
  expect(await books.remaining(invoice)).toEqual([[-100, -100]])
  expect(await books.wrong()).toEqual([])
})

test("without a limit nothing is closed so", async () => {
  const invoice = await books.owe(books.dutch, { none: "10" })
  await inCompany(books.companyId, tx =>
    tx.update(purchasesSetup).set({ paymentTolerancePercent: "0", maxPaymentToleranceAmount: "0" }),
  )
  const paid = books.pay(books.dutch, "9.99", closing(invoice, "9.99", "payment_tolerance"))
  expect(await refusal(paid)).toEqual([[`entries.${invoice}`, "payment.payment_tolerance_not_set_up"]])
})
