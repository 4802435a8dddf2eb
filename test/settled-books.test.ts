/** Random invoices, credit memos, payments, applications and reversals leave every vendor's entries equal to the payables accounts. */

import { eq, sql } from "drizzle-orm"
import * as fc from "fast-check"
import postgres from "postgres"
import { afterAll, beforeAll, expect, test } from "vitest"
import { verifyBooks } from "@/bin/verify-books/verify"
import { bankAccount, paymentTerms, vatPostingSetup } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { addDays, type IsoDate } from "@/domain/dates/date"
import { Refusal } from "@/domain/errors"
import { Decimal } from "@/domain/money/decimal"
import type { Application } from "@/domain/payments/application"
import { applyEntries } from "@/domain/payments/apply-entries"
import { readOpenEntries, type VendorEntry } from "@/domain/payments/read-entries"
import { registerPayment } from "@/domain/payments/register-payment"
import { reversePayment } from "@/domain/payments/reverse-payment"
import { unapplyEntries } from "@/domain/payments/unapply-entries"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { env } from "@/env"
import { makeActor, makeCompany, makeItem, makeVendor, type TestCompany, type TestItem } from "./factories"
import { makePurchaseCreditMemo, makePurchaseInvoice } from "./purchase-invoices"
import { settledFaults } from "./settled-faults"

/** More of them: SETTLED_RUNS=200 npx vitest run test/settled-books.test.ts */
const runs = Number(process.env.SETTLED_RUNS ?? 12)

const app = postgres(env().DATABASE_URL, { max: 1 })
afterAll(() => app.end())

let home: TestCompany
let manager: Actor
/** Without VAT, at 21 % and at 9 %. */
let services: TestItem[]

beforeAll(async () => {
  home = await makeCompany()
  manager = await makeActor(home.id, "purchasing_manager")
  const none = { genProdPostingGroup: "DIENSTEN", inventoryPostingGroup: null }
  services = [
    await makeItem(home.id, { type: "service", ...none, vatProdPostingGroup: "NUL" }),
    await makeItem(home.id, { type: "service", ...none, vatProdPostingGroup: "HOOG" }),
    await makeItem(home.id, { type: "service", ...none, vatProdPostingGroup: "LAAG" }),
  ]
  const dollars = {
    no: "DOLLAR",
    name: "Dollars",
    currencyCode: "USD",
    glAccountNo: "1110",
    bankChargesAccountNo: "4530",
  }
  await inCompany(home.id, tx => tx.insert(bankAccount).values({ companyId: home.id, ...dollars }))
  await inCompany(home.id, async tx => {
    await tx.update(paymentTerms).set({ calcPmtDiscOnCrMemos: true })
    await tx.update(vatPostingSetup).set({ adjustForPaymentDiscount: true })
    // Of the one half on the lines' account, of the other a third on one of its own.
    const nonDeductible = (rate: string, nonDeductibleVatPercent: string, nonDedVatAccountNo: string | null) =>
      tx
        .update(vatPostingSetup)
        .set({ nonDeductibleVatPercent, nonDedVatAccountNo })
        .where(eq(vatPostingSetup.vatProdPostingGroup, rate))
    await nonDeductible("HOOG", "50", null)
    await nonDeductible("LAAG", "33.33", "4310")
  })
})

async function detailsOfType(type: string): Promise<number> {
  const [row] = await inCompany(home.id, tx =>
    tx.execute<{ count: string }>(
      sql`select count(*) from detailed_vendor_ledger_entry where entry_type = ${type} and amount <> 0`,
    ),
  )
  return Number(row!.count)
}

/** Decimals of each currency's amounts. */
const currencies = { EUR: 2, USD: 2, JPY: 0, KWD: 3 } as const
type Currency = keyof typeof currencies

type Deed = "invoice" | "credit" | "pay" | "refund" | "apply" | "unapply" | "reverse"

/** What is done next: to which of the entries there are, and for what part of what is open, in thousandths. */
const step = fc.record({
  deed: fc.constantFrom<Deed>("invoice", "invoice", "credit", "pay", "pay", "refund", "apply", "unapply", "reverse"),
  pick: fc.nat(50),
  parts: fc.array(fc.integer({ min: 1, max: 1_000 }), { minLength: 0, maxLength: 3 }),
  units: fc.integer({ min: 1, max: 500_000 }),
  /** From 1 May 2026; the rate changes on 1 July. */
  days: fc.integer({ min: 0, max: 5 }),
})
type Step = { deed: Deed; pick: number; parts: number[]; units: number; days: number }

/** A step, worked out from what is open. */
type Deal = {
  pick: number
  postingDate: IsoDate
  amount: string
  /** What of the entries owed is settled, and their sum. */
  applications: Application[]
  total: Decimal
  paid: VendorEntry[]
  owed: VendorEntry[]
}

class Trade {
  #date = "2026-06-20" as IsoDate
  readonly #payments: string[] = []

  constructor(
    readonly vendorNo: string,
    readonly currency: Currency,
  ) {}

  readonly #deeds: Record<Deed, (deal: Deal) => Promise<void>> = {
    invoice: deal => this.#invoice(deal),
    credit: deal => this.#credit(deal),
    pay: deal => this.#pay(deal),
    refund: deal => this.#refund(deal),
    apply: deal => this.#apply(deal),
    unapply: deal => this.#unapply(deal),
    reverse: deal => this.#reverse(deal),
  }

  async take({ deed, pick, parts, units, days }: Step): Promise<void> {
    this.#date = addDays(this.#date, days)
    const decimals = currencies[this.currency]
    const amount = new Decimal(units).div(10 ** decimals).toFixed()
    const [owed, paid] = await this.#open()
    const isPaid = deed === "pay" || (deed === "apply" && pick % 2 === 0)
    const applications = owed
      .slice(0, parts.length)
      .map((entry, index) => applicationOf(entry, parts[index]!, decimals, isPaid))
    const total = applications.reduce((sum, each) => sum.plus(each.amount), new Decimal(0))
    await this.#deeds[deed]({ pick, postingDate: this.#date, amount, applications, total, paid, owed })
  }

  async #invoice({ pick, postingDate, amount }: Deal): Promise<void> {
    const rest = new Decimal(amount).times(3).toFixed()
    const lines = [
      { no: services[pick % 3]!.no, quantity: "1", price: amount },
      ...(pick % 2 === 0 ? [] : [{ no: services[(pick + 1) % 3]!.no, quantity: "1", price: rest }]),
    ]
    const draft = await makePurchaseInvoice(manager, this.vendorNo, lines, { postingDate })
    await postPurchaseDocument(manager, draft, { unreviewed: true })
  }

  async #credit({ pick, postingDate, amount, applications, total }: Deal): Promise<void> {
    const lines = [{ no: services[pick % 3]!.no, quantity: "1", price: total.isZero() ? amount : total.toFixed() }]
    const draft = await makePurchaseCreditMemo(manager, this.vendorNo, lines, { postingDate })
    await postPurchaseDocument(manager, draft, { unreviewed: true, applications })
  }

  async #pay({ pick, postingDate, amount, applications, total }: Deal): Promise<void> {
    const payment = { vendorNo: this.vendorNo, bankAccountNo: "BANK", postingDate, currency: this.currency }
    const unit = new Decimal(1).div(10 ** currencies[this.currency])
    const overpaid = !total.isZero() && pick % 5 === 0 ? ("write_off" as const) : undefined
    const more = total.isZero() || pick % 2 === 0 ? total.plus(overpaid ? unit : amount) : total
    const rest = { amount: more.toFixed(), description: "", applications, overpaid, ...this.#bankTerms(pick, more) }
    this.#payments.push(await registerPayment(manager, { ...payment, ...rest }))
  }

  /** Now and then from an account in dollars, at the bank's own rate, with charges. */
  #bankTerms(pick: number, amount: Decimal) {
    const bank = pick % 4 === 1 ? "DOLLAR" : "BANK"
    const keptIn = bank === "DOLLAR" ? "USD" : "EUR"
    const bankAmount = amount.times(this.currency === "JPY" ? "0.0061" : "0.93").toDecimalPlaces(2)
    const isTyped = keptIn !== this.currency && pick % 3 === 0 && bankAmount.gt(0)
    return {
      bankAccountNo: bank,
      bankCharges: pick % 5 === 2 ? "1.25" : "",
      ...(isTyped && { bankAmount: bankAmount.toFixed() }),
    }
  }

  /** Of one payment on account or credit memo a part, or of nothing. */
  async #refund({ pick, postingDate, amount, paid }: Deal): Promise<void> {
    const entry = pick % 5 === 3 ? undefined : paid[pick % Math.max(paid.length, 1)]
    const applications = entry
      ? [applicationOf(entry, (pick * 37) % 1_000 || 1, currencies[this.currency], pick % 3 > 0)]
      : []
    const payment = { vendorNo: this.vendorNo, bankAccountNo: "BANK", postingDate, currency: this.currency }
    const rest = { type: "refund" as const, amount: applications[0]?.amount ?? amount, description: "", applications }
    this.#payments.push(await registerPayment(manager, { ...payment, ...rest }))
  }

  async #apply({ pick, postingDate, applications, total, paid, owed }: Deal): Promise<void> {
    const entry = paid[pick % Math.max(paid.length, 1)]
    const refund = owed.find(({ documentType }) => documentType === "refund")
    if (entry?.documentType === "credit_memo" && refund && pick % 3 > 0) {
      const applications = [withOwnDiscount(entry, refund)]
      await applyEntries(manager, { entryNo: entry.transactionNo, postingDate, applications })
      return
    }
    if (!entry || applications.length === 0 || total.gt(entry.remaining)) return
    await applyEntries(manager, { entryNo: entry.transactionNo, postingDate, applications })
  }

  async #unapply({ pick, postingDate }: Deal): Promise<void> {
    const pair = await this.#somethingApplied(pick)
    if (pair) await unapplyEntries(manager, { ...pair, postingDate })
  }

  async #reverse({ pick, postingDate }: Deal): Promise<void> {
    const [no] = this.#payments.splice(pick % Math.max(this.#payments.length, 1), 1)
    if (no) await reversePayment(manager, no, postingDate, "Random")
  }

  #open(): Promise<[VendorEntry[], VendorEntry[]]> {
    return inCompany(home.id, async tx => [
      await readOpenEntries(tx, home.id, this.vendorNo, "owed"),
      await readOpenEntries(tx, home.id, this.vendorNo, "paid"),
    ])
  }

  /** A payment or credit memo and what it settles, of those that are not reversed. */
  async #somethingApplied(pick: number) {
    const pairs = await inCompany(home.id, tx =>
      tx.execute<{ entry: string; applied: string }>(sql`
        select d.vendor_ledger_entry_no as entry, d.applied_entry_no as applied
        from detailed_vendor_ledger_entry d
        join vendor_ledger_entry e on e.company_id = d.company_id and e.transaction_no = d.vendor_ledger_entry_no
        where d.vendor_no = ${this.vendorNo} and d.entry_type = 'application' and e.document_type in ('payment', 'credit_memo', 'refund')
          and not exists (select from ledger_transaction r where r.company_id = d.company_id
            and (r.reverses_no = e.transaction_no or (r.no = e.transaction_no and r.reverses_no is not null)))
        group by 1, 2 having sum(d.amount) <> 0 order by 1, 2`),
    )
    const pair = pairs[pick % Math.max(pairs.length, 1)]
    return pair && { entryNo: Number(pair.entry), appliedEntryNo: Number(pair.applied) }
  }
}

/** Half the time all of it is settled, by discount and small differences too. */
function applicationOf(entry: VendorEntry, thousandths: number, decimals: number, isPaid: boolean): Application {
  const vendorLedgerEntryNo = entry.transactionNo
  if (thousandths < 500 || !isPaid) return { vendorLedgerEntryNo, amount: partOf(entry, thousandths, decimals) }
  const takesDiscount = entry.discountPossible !== "0" && thousandths % 3 > 0
  const payable = new Decimal(entry.remaining).abs().minus(takesDiscount ? entry.discountPossible : 0)
  if (thousandths % 2 === 0) return { vendorLedgerEntryNo, amount: payable.toFixed(), takesDiscount }
  // A unit or so is missing.
  const difference = thousandths % 5 < 3 ? "payment_tolerance" : "write_off"
  const rest = new Decimal(thousandths % 7).div(10 ** decimals)
  return { vendorLedgerEntryNo, amount: payable.minus(rest).toFixed(), takesDiscount, difference }
}

/** All of a credit memo with its discount, or as much as the refund is for. */
function withOwnDiscount(memo: VendorEntry, { transactionNo, remaining }: VendorEntry): Application {
  const payable = new Decimal(memo.remaining).minus(memo.discountPossible)
  const amount = Decimal.min(payable, new Decimal(remaining).abs())
  return { vendorLedgerEntryNo: transactionNo, amount: amount.toFixed(), takesDiscount: memo.discountPossible !== "0" }
}

/** A part of what is open, one unit at least. */
function partOf({ remaining }: VendorEntry, thousandths: number, decimals: number): string {
  const part = new Decimal(remaining).abs().times(thousandths).div(1_000).toDecimalPlaces(decimals)
  return part.isZero() ? new Decimal(remaining).abs().toFixed() : part.toFixed()
}

const done = (deed: Deed, more: Partial<Step> = {}): Step => ({
  deed,
  pick: 0,
  parts: [],
  units: 50_000,
  days: 1,
  ...more,
})

/** What chance brings about too seldom: differences realized on both sides, undone, realized again and reversed. */
const examples: [Currency, Step[], string][] = [
  [
    "USD",
    [
      done("invoice"),
      done("invoice", { units: 70_000 }),
      done("pay", { parts: [1_000, 500], days: 14 }),
      done("unapply"),
      done("apply", { parts: [300] }),
      done("unapply", { pick: 1 }),
      done("reverse"),
    ],
    "BINNENL",
  ],
  [
    "KWD",
    [
      done("pay"),
      done("invoice", { units: 30_001, days: 14 }),
      done("invoice", { units: 40_000 }),
      done("apply", { parts: [700, 100] }),
      done("unapply"),
      done("apply", { parts: [1_000] }),
      done("reverse"),
    ],
    "BINNENL",
  ],
  // A discount, and a cent that is tolerated or five that are written off.
  [
    "EUR",
    [
      done("invoice"),
      done("pay", { parts: [505], pick: 1 }),
      done("invoice"),
      done("pay", { parts: [509], pick: 1 }),
      done("invoice"),
      done("pay", { parts: [500], pick: 1 }),
      done("reverse", { pick: 1 }),
    ],
    "BINNENL",
  ],
  // On account in June, paid back in July: gained by the rates, undone and reversed.
  [
    "USD",
    [
      done("pay"),
      done("credit"),
      done("refund", { days: 14, pick: 20 }),
      done("refund", { pick: 1 }),
      done("unapply", { pick: 1 }),
      done("reverse", { pick: 1 }),
    ],
    "BINNENL",
  ],
  // A credit memo that is applied later to what came back, with its discount; undone and done again, then the refund reversed.
  [
    "USD",
    [
      done("credit"),
      done("refund", { days: 2, units: 50_000, pick: 1 }),
      done("credit", { units: 30_000 }),
      done("refund", { units: 29_400, pick: 3 }),
      done("refund", { units: 90_000, pick: 3 }),
      done("apply", { pick: 1 }),
      done("unapply", { pick: 1 }),
      done("apply", { pick: 1 }),
      done("reverse", { pick: 1 }),
    ],
    "BINNENL",
  ],
  // 425.53 euro for both halves: the second gets a cent less.
  [
    "USD",
    [
      done("pay"),
      done("invoice", { units: 25_000, days: 14 }),
      done("invoice", { units: 25_000 }),
      done("apply", { parts: [1_000, 1_000] }),
    ],
    "BINNENL",
  ],
]

test("vendors' entries equal the payables accounts, nothing is settled beyond zero, every transaction sums to zero", async () => {
  let taken = 0
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom<Currency>("EUR", "USD", "JPY", "KWD"),
      fc.array(step, { minLength: 4, maxLength: 14 }),
      fc.constantFrom("BINNENL", "EU"),
      async (currency, steps, group) => {
        const { no } = await makeVendor(home.id, {
          paymentTermsCode: "30D/8D2%",
          vendorPostingGroup: group,
          genBusPostingGroup: group,
          vatBusPostingGroup: group,
          ...(currency !== "EUR" && { currencyCode: currency }),
        })
        const trade = new Trade(no, currency)
        for (const each of steps) {
          await trade.take(each).catch((error: unknown) => {
            // What the rules forbid, such as paying on a day before an invoice, is no fault of the books.
            if (!(error instanceof Refusal)) throw error
          })
          taken++
        }
        expect(await settledFaults(home.id)).toEqual([])
      },
    ),
    { numRuns: runs, examples },
  )
  expect(taken).toBeGreaterThan(40)
  expect(await detailsOfType("payment_discount")).toBeGreaterThan(3)
  expect(await detailsOfType("payment_tolerance")).toBeGreaterThan(0)
  expect(await detailsOfType("write_off")).toBeGreaterThan(0)
  expect((await verifyBooks(app, home.id)).wrong).toEqual([])
}, 240_000)
