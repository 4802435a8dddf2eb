/** VAT that is not claimed back: on the line's account or one of its own, shown on VAT entries, previewed, taken back. */
import { and, eq } from "drizzle-orm"
import postgres from "postgres"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { verifyBooks } from "@/bin/verify-books/verify"
import { glAccount, glEntry, vatEntry, vatPostingSetup } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { correctPostedInvoice } from "@/domain/posted-purchase-documents/cancel-posted-invoice"
import { readPostedStatistics } from "@/domain/posted-purchase-documents/read-posted-statistics"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { previewPosting } from "@/domain/purchase-documents/preview-posting"
import { readStatistics } from "@/domain/purchase-documents/read-statistics"
import { env } from "@/env"
import { makeActor, makeCompany, makeItem, makeVendor } from "./factories"
import { makePurchaseInvoice, type NewLine } from "./purchase-invoices"
import { changeSetup } from "./setup-form"

const app = postgres(env().DATABASE_URL, { max: 1 })
afterAll(() => app.end())

let companyId: number
let manager: Actor
let admin: Actor
let home: string
let eu: string
let lines: NewLine[]

beforeAll(async () => {
  companyId = (await makeCompany()).id
  manager = await makeActor(companyId, "purchasing_manager")
  admin = await makeActor(companyId, "administrator")
  home = (await makeVendor(companyId)).no
  eu = (await makeVendor(companyId, { vatBusPostingGroup: "EU", genBusPostingGroup: "EU", vendorPostingGroup: "EU" }))
    .no
  const lamp = await makeItem(companyId)
  // 21.00, 2.10 and 0.01 of VAT at 21 %, an account at 100.00.
  lines = [
    { no: lamp.no, quantity: "1", price: "100" },
    { no: lamp.no, quantity: "1", price: "10.03" },
    { type: "gl_account", no: "8450", quantity: "1", price: "100" },
  ]
})

const setups = (set: Partial<typeof vatPostingSetup.$inferInsert>) =>
  inCompany(companyId, tx =>
    tx
      .update(vatPostingSetup)
      .set(set)
      .where(and(eq(vatPostingSetup.companyId, companyId), eq(vatPostingSetup.vatProdPostingGroup, "HOOG"))),
  )
const ofAccount = (nonDeductibleVatPercent: string | null) =>
  inCompany(companyId, tx => tx.update(glAccount).set({ nonDeductibleVatPercent }).where(eq(glAccount.no, "8450")))

beforeEach(async () => {
  await setups({ nonDeductibleVatPercent: "0", nonDedVatAccountNo: null })
  await ofAccount(null)
})

const booksOf = (transactionNo: number) =>
  inCompany(companyId, async tx => {
    const vat = await tx.select().from(vatEntry).where(eq(vatEntry.transactionNo, transactionNo))
    const gl = await tx.select().from(glEntry).where(eq(glEntry.transactionNo, transactionNo))
    const accounts: Record<string, number> = {}
    for (const { glAccountNo, amount } of gl) {
      accounts[glAccountNo] = Math.round(((accounts[glAccountNo] ?? 0) + Number(amount)) * 100) / 100
    }
    return {
      vat: vat.map(entry => [entry.base, entry.amount, entry.nonDeductibleBase, entry.nonDeductibleAmount]),
      accounts,
    }
  })

async function post(vendorNo: string, bought = lines) {
  const no = await makePurchaseInvoice(manager, vendorNo, bought)
  const preview = await previewPosting(manager, no)
  expect(preview.problems).toEqual([])
  const statistics = await readStatistics(manager, no)
  const posted = await postPurchaseDocument(manager, no, { unreviewed: true })
  const books = await booksOf(posted.transactionNo)
  expect(preview.posting!.vat.map(entry => entry.nonDeductibleAmount.toString())).toEqual(
    books.vat.map(([, , , part]) => part),
  )
  const after = await readPostedStatistics(manager, "invoice", posted.no)
  expect(after.statistics).toEqual(statistics.statistics)
  return { ...posted, ...books, statistics: statistics.statistics }
}

test("the setup's percentage goes to the account of each line, an account's own goes before it", async () => {
  await setups({ nonDeductibleVatPercent: "50" })
  await ofAccount("100")
  const { vat, accounts, statistics } = await post(home)
  expect(vat).toEqual([
    ["55.01", "11.55", "55.02", "11.56"],
    ["0", "0", "100", "21"],
  ])
  expect(accounts).toMatchObject({ "1500": 11.55, "1600": -254.14, "7000": 121.59, "8450": 121 })
  expect(statistics.groups.map(({ nonDeductible }) => nonDeductible.amount.toString())).toEqual(["11.56", "21"])
  expect((await verifyBooks(app, companyId)).wrong).toEqual([])
})

test("on an account of its own, under reverse charge too, and Correct takes it back to the cent", async () => {
  await setups({ nonDeductibleVatPercent: "33.33", nonDedVatAccountNo: "4310" })
  const { no, transactionNo, accounts } = await post(eu)
  // 44.11 is due; a third of it is not claimed back.
  expect(accounts).toMatchObject({ "1530": 29.41, "1730": -44.11, "4310": 14.7, "1610": -210.03 })
  const { creditMemo } = await correctPostedInvoice(manager, no, { postingDate: null, reason: "Wrong" })
  const [made, taken] = [await booksOf(transactionNo), await booksOf(creditMemo.transactionNo)]
  const turned = Object.entries(made.accounts).map(([account, amount]) => [account, -amount])
  expect(taken.accounts).toEqual(Object.fromEntries(turned))
  expect((await verifyBooks(app, companyId)).wrong).toEqual([])
})

test("lines of both signs each bear the part of their own VAT, and a credit memo takes it back", async () => {
  await setups({ nonDeductibleVatPercent: "50" })
  const given = (price: string): NewLine[] => [
    { no: lines[0]!.no, quantity: "1", price: "100" },
    { type: "gl_account", no: "8450", quantity: "-1", price },
  ]
  // 21.00 of VAT on the lamp and -8.40 on the account: half of it is 10.50 and -4.20. The vendor is owed 60.00 and 12.60.
  const { no, transactionNo, vat, accounts } = await post(home, given("40"))
  expect(vat).toEqual([["30", "6.3", "30", "6.3"]])
  expect(accounts).toMatchObject({ "7000": 110.5, "8450": -44.2, "1500": 6.3, "1600": -72.6 })
  const { creditMemo } = await correctPostedInvoice(manager, no, { postingDate: null, reason: "Wrong" })
  const [made, taken] = [await booksOf(transactionNo), await booksOf(creditMemo.transactionNo)]
  expect(taken.accounts).toEqual(
    Object.fromEntries(Object.entries(made.accounts).map(([account, amount]) => [account, -amount])),
  )
  // Under reverse charge 21.00 and -20.79 are owed, half of which is 10.50 and -10.40 (10.395): 0.21 and 0.11 (0.105) remain.
  const reversed = await post(eu, given("99"))
  expect(reversed.accounts).toMatchObject({ "7010": 110.5, "8450": -109.39, "1530": 0.1, "1730": -0.21, "1610": -1 })
  // What comes to nothing in all does so on neither account.
  expect((await post(home, given("100"))).accounts).toMatchObject({ "7000": 110.5, "8450": -110.5 })
  expect((await verifyBooks(app, companyId)).wrong).toEqual([])
})

test("administrators set it up; an account's blank is the setup's, and its nought is none", async () => {
  await changeSetup(admin, "vat-posting-setup", ["BINNENL", "HOOG"], { nonDeductibleVatPercent: "50" })
  await changeSetup(admin, "chart-of-accounts", ["8450"], { nonDeductibleVatPercent: "0" })
  expect((await post(home)).vat.map(([, , , part]) => part)).toEqual(["11.56", "0"])
  await changeSetup(admin, "chart-of-accounts", ["8450"], { nonDeductibleVatPercent: "" })
  expect((await post(home)).vat.map(([, , , part]) => part)).toEqual(["22.06"])
  expect((await verifyBooks(app, companyId)).wrong).toEqual([])
})
