/** Payment discounts, worked out by hand: 2 % within 8 days of 4 May 2026, so until 12 May. */
import { eq } from "drizzle-orm"
import { beforeAll, expect, test } from "vitest"
import { purchasesSetup, vatPostingSetup, vendorPostingGroup } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { IsoDate } from "@/domain/dates/date"
import { makePayables, type Payables, refusal } from "@/test/payments"
import { applyEntries } from "./apply-entries"
import { reversePayment } from "./reverse-payment"
import { unapplyEntries } from "./unapply-entries"

let books: Payables

beforeAll(async () => {
  books = await makePayables()
  await adjustVat(false)
  await setup(0)
})

const on = (date: string) => ({ postingDate: date as IsoDate })
const whole = (entry: number, amount: string) => [{ vendorLedgerEntryNo: entry, amount, takesDiscount: true }]

async function adjustVat(adjustForPaymentDiscount: boolean): Promise<void> {
  await inCompany(books.companyId, tx => tx.update(vatPostingSetup).set({ adjustForPaymentDiscount }))
}

const setup = (paymentDiscountGraceDays: number) =>
  inCompany(books.companyId, tx => tx.update(purchasesSetup).set({ paymentDiscountGraceDays }))

test("without adjustment of VAT the whole discount goes to the account of the vendor posting group", async () => {
  // 100.00 + 21.00 VAT: 121.00, of which 2 % is 2.42; 118.58 is paid.
  const invoice = await books.owe(books.dutch, { high: "100" })
  const no = await books.pay(books.dutch, "118.58", whole(invoice, "118.58"))
  const entry = await books.entryOf(no)
  expect(await books.accountsOf(entry)).toEqual([
    ["1600", 121],
    ["7700", -2.42],
    ["1100", -118.58],
  ])
  expect(await books.vatOf(entry)).toEqual([])
  expect(await books.remaining(invoice, entry)).toEqual([
    [0, 0],
    [0, 0],
  ])
  const reversal = await reversePayment(books.manager, no, "2026-05-11" as IsoDate, "Mistake")
  expect(await books.accountsOf(reversal)).toEqual([
    ["1600", -121],
    ["7700", 2.42],
    ["1100", 118.58],
  ])
  expect(await books.remaining(invoice)).toEqual([[-121, -121]])
  expect(await books.wrong()).toEqual([])
})

test("with it, VAT is lessened by group, and taken back with the application or the payment", async () => {
  await adjustVat(true)
  // 33.33 + 7.00 VAT (21 %: 6.9993) and 66.67 + 6.00 (9 %: 6.0003): 113.00, of which 2 % is 2.26; 110.74 is paid.
  // VAT: 2 % of 7.00 is 0.14, of 13.00 0.26, so 0.12 for the second group. Owed less: 2 % of 40.33 is 0.81 (0.8066), of
  // 113.00 2.26, so 1.45: bases 0.81 - 0.14 = 0.67 and 1.45 - 0.12 = 1.33. The account gets 2.26 - 0.26 = 2.00.
  const invoice = await books.owe(books.dutch, { high: "33.33", low: "66.67" })
  const no = await books.pay(books.dutch, "110.74", whole(invoice, "110.74"))
  const entry = await books.entryOf(no)
  expect(await books.accountsOf(entry)).toEqual([
    ["1600", 113],
    ["7700", -2],
    ["1500", -0.14],
    ["1510", -0.12],
    ["1100", -110.74],
  ])
  expect(await books.vatOf(entry)).toEqual([
    ["HOOG", -0.67, -0.14],
    ["LAAG", -1.33, -0.12],
  ])
  const pair = { entryNo: entry, appliedEntryNo: invoice }
  const undone = await unapplyEntries(books.manager, { ...pair, ...on("2026-05-12") })
  expect(await books.accountsOf(undone)).toEqual([
    ["1600", -2.26],
    ["7700", 2],
    ["1500", 0.14],
    ["1510", 0.12],
  ])
  expect(await books.vatOf(undone)).toEqual([
    ["HOOG", 0.67, 0.14],
    ["LAAG", 1.33, 0.12],
  ])
  expect(await books.remaining(invoice, entry)).toEqual([
    [-113, -113],
    [110.74, 110.74],
  ])
  // Applied again later, the discount is still the payment's: it was made in time.
  const again = await applyEntries(books.manager, {
    entryNo: entry,
    ...on("2026-06-20"),
    applications: whole(invoice, "110.74"),
  })
  expect(await books.vatOf(again)).toEqual([
    ["HOOG", -0.67, -0.14],
    ["LAAG", -1.33, -0.12],
  ])
  const reversal = await reversePayment(books.manager, no, "2026-06-21" as IsoDate, "Mistake")
  expect(await books.vatOf(reversal)).toEqual([
    ["HOOG", 0.67, 0.14],
    ["LAAG", 1.33, 0.12],
  ])
  expect(await books.remaining(invoice)).toEqual([[-113, -113]])
  expect(await books.wrong()).toEqual([])
})

test("a reverse charge is lessened both ways, and the discount is of its base", async () => {
  // 200.00, VAT 42.00 reversed: 4.00 off 200.00, 0.84 off the VAT both ways; 196.00 is paid.
  const invoice = await books.owe(books.european, { high: "200" })
  const entry = await books.entryOf(await books.pay(books.european, "196", whole(invoice, "196")))
  expect(await books.accountsOf(entry)).toEqual([
    ["1610", 200],
    ["7700", -4],
    ["1530", -0.84],
    ["1730", 0.84],
    ["1100", -196],
  ])
  expect(await books.vatOf(entry)).toEqual([["EU-HOOG", -4, -0.84]])
  expect(await books.wrong()).toEqual([])
})

test("in dollars the discount is worth what the payment is, and what the rates differ by is realized", async () => {
  // 1,000 USD at 1.175 in May are 851.06 EUR. Due on 30 June is a typed discount date; in July a dollar is 1 / 1.162 EUR.
  const dates = { paymentDiscountDate: "2026-07-10" }
  const invoice = await books.owe(books.american, { none: "1000" }, dates)
  // 980 USD are 843.37 EUR (843.373…), 20 USD 17.21 (17.2117…): 860.58 against 851.06, 9.52 lost.
  const no = await books.pay(books.american, "980", whole(invoice, "980"), on("2026-07-10"))
  const entry = await books.entryOf(no)
  expect(await books.accountsOf(entry)).toEqual([
    ["1620", 851.06],
    ["7700", -17.21],
    ["9310", 9.52],
    ["1100", -843.37],
  ])
  expect(await books.detailsOf(entry)).toEqual([
    ["initial_entry", 980, 843.37],
    ["application", -980, -843.37],
    ["application", 980, 843.37],
    ["payment_discount", 20, 17.21],
    ["realized_loss", 0, -9.52],
  ])
  const reversal = await reversePayment(books.manager, no, "2026-07-11" as IsoDate, "Mistake")
  expect(await books.remaining(invoice, entry, reversal)).toEqual([
    [-1000, -851.06],
    [0, 0],
    [0, 0],
  ])
  expect(await books.wrong()).toEqual([])
})

test("it is taken whole and last: a partial payment takes none, what remains takes all of it", async () => {
  await adjustVat(false)
  const invoice = await books.owe(books.dutch, { none: "100" })
  const part = await books.pay(books.dutch, "60", whole(invoice, "60"))
  expect(await books.remaining(invoice)).toEqual([[-40, -40]])
  const field = `entries.${invoice}`
  expect(await refusal(books.pay(books.dutch, "39", whole(invoice, "39")))).toEqual([
    [field, "payment.discount_and_more"],
  ])
  const payment = await books.pay(books.dutch, "38", whole(invoice, "38"))
  const last = await books.entryOf(payment)
  expect(await books.accountsOf(last)).toEqual([
    ["1600", 40],
    ["7700", -2],
    ["1100", -38],
  ])
  // What was paid before stays for as long as the discount does: the document would be owed again, for less.
  const [first] = await books.paymentsOn(invoice)
  const off = (entryNo: number) =>
    unapplyEntries(books.manager, { entryNo, appliedEntryNo: invoice, ...on("2026-05-11") })
  const back = () => reversePayment(books.manager, part, "2026-05-12" as IsoDate, "Mistake")
  expect(await refusal(off(first!))).toEqual([[undefined, "payment.reduced_after"]])
  await expect(back()).rejects.toMatchObject({ issues: [{ params: { document: expect.any(String), later: payment } }] })
  expect(await books.remaining(invoice)).toEqual([[0, 0]])
  // The later one first; then both are open again, the discount to be taken once more.
  await off(last)
  await back()
  expect(await books.remaining(invoice)).toEqual([[-100, -100]])
  await applyEntries(books.manager, { entryNo: last, ...on("2026-05-12"), applications: whole(invoice, "38") })
  expect(await books.remaining(invoice)).toEqual([[-62, -62]])
  expect(await books.wrong()).toEqual([])
})

test("it is refused after its date, but for days of grace, and where it has no account", async () => {
  const invoice = await books.owe(books.dutch, { none: "50" })
  const field = `entries.${invoice}`
  const pay = (date: string) => books.pay(books.dutch, "49", whole(invoice, "49"), on(date))
  expect(await refusal(pay("2026-05-13"))).toEqual([[field, "payment.discount_late"]])
  await setup(3)
  expect(await refusal(pay("2026-05-16"))).toEqual([[field, "payment.discount_late"]])
  const account = (no: string | null) =>
    inCompany(books.companyId, tx =>
      tx.update(vendorPostingGroup).set({ paymentDiscountAccountNo: no }).where(eq(vendorPostingGroup.code, "BINNENL")),
    )
  await account(null)
  expect(await refusal(pay("2026-05-15"))).toEqual([[field, "payment.discount_account_missing"]])
  await account("7700")
  const entry = await books.entryOf(await pay("2026-05-15"))
  expect(await books.accountsOf(entry)).toEqual([
    ["1600", 50],
    ["7700", -1],
    ["1100", -49],
  ])
  await setup(0)
  expect(await books.wrong()).toEqual([])
})

test("it comes back from the account it went to, whatever is set up by then", async () => {
  await adjustVat(true)
  const account = (no: string | null) =>
    inCompany(books.companyId, tx => tx.update(vendorPostingGroup).set({ paymentDiscountAccountNo: no }))
  const invoice = await books.owe(books.dutch, { high: "100" })
  const entry = await books.entryOf(await books.pay(books.dutch, "118.58", whole(invoice, "118.58")))
  const pair = { entryNo: entry, appliedEntryNo: invoice }
  const again = { entryNo: entry, ...on("2026-05-14"), applications: whole(invoice, "118.58") }
  await account(null)
  const undone = await unapplyEntries(books.manager, { ...pair, ...on("2026-05-12") })
  expect(await books.accountsOf(undone)).toEqual([
    ["1600", -2.42],
    ["7700", 2],
    ["1500", 0.42],
  ])
  await account("4985")
  expect(await books.accountsOf(await applyEntries(books.manager, again))).toEqual([
    ["1600", 2.42],
    ["4985", -2],
    ["1500", -0.42],
  ])
  await account("7700")
  const last = await unapplyEntries(books.manager, { ...pair, ...on("2026-05-15") })
  expect(await books.accountsOf(last)).toContainEqual(["4985", 2])
  expect(await books.wrong()).toEqual([])
  await adjustVat(false)
})

test("of the amount without VAT it is where the setup says so", async () => {
  await inCompany(books.companyId, tx => tx.update(purchasesSetup).set({ paymentDiscountExclVat: true }))
  // 2 % of 100.00, not of 121.00.
  const invoice = await books.owe(books.dutch, { high: "100" })
  await inCompany(books.companyId, tx => tx.update(purchasesSetup).set({ paymentDiscountExclVat: false }))
  const entry = await books.entryOf(await books.pay(books.dutch, "119", whole(invoice, "119")))
  expect(await books.accountsOf(entry)).toEqual([
    ["1600", 121],
    ["7700", -2],
    ["1100", -119],
  ])
  expect(await books.wrong()).toEqual([])
})
