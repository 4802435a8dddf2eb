/** Payment discounts of credit memos, worked out by hand: 2 % within 8 days of 4 May 2026, so until 12 May. */
import { beforeAll, expect, test } from "vitest"
import { paymentTerms, vatPostingSetup } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { IsoDate } from "@/domain/dates/date"
import { makePayables, type Payables, refusal } from "@/test/payments"
import type { Application } from "./application"
import { applyEntries } from "./apply-entries"
import { readEntries } from "./read-entries"
import { reversePayment } from "./reverse-payment"
import { unapplyEntries } from "./unapply-entries"

let books: Payables

beforeAll(async () => {
  books = await makePayables()
  await inCompany(books.companyId, tx => tx.update(vatPostingSetup).set({ adjustForPaymentDiscount: true }))
})

const onCreditMemos = (calcPmtDiscOnCrMemos: boolean) =>
  inCompany(books.companyId, tx => tx.update(paymentTerms).set({ calcPmtDiscOnCrMemos }))

const on = (date: string) => ({ postingDate: date as IsoDate })
const refund = { type: "refund" as const }
const whole = (entry: number, amount: string) => [{ vendorLedgerEntryNo: entry, amount, takesDiscount: true }]
const setOff = (entryNo: number, invoice: number, amount: string) =>
  applyEntries(books.manager, {
    entryNo,
    ...on("2026-05-06"),
    applications: [{ vendorLedgerEntryNo: invoice, amount }],
  })

const entries = (...nos: number[]) =>
  inCompany(books.companyId, async tx => {
    const found = await readEntries(tx, books.companyId, nos)
    return nos.map(no => found.get(no)!)
  })
const possible = async (...nos: number[]) => (await entries(...nos)).map(entry => Number(entry.discountPossible))

test("without the terms' word a credit memo is due at once, bears none, and leaves the invoice's as it was", async () => {
  await onCreditMemos(false)
  const [invoice, memo] = [
    await books.owe(books.dutch, { none: "100" }),
    await books.credit(books.dutch, { none: "50" }),
  ]
  expect(await entries(memo)).toMatchObject([{ dueDate: "2026-05-04", paymentDiscountPossible: "0" }])
  await setOff(memo, invoice, "50")
  expect(await possible(invoice)).toEqual([2])
  const entry = await books.entryOf(await books.pay(books.dutch, "48", whole(invoice, "48")))
  expect(await books.remaining(invoice, memo, entry)).toEqual([
    [0, 0],
    [0, 0],
    [0, 0],
  ])
  expect(await books.wrong()).toEqual([])
})

test("a refund in time is less by the credit memo's discount, and so is the VAT that was given back", async () => {
  await onCreditMemos(true)
  // 100.00 + 21.00: 2.42, of which 0.42 is VAT; 118.58 comes back.
  const memo = await books.credit(books.dutch, { high: "100" })
  expect(await entries(memo)).toMatchObject([
    { dueDate: "2026-06-03", paymentDiscountDate: "2026-05-12", paymentDiscountPossible: "2.42" },
  ])
  const late = books.pay(books.dutch, "118.58", whole(memo, "118.58"), { ...refund, ...on("2026-06-20") })
  expect(await refusal(late)).toEqual([[`entries.${memo}`, "payment.discount_late"]])
  const no = await books.pay(books.dutch, "118.58", whole(memo, "118.58"), refund)
  const entry = await books.entryOf(no)
  const paidBack: [string, number][] = [
    ["1600", -121],
    ["7700", 2],
    ["1500", 0.42],
    ["1100", 118.58],
  ]
  expect(await books.accountsOf(entry)).toEqual(paidBack)
  expect(await books.vatOf(entry)).toEqual([["HOOG", 2, 0.42]])
  expect(await books.remaining(memo, entry)).toEqual([
    [0, 0],
    [0, 0],
  ])
  const reversal = await reversePayment(books.manager, no, "2026-05-13" as IsoDate, "Not received")
  expect(new Map(await books.accountsOf(reversal))).toEqual(
    new Map(paidBack.map(([account, amount]) => [account, -amount])),
  )
  expect(await books.remaining(memo)).toEqual([[121, 121]])
  expect(await books.wrong()).toEqual([])
})

test("applied later to a refund that came in time, it takes its discount as if it had been paid back itself", async () => {
  await onCreditMemos(true)
  // 121.00 less 2.42, of which 0.42 is VAT; 118.58 came back before anybody knew for what.
  const memo = await books.credit(books.dutch, { high: "100" })
  const back = await books.entryOf(await books.pay(books.dutch, "118.58", [], refund))
  const invoice = await books.owe(books.dutch, { none: "40" })
  const apply = (applications: Application[], date = "2026-07-01") =>
    applyEntries(books.manager, { entryNo: memo, ...on(date), applications })
  const field = `entries.${back}`
  // Nothing is taken where it does not settle the rest, or where something else is settled with it; an invoice knows no discount of the memo.
  expect(await refusal(apply([...whole(back, "118.58"), { vendorLedgerEntryNo: invoice, amount: "1" }]))).toEqual([
    [field, "payment.discount_with_others"],
  ])
  expect(await refusal(apply(whole(invoice, "40")))).toEqual([[`entries.${invoice}`, "payment.discount_unpaid"]])
  const settling = await apply(whole(back, "118.58"))
  const settled: [string, number][] = [
    ["1600", -2.42],
    ["7700", 2],
    ["1500", 0.42],
  ]
  expect(await books.accountsOf(settling)).toEqual(settled)
  expect(await books.vatOf(settling)).toEqual([["HOOG", 2, 0.42]])
  expect(await books.remaining(memo, back)).toEqual([
    [0, 0],
    [0, 0],
  ])
  expect(await books.wrong()).toEqual([])
  const undoing = await unapplyEntries(books.manager, { entryNo: memo, appliedEntryNo: back, ...on("2026-07-02") })
  expect(new Map(await books.accountsOf(undoing))).toEqual(new Map(settled.map(([no, amount]) => [no, -amount])))
  expect(await books.remaining(memo, back)).toEqual([
    [121, 121],
    [-118.58, -118.58],
  ])
  expect(await possible(memo)).toEqual([2.42])
  // In two steps: a part takes none, the rest takes it; reversed, the refund gives it back.
  await apply([{ vendorLedgerEntryNo: back, amount: "100", takesDiscount: true }])
  expect(await books.remaining(memo)).toEqual([[21, 21]])
  await apply(whole(back, "18.58"))
  expect(await books.remaining(memo, back)).toEqual([
    [0, 0],
    [0, 0],
  ])
  expect(await books.wrong()).toEqual([])
  const [no] = await entries(back)
  await reversePayment(books.manager, no!.documentNo, "2026-07-03" as IsoDate, "Another vendor's")
  expect(await books.remaining(memo)).toEqual([[121, 121]])
  expect(await possible(memo)).toEqual([2.42])
  expect(await books.wrong()).toEqual([])
})

test("applied later to a refund that came too late, or to more than is left after it, it takes none", async () => {
  await onCreditMemos(true)
  const memo = await books.credit(books.dutch, { high: "100" })
  const late = await books.entryOf(await books.pay(books.dutch, "118.58", [], { ...refund, ...on("2026-06-20") }))
  const apply = (applications: Application[]) =>
    applyEntries(books.manager, { entryNo: memo, ...on("2026-06-21"), applications })
  expect(await refusal(apply(whole(late, "118.58")))).toEqual([[`entries.${late}`, "payment.discount_late"]])
  const more = await books.entryOf(await books.pay(books.dutch, "120", [], { ...refund, ...on("2026-05-12") }))
  expect(await refusal(apply(whole(more, "120")))).toEqual([[`entries.${more}`, "payment.discount_and_more"]])
  await apply([{ vendorLedgerEntryNo: more, amount: "120" }])
  expect(await books.remaining(memo, more)).toEqual([
    [1, 1],
    [0, 0],
  ])
  expect(await books.wrong()).toEqual([])
})

test("in another currency it is worth what came back", async () => {
  await onCreditMemos(true)
  const memo = await books.credit(books.american, { none: "1000" })
  const fromBank = { bankAmount: "860" }
  const back = await books.entryOf(await books.pay(books.american, "980", [], { ...refund, ...fromBank }))
  const settling = await applyEntries(books.manager, {
    entryNo: memo,
    ...on("2026-05-20"),
    applications: whole(back, "980"),
  })
  // 20 dollars at 860 euro for 980: 17.55.
  expect((await books.detailsOf(settling)).filter(([type]) => type === "payment_discount")).toEqual([
    ["payment_discount", -20, -17.55],
  ])
  expect(await books.remaining(memo, back)).toEqual([
    [0, 0],
    [0, 0],
  ])
  expect(await books.wrong()).toEqual([])
})

test("set off against an invoice it lessens the discount of both, and gives it back with the application", async () => {
  // 1,000.00 + 210.00 and 100.00 + 21.00: of 24.20 the invoice keeps 21.78, which is 2 % of the 1,089.00 that remain.
  const [invoice, memo] = [
    await books.owe(books.dutch, { high: "1000" }),
    await books.credit(books.dutch, { high: "100" }),
  ]
  expect(await possible(invoice, memo)).toEqual([24.2, 2.42])
  await setOff(memo, invoice, "121")
  expect(await possible(invoice)).toEqual([21.78])
  const field = `entries.${invoice}`
  const more = books.pay(books.dutch, "1068", whole(invoice, "1068"))
  expect(await refusal(more)).toEqual([[field, "payment.discount_and_more"]])
  const no = await books.pay(books.dutch, "1067.22", whole(invoice, "1067.22"))
  // VAT: 21.78 of 1,210.00, so 3.78 of 210.00.
  expect(await books.accountsOf(await books.entryOf(no))).toEqual([
    ["1600", 1089],
    ["7700", -18],
    ["1500", -3.78],
    ["1100", -1067.22],
  ])
  expect(await books.wrong()).toEqual([])
  // The set-off stays for as long as the discount that rests on it.
  const pair = { entryNo: memo, appliedEntryNo: invoice, ...on("2026-05-13") }
  expect(await refusal(unapplyEntries(books.manager, pair))).toEqual([[undefined, "payment.reduced_after"]])
  await reversePayment(books.manager, no, "2026-05-13" as IsoDate, "Mistake")
  await unapplyEntries(books.manager, pair)
  expect(await possible(invoice, memo)).toEqual([24.2, 2.42])
  await books.pay(books.dutch, "1185.80", whole(invoice, "1185.80"))
  expect(await books.remaining(invoice, memo)).toEqual([
    [0, 0],
    [121, 121],
  ])
  expect(await books.wrong()).toEqual([])
})

test("in part, and after a payment in part, it lessens by the part of the document that is set off, rounded once", async () => {
  const [invoice, memo] = [
    await books.owe(books.dutch, { none: "100" }),
    await books.credit(books.dutch, { none: "50" }),
  ]
  await books.pay(books.dutch, "25", [{ vendorLedgerEntryNo: invoice, amount: "25" }])
  // 33.33 of 100.00 take 0.67 (0.6666) of 2.00, and of 50.00 as much of 1.00.
  await setOff(memo, invoice, "33.33")
  expect(await possible(invoice, memo)).toEqual([1.33, 0.33])
  await books.pay(books.dutch, "40.34", whole(invoice, "40.34"))
  await books.pay(books.dutch, "16.34", whole(memo, "16.34"), refund)
  expect(await books.remaining(invoice, memo)).toEqual([
    [0, 0],
    [0, 0],
  ])
  expect(await books.wrong()).toEqual([])
})
