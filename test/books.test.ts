/** Whatever is posted, paid and taken back, the books stay clean: random documents, verified by rules of their own. */
import fc from "fast-check"
import postgres from "postgres"
import { afterAll, beforeAll, expect, test } from "vitest"
import { verifyBooks } from "@/bin/verify-books/verify"
import { vendorInvoiceDiscount } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import type { IsoDate } from "@/domain/dates/date"
import { Decimal, round, toPlain } from "@/domain/money/decimal"
import { applyEntries } from "@/domain/payments/apply-entries"
import { findPayment } from "@/domain/payments/find-payment"
import { readEntries, type VendorEntry } from "@/domain/payments/read-entries"
import { readApplicable } from "@/domain/payments/read-settlement"
import { registerPayment } from "@/domain/payments/register-payment"
import { reversePayment } from "@/domain/payments/reverse-payment"
import { unapplyEntries } from "@/domain/payments/unapply-entries"
import { cancelPostedInvoice, correctPostedInvoice } from "@/domain/posted-purchase-documents/cancel-posted-invoice"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { env } from "@/env"
import { makeActor, makeCompany, makeItem, makeVendor } from "./factories"
import { makePurchaseInvoice } from "./purchase-invoices"
import {
  anyPostingTerms,
  type DraftTemplates,
  insertRandomDraft,
  makeDraftTemplates,
  randomDraft,
  setPostingTerms,
} from "./random-drafts"

const documentsAtOnce = 40
/** A thousand drafts, and as many payments, credit memos and copies. More: BOOKS_BATCHES=100 npx vitest run test/books.test.ts */
const batches = Number(process.env.BOOKS_BATCHES ?? 25)
/** Books that are wrong once stay so, and verifying takes the longer the more there is: after each batch it was most of the work. */
const batchesBetweenVerifying = 10

const app = postgres(env().DATABASE_URL, { max: 1 })
afterAll(() => app.end())

let manager: Actor
let templates: DraftTemplates

beforeAll(async () => {
  const { id: companyId } = await makeCompany()
  manager = await makeActor(companyId, "purchasing_manager")
  templates = await makeDraftTemplates(manager)
})

test("a service charge of the vendor's tiers is posted, taken back and copied, and the books stay clean", async () => {
  const { companyId } = manager
  const { no: vendorNo } = await makeVendor(companyId, { invoiceDiscountCode: "STAFFEL", pricesIncludingVat: true })
  const tier = { companyId, code: "STAFFEL", currencyCode: "EUR", minimumAmount: "10" }
  await inCompany(companyId, tx =>
    tx.insert(vendorInvoiceDiscount).values({ ...tier, discountPercent: "1.5", serviceCharge: "7.77" }),
  )
  const { no: itemNo } = await makeItem(companyId)
  const line = { no: itemNo, quantity: "3", price: "33.33" }
  const draft = await makePurchaseInvoice(manager, vendorNo, [line], { invoiceDiscountCalculation: "tiers" })
  const { no } = await postPurchaseDocument(manager, draft, { unreviewed: true })
  const { draftNo } = await correctPostedInvoice(manager, no, { postingDate: null, reason })
  await postPurchaseDocument(manager, draftNo, { unreviewed: true })
  expect((await verifyBooks(app, companyId)).wrong).toEqual([])
})

const reason = "as drawn"

/** What becomes of an invoice over more than nothing, once it is posted. */
const fates = {
  async stays() {},
  async isPaid(owed: VendorEntry) {
    await pay(owed, new Decimal(owed.remaining).neg())
  },
  async isPaidInPart(owed: VendorEntry) {
    await pay(owed, someOf(owed))
  },
  async isPaidTooMuch(owed: VendorEntry) {
    const whole = new Decimal(owed.remaining).neg()
    await pay(owed, whole, whole.plus(7))
  },
  async isPaidAndTheMoneyCameBack(owed: VendorEntry) {
    await reversePayment(manager, await pay(owed, someOf(owed)), owed.postingDate as IsoDate, reason)
  },
  async isPaidByMistake(owed: VendorEntry) {
    const no = await pay(owed, someOf(owed))
    const { entry } = await inCompany(manager.companyId, tx => findPayment(tx, manager.companyId, no))
    await unapplyEntries(manager, {
      entryNo: entry.transactionNo,
      appliedEntryNo: owed.transactionNo,
      postingDate: owed.postingDate as IsoDate,
    })
  },
  async isCancelled(owed: VendorEntry) {
    await cancelPostedInvoice(manager, owed.documentNo, { postingDate: null, reason })
  },
  async isCorrected(owed: VendorEntry) {
    const { draftNo } = await correctPostedInvoice(manager, owed.documentNo, { postingDate: null, reason })
    // The copy has the number on the vendor's paper, which is free again.
    await postPurchaseDocument(manager, draftNo, { unreviewed: true })
  },
}
const fateNames = Object.keys(fates) as (keyof typeof fates)[]

/** Half of it, or all where half of it is less than the currency has. */
function someOf({ remaining }: VendorEntry): Decimal {
  const whole = new Decimal(remaining).neg()
  const half = round(whole.div(2), 0)
  return half.isZero() ? whole : half
}

function pay(owed: VendorEntry, applied: Decimal, amount = applied): Promise<string> {
  return registerPayment(manager, {
    vendorNo: owed.vendorNo,
    bankAccountNo: "BANK",
    postingDate: owed.postingDate as IsoDate,
    currency: owed.currencyCode,
    amount: toPlain(amount),
    description: reason,
    applications: [{ vendorLedgerEntryNo: owed.transactionNo, amount: toPlain(applied) }],
  })
}

/** Applies a credit memo to the oldest that its vendor is owed in its currency, as far as both go. */
async function give(back: VendorEntry): Promise<void> {
  const { companyId } = manager
  const { vendorNo, currencyCode, postingDate, transactionNo: entryNo } = back
  const [owed] = await inCompany(companyId, tx => readApplicable(tx, companyId, vendorNo, currencyCode))
  if (!owed) return
  const amount = Decimal.min(back.remaining, new Decimal(owed.remaining).neg())
  const applications = [{ vendorLedgerEntryNo: owed.transactionNo, amount: toPlain(amount) }]
  await applyEntries(manager, { entryNo, postingDate: postingDate as IsoDate, applications })
}

test(
  "thousands of random documents, posted, paid and taken back many at once, leave the books clean",
  async () => {
    const lived = fc.record({ draft: randomDraft(templates), fate: fc.constantFrom(...fateNames) })
    let posted = 0
    const someDocuments = fc.array(lived, { minLength: documentsAtOnce, maxLength: documentsAtOnce })
    await fc.assert(
      fc.asyncProperty(someDocuments, anyPostingTerms, async (documents, terms) => {
        await setPostingTerms(manager.companyId, terms)
        const entries = await Promise.all(
          documents.map(async ({ draft, fate }) => {
            const no = await insertRandomDraft(manager, templates, draft)
            const { transactionNo } = await postPurchaseDocument(manager, no, { unreviewed: true })
            const { companyId } = manager
            const read = await inCompany(companyId, tx => readEntries(tx, companyId, [transactionNo]))
            const entry = read.get(transactionNo)!
            if (new Decimal(entry.remaining).lt(0)) await fates[fate](entry)
            return entry
          }),
        )
        // One after the other: two could be after the same invoice, and one of them would be refused.
        for (const entry of entries) if (new Decimal(entry.remaining).gt(0)) await give(entry)
        posted++
        if (posted % batchesBetweenVerifying !== 0 && posted !== batches) return
        const { wrong } = await verifyBooks(app, manager.companyId)
        expect(wrong).toEqual([])
      }),
      // Books that are wrong once stay so: there is nothing to shrink. The seed is in the message.
      { numRuns: batches, endOnFailure: true },
    )
  },
  60_000 + batches * 20_000,
)
