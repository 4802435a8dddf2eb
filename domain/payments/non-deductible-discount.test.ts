/** Payment discounts on documents whose VAT is not all claimed back, worked out by hand: 2 % within 8 days of 4 May 2026. */
import { eq } from "drizzle-orm"
import { beforeAll, expect, test } from "vitest"
import { vatPostingSetup } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { IsoDate } from "@/domain/dates/date"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { makePayables, type Payables } from "@/test/payments"
import { makePurchaseInvoice } from "@/test/purchase-invoices"
import { applyEntries } from "./apply-entries"
import { reversePayment } from "./reverse-payment"
import { unapplyEntries } from "./unapply-entries"

let books: Payables

beforeAll(async () => {
  books = await makePayables()
})

const on = (date: string) => ({ postingDate: date as IsoDate })
const whole = (entry: number, amount: string) => [{ vendorLedgerEntryNo: entry, amount, takesDiscount: true }]

const setup = (set: Partial<typeof vatPostingSetup.$inferInsert>) =>
  inCompany(books.companyId, tx =>
    tx.update(vatPostingSetup).set(set).where(eq(vatPostingSetup.vatProdPostingGroup, "HOOG")),
  )

const turned = (entries: [string, number][]) => new Map(entries.map(([account, amount]) => [account, -amount || 0]))

test("the cost of what is not claimed back falls with the VAT, and rises again with the application or the payment", async () => {
  await setup({ adjustForPaymentDiscount: true, nonDeductibleVatPercent: "50", nonDedVatAccountNo: null })
  // 100.00 + 21.00, of which 10.50 is on the account of the service. 2 % of 121.00 is 2.42: 118.58 is paid. VAT is less by
  // 0.42, half of which is the account's; the discount account gets 2.42 - 0.42.
  const invoice = await books.owe(books.dutch, { high: "100" })
  const no = await books.pay(books.dutch, "118.58", whole(invoice, "118.58"))
  const entry = await books.entryOf(no)
  expect(await books.accountsOf(entry)).toEqual([
    ["1600", 121],
    ["7700", -2],
    ["1500", -0.21],
    ["7100", -0.21],
    ["1100", -118.58],
  ])
  expect(await books.vatOf(entry)).toEqual([["HOOG", -1, -0.21]])
  expect(await books.nonDeductibleOf(entry)).toEqual([["7100", -1, -0.21]])
  const undone = await unapplyEntries(books.manager, { entryNo: entry, appliedEntryNo: invoice, ...on("2026-05-12") })
  const taken: [string, number][] = [
    ["1600", 2.42],
    ["7700", -2],
    ["1500", -0.21],
    ["7100", -0.21],
  ]
  expect(new Map(await books.accountsOf(undone))).toEqual(turned(taken))
  const applications = whole(invoice, "118.58")
  const again = await applyEntries(books.manager, { entryNo: entry, ...on("2026-05-14"), applications })
  expect(await books.accountsOf(again)).toEqual(taken)
  const reversal = await reversePayment(books.manager, no, "2026-05-15" as IsoDate, "Mistake")
  expect(await books.nonDeductibleOf(reversal)).toEqual([["7100", 1, 0.21]])
  expect(await books.remaining(invoice)).toEqual([[-121, -121]])
  expect(await books.wrong()).toEqual([])
})

test("a reverse charge is owed less by the whole of its VAT", async () => {
  await setup({ nonDeductibleVatPercent: "33.33", nonDedVatAccountNo: "4310" })
  // 200.00, VAT 42.00, of which 14.00 (13.9986) is not claimed back. 2 %: 4.00, and of the VAT 0.84, 0.28 of it (0.279972).
  const invoice = await books.owe(books.european, { high: "200" })
  const no = await books.pay(books.european, "196", whole(invoice, "196"))
  const entry = await books.entryOf(no)
  const paid: [string, number][] = [
    ["1610", 200],
    ["7700", -4],
    ["1530", -0.56],
    ["4310", -0.28],
    ["1730", 0.84],
    ["1100", -196],
  ]
  expect(await books.accountsOf(entry)).toEqual(paid)
  // Bases: 4.00, of which 1.33 (1.3332).
  expect(await books.vatOf(entry)).toEqual([["EU-HOOG", -2.67, -0.56]])
  expect(await books.nonDeductibleOf(entry)).toEqual([["4310", -1.33, -0.28]])
  const reversal = await reversePayment(books.manager, no, "2026-05-15" as IsoDate, "Mistake")
  expect(new Map(await books.accountsOf(reversal))).toEqual(turned(paid))
  expect(await books.wrong()).toEqual([])
})

/** 100.00 for a service, 40.00 given back on an account: 60.00 and 12.60 of VAT. */
async function ofBothSigns(): Promise<number> {
  const lines = [
    { no: books.items.high, quantity: "1", price: "100" },
    { type: "gl_account" as const, no: "8450", quantity: "-1", price: "40" },
  ]
  const draft = await makePurchaseInvoice(books.manager, books.dutch.no, lines, {
    ...on("2026-05-04"),
    documentDate: "2026-05-04",
  })
  return (await postPurchaseDocument(books.manager, draft, { unreviewed: true })).transactionNo
}

test("each account that bears it is lessened by its own part, with its sign", async () => {
  await setup({ nonDeductibleVatPercent: "50", nonDedVatAccountNo: null })
  // 72.60, of which 2 % is 1.45 (1.452); 71.15 is paid. VAT: 0.25 of 12.60 (0.2517), half of it 0.13 (0.125). The service
  // bore 10.50, of which 0.21 (0.2097); the account bore -4.20 and gets the rest, -0.08.
  const invoice = await ofBothSigns()
  const no = await books.pay(books.dutch, "71.15", whole(invoice, "71.15"))
  const entry = await books.entryOf(no)
  const paid: [string, number][] = [
    ["1600", 72.6],
    ["7700", -1.2],
    ["1500", -0.12],
    ["7100", -0.21],
    ["8450", 0.08],
    ["1100", -71.15],
  ]
  expect(await books.accountsOf(entry)).toEqual(paid)
  expect(await books.vatOf(entry)).toEqual([
    ["HOOG", -0.6, -0.12],
    ["HOOG", 0, 0],
  ])
  expect(await books.nonDeductibleOf(entry)).toEqual([
    ["7100", -0.6, -0.21],
    ["8450", 0, 0.08],
  ])
  const reversal = await reversePayment(books.manager, no, "2026-05-15" as IsoDate, "Mistake")
  expect(new Map(await books.accountsOf(reversal))).toEqual(turned(paid))
  expect(await books.wrong()).toEqual([])
})

test("what is taken back comes from the accounts that it went to, whatever is set up by then", async () => {
  const invoice = await ofBothSigns()
  const entry = await books.entryOf(await books.pay(books.dutch, "71.15", whole(invoice, "71.15")))
  const pair = { entryNo: entry, appliedEntryNo: invoice }
  await setup({ nonDeductibleVatPercent: "100", nonDedVatAccountNo: "4310", adjustForPaymentDiscount: false })
  const account = (no: string) =>
    inCompany(books.companyId, tx =>
      tx.update(vatPostingSetup).set({ purchaseVatAccountNo: no }).where(eq(vatPostingSetup.vatIdentifier, "HOOG")),
    )
  await account("1510")
  const undone = await unapplyEntries(books.manager, { ...pair, ...on("2026-05-12") })
  expect(new Map(await books.accountsOf(undone))).toEqual(
    new Map([
      ["1600", -1.45],
      ["7700", 1.2],
      ["1500", 0.12],
      ["7100", 0.21],
      ["8450", -0.08],
    ]),
  )
  await account("1500")
  expect(await books.wrong()).toEqual([])
})
