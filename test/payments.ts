/** A company that pays vendors, for the tests of payments: what it owes, pays, and what that put on the accounts. */
import { asc, eq } from "drizzle-orm"
import postgres from "postgres"
import { expect } from "vitest"
import { verifyBooks, type Wrong } from "@/bin/verify-books/verify"
import { detailedVendorLedgerEntry, glEntry, vatEntry, type vendor } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { IsoDate } from "@/domain/dates/date"
import { Refusal } from "@/domain/errors"
import type { Application } from "@/domain/payments/application"
import type { NewPayment } from "@/domain/payments/check-payment"
import { findPayment } from "@/domain/payments/find-payment"
import { readEntries } from "@/domain/payments/read-entries"
import { registerPayment } from "@/domain/payments/register-payment"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { env } from "@/env"
import { makeActor, makeCompany, makeItem, makeVendor } from "./factories"
import { makePurchaseCreditMemo, makePurchaseInvoice } from "./purchase-invoices"

/** What is bought, by its VAT: 21 %, 9 % and none (a service). */
export type Goods = "high" | "low" | "none"

export type Payables = Awaited<ReturnType<typeof makePayables>>

const inMay = { postingDate: "2026-05-04", documentDate: "2026-05-04" }

/** A company with items of each rate and vendors whose terms are 30 days, 2 % within 8. */
export async function makePayables() {
  const { id: companyId } = await makeCompany()
  const manager = await makeActor(companyId, "purchasing_manager")
  const service = { type: "service", genProdPostingGroup: "DIENSTEN", inventoryPostingGroup: null } as const
  const items = {
    high: (await makeItem(companyId, { ...service, vatProdPostingGroup: "HOOG" })).no,
    low: (await makeItem(companyId, { ...service, vatProdPostingGroup: "LAAG" })).no,
    none: (await makeItem(companyId, { ...service, vatProdPostingGroup: "NUL" })).no,
  }
  const terms = { paymentTermsCode: "30D/8D2%" }
  const abroad = { genBusPostingGroup: "BUITENL", vatBusPostingGroup: "BUITENL", vendorPostingGroup: "BUITENL" }
  const dutch = await makeVendor(companyId, terms)
  const american = await makeVendor(companyId, { ...terms, ...abroad, currencyCode: "USD" })
  const european = await makeVendor(companyId, {
    ...terms,
    genBusPostingGroup: "EU",
    vatBusPostingGroup: "EU",
    vendorPostingGroup: "EU",
  })

  const lines = (bought: Partial<Record<Goods, string>>) =>
    Object.entries(bought).map(([goods, price]) => ({ no: items[goods as Goods], quantity: "1", price }))

  /** A posted invoice of 4 May 2026. @param bought prices without VAT @returns the number of its vendor ledger entry */
  async function owe(to: { no: string }, bought: Partial<Record<Goods, string>>, dates = {}): Promise<number> {
    const no = await makePurchaseInvoice(manager, to.no, lines(bought), { ...inMay, ...dates })
    return (await postPurchaseDocument(manager, no, { unreviewed: true })).transactionNo
  }

  /** As `owe`, a credit memo that is applied to nothing. */
  async function credit(from: { no: string }, bought: Partial<Record<Goods, string>>, dates = {}): Promise<number> {
    const no = await makePurchaseCreditMemo(manager, from.no, lines(bought), { ...inMay, ...dates })
    return (await postPurchaseDocument(manager, no, { unreviewed: true })).transactionNo
  }

  /** @returns the payment's number */
  function pay(to: Vendor, amount: string, applications: Application[], more: Partial<NewPayment> = {}) {
    return registerPayment(manager, {
      vendorNo: to.no,
      bankAccountNo: "BANK",
      postingDate: "2026-05-10" as IsoDate,
      currency: to.currencyCode ?? "EUR",
      amount,
      description: "By bank",
      applications,
      ...more,
    })
  }

  return { companyId, manager, items, dutch, american, european, owe, credit, pay, ...readers(companyId) }
}

type Vendor = typeof vendor.$inferSelect

/** What stands in the books of a company. */
function readers(companyId: number) {
  return {
    entryOf: (paymentNo: string) =>
      inCompany(companyId, async tx => (await findPayment(tx, companyId, paymentNo)).entry.transactionNo),

    /** What a transaction put on each account, in the order of its entries. */
    async accountsOf(transactionNo: number): Promise<[string, number][]> {
      const rows = await inCompany(companyId, tx =>
        tx.select().from(glEntry).where(eq(glEntry.transactionNo, transactionNo)).orderBy(asc(glEntry.lineNo)),
      )
      return rows.map(row => [row.glAccountNo, Number(row.amount)])
    },

    /** Base and amount of a transaction's VAT entries, by identifier. */
    async vatOf(transactionNo: number): Promise<[string, number, number][]> {
      const rows = await inCompany(companyId, tx =>
        tx.select().from(vatEntry).where(eq(vatEntry.transactionNo, transactionNo)).orderBy(asc(vatEntry.lineNo)),
      )
      return rows.map(row => [row.vatIdentifier, Number(row.base), Number(row.amount)])
    },

    /** The account, base and amount of what is not claimed back of a transaction's VAT. */
    async nonDeductibleOf(transactionNo: number): Promise<[string | null, number, number][]> {
      const rows = await inCompany(companyId, tx =>
        tx.select().from(vatEntry).where(eq(vatEntry.transactionNo, transactionNo)).orderBy(asc(vatEntry.lineNo)),
      )
      return rows.map(row => [row.nonDedVatAccountNo, Number(row.nonDeductibleBase), Number(row.nonDeductibleAmount)])
    },

    /** Type and amounts of the detailed entries that a transaction made. */
    async detailsOf(transactionNo: number): Promise<[string, number, number][]> {
      const d = detailedVendorLedgerEntry
      const rows = await inCompany(companyId, tx =>
        tx.select().from(d).where(eq(d.transactionNo, transactionNo)).orderBy(asc(d.lineNo)),
      )
      return rows.map(row => [row.entryType, Number(row.amount), Number(row.amountLcy)])
    },

    /** The payments and credit memos that were applied to an entry, in their order. */
    async paymentsOn(entryNo: number): Promise<number[]> {
      const d = detailedVendorLedgerEntry
      const rows = await inCompany(companyId, tx =>
        tx
          .select({ no: d.appliedEntryNo })
          .from(d)
          .where(eq(d.vendorLedgerEntryNo, entryNo))
          .orderBy(asc(d.transactionNo)),
      )
      return [...new Set(rows.map(({ no }) => no).filter(no => no !== null))]
    },

    /** What remains of entries, in their currency and in the company's. */
    async remaining(...nos: number[]): Promise<[number, number][]> {
      const entries = await inCompany(companyId, tx => readEntries(tx, companyId, nos))
      return nos.map(no => [Number(entries.get(no)!.remaining), Number(entries.get(no)!.remainingLcy)])
    },

    /** What `npm run verify-books` finds wrong. */
    async wrong(): Promise<Wrong[]> {
      const app = postgres(env().DATABASE_URL, { max: 1 })
      try {
        return (await verifyBooks(app, companyId)).wrong
      } finally {
        await app.end()
      }
    },
  }
}

/** Why a work is refused, by field. */
export async function refusal(work: Promise<unknown>): Promise<(string | undefined)[][]> {
  const error = await work.catch((caught: unknown) => caught)
  expect(error).toBeInstanceOf(Refusal)
  return (error as Refusal).issues.map(({ field, code }) => [field, code])
}
