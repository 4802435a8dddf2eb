/** Payments in another currency than the bank account's, and the bank's charges, worked out by hand. In May 2026 one euro is 1.175 USD or 0.872 GBP. */
import { eq } from "drizzle-orm"
import { beforeAll, expect, test } from "vitest"
import { bankAccount, bankAccountLedgerEntry } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { IsoDate } from "@/domain/dates/date"
import { makePayables, type Payables, refusal } from "@/test/payments"
import { reversePayment } from "./reverse-payment"
import { unapplyEntries } from "./unapply-entries"

let books: Payables

beforeAll(async () => {
  books = await makePayables()
  const { companyId } = books
  await inCompany(companyId, tx =>
    tx.insert(bankAccount).values([
      {
        companyId,
        no: "DOLLAR",
        name: "Dollars",
        currencyCode: "USD",
        glAccountNo: "1110",
        bankChargesAccountNo: "4530",
      },
      { companyId, no: "POUND", name: "Pounds", currencyCode: "GBP", glAccountNo: "1110" },
    ]),
  )
})

const of = (vendorLedgerEntryNo: number, amount: string) => [{ vendorLedgerEntryNo, amount }]
const reverse = (no: string) => reversePayment(books.manager, no, "2026-05-12" as IsoDate, "Mistake")

async function onBank(transactionNo: number) {
  const rows = await inCompany(books.companyId, tx =>
    tx.select().from(bankAccountLedgerEntry).where(eq(bankAccountLedgerEntry.transactionNo, transactionNo)),
  )
  return rows.map(row => [
    row.currencyCode,
    Number(row.amount),
    Number(row.amountLcy),
    Number(row.charges),
    row.amountTyped,
  ])
}

test("dollars are worth what the bank took for them, its charges apart; reversed, all of it comes back", async () => {
  // Booked at 851.06 EUR; the bank takes 860.00 and 12.50: 8.94 lost.
  const invoice = await books.owe(books.american, { none: "1000" })
  const no = await books.pay(books.american, "1000", of(invoice, "1000"), { bankAmount: "860", bankCharges: "12.50" })
  const entry = await books.entryOf(no)
  expect(await books.accountsOf(entry)).toEqual([
    ["1620", 851.06],
    ["9310", 8.94],
    ["4530", 12.5],
    ["1100", -872.5],
  ])
  expect(await onBank(entry)).toEqual([["EUR", -872.5, -872.5, 12.5, true]])
  const reversal = await reverse(no)
  expect(await books.accountsOf(reversal)).toEqual([
    ["1620", -851.06],
    ["9310", -8.94],
    ["4530", -12.5],
    ["1100", 872.5],
  ])
  expect(await onBank(reversal)).toEqual([["EUR", 872.5, 872.5, -12.5, true]])
  expect(await books.remaining(invoice)).toEqual([[-1000, -851.06]])
  expect(await books.wrong()).toEqual([])
})

test("the bank's rate says the same as its amount; of a part the part is realized, and given back", async () => {
  const invoice = await books.owe(books.american, { none: "1000" })
  // 600 at 0.86 are 516.00; six tenths of 851.06 are 510.64 (510.636): 5.36 lost.
  const no = await books.pay(books.american, "600", of(invoice, "600"), { bankRate: "0.86" })
  const entry = await books.entryOf(no)
  expect(await books.accountsOf(entry)).toEqual([
    ["1620", 510.64],
    ["9310", 5.36],
    ["1100", -516],
  ])
  await unapplyEntries(books.manager, {
    entryNo: entry,
    appliedEntryNo: invoice,
    postingDate: "2026-05-11" as IsoDate,
  })
  expect(await books.remaining(invoice, entry)).toEqual([
    [-1000, -851.06],
    [600, 516],
  ])
  expect(await books.wrong()).toEqual([])
})

test("euro are paid from a dollar account, by the bank's amount or at the rate of the day, with charges in dollars", async () => {
  const [first, second] = [await books.owe(books.dutch, { none: "100" }), await books.owe(books.dutch, { none: "100" })]
  const typed = await books.entryOf(
    await books.pay(books.dutch, "100", of(first, "100"), { bankAccountNo: "DOLLAR", bankAmount: "118" }),
  )
  expect(await onBank(typed)).toEqual([["USD", -118, -100, 0, true]])
  // 100.00 are 117.50 USD; 2.00 USD of charges are 1.70 EUR (1.702).
  const more = { bankAccountNo: "DOLLAR", bankCharges: "2" }
  const entry = await books.entryOf(await books.pay(books.dutch, "100", of(second, "100"), more))
  expect(await onBank(entry)).toEqual([["USD", -119.5, -101.7, 2, false]])
  expect(await books.accountsOf(entry)).toEqual([
    ["1600", 100],
    ["4530", 1.7],
    ["1110", -101.7],
  ])
  expect(await books.wrong()).toEqual([])
})

test("dollars are paid from a pound account, over the euro; a refund comes in the same way", async () => {
  const [first, second] = [
    await books.owe(books.american, { none: "1000" }),
    await books.owe(books.american, { none: "1000" }),
  ]
  // 740 GBP are 848.62 EUR (848.623…): 2.44 less than booked.
  const pounds = { bankAccountNo: "POUND" }
  const typed = await books.pay(books.american, "1000", of(first, "1000"), { ...pounds, bankAmount: "740" })
  expect(await books.accountsOf(await books.entryOf(typed))).toEqual([
    ["1620", 851.06],
    ["9300", -2.44],
    ["1110", -848.62],
  ])
  await reverse(typed)
  // 851.06 EUR are 742.12 GBP (742.124…).
  const entry = await books.entryOf(await books.pay(books.american, "1000", of(second, "1000"), pounds))
  expect(await onBank(entry)).toEqual([["GBP", -742.12, -851.06, 0, false]])
  // A credit memo over 100 USD, 85.11 EUR, comes back as 84.00 less 3.00: 1.11 lost.
  const memo = await books.credit(books.american, { none: "100" })
  const refund = { type: "refund" as const, bankAmount: "84", bankCharges: "3" }
  const back = await books.entryOf(await books.pay(books.american, "100", of(memo, "100"), refund))
  expect(await books.accountsOf(back)).toEqual([
    ["1620", -85.11],
    ["9310", 1.11],
    ["4530", 3],
    ["1100", 81],
  ])
  expect(await books.wrong()).toEqual([])
})

test("what the bank cannot have said is refused beside its field", async () => {
  const pay = (more: object, amount = "100") => books.pay(books.american, amount, [], more)
  expect(await refusal(pay({ bankAmount: "-1", bankCharges: "-0.001" }))).toEqual([
    ["bankCharges", "payment.amount_decimals"],
    ["bankAmount", "payment.amount_not_positive"],
    ["bankCharges", "payment.bank_charges_negative"],
  ])
  expect(await refusal(pay({ bankRate: "0" }))).toEqual([["bankRate", "payment.bank_rate_not_positive"]])
  expect(await refusal(pay({ bankRate: "0.00001" }))).toEqual([["bankRate", "payment.bank_rate_not_positive"]])
  expect(await refusal(pay({ bankAmount: "86", bankRate: "0.87" }))).toEqual([
    ["bankRate", "payment.bank_rate_differs"],
  ])
  expect(await refusal(pay({ bankAccountNo: "DOLLAR", bankAmount: "99" }))).toEqual([
    ["bankAmount", "payment.bank_amount_same_currency"],
  ])
  expect(await refusal(pay({ bankAccountNo: "POUND", bankCharges: "1" }))).toEqual([
    ["bankCharges", "payment.bank_charges_account_missing"],
  ])
  expect(await refusal(pay({ bankCharges: "1", bankChargesAccountNo: "1600" }))).toEqual([
    ["bankChargesAccountNo", "payment.bank_charges_account_control"],
  ])
})
