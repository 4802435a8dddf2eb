/** Random openings, replaced, paid and reversed, leave the books clean; those that do not agree are refused by account. */
import fc from "fast-check"
import { expect, test } from "vitest"
import { openVendorLedgerEntry } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import type { IsoDate } from "@/domain/dates/date"
import { Refusal } from "@/domain/errors"
import { Decimal, sum, toPlain } from "@/domain/money/decimal"
import type { OpeningLineValues } from "@/domain/opening-balances/opening-part"
import { removeOpeningLines } from "@/domain/opening-balances/prepare-opening"
import { reverseOpening } from "@/domain/opening-balances/reverse-opening"
import { registerPayment } from "@/domain/payments/register-payment"
import { makeItem, makeVendor } from "./factories"
import { dayBefore, makeBeginner, postPrepared, prepare, wrongBooks } from "./openings"

/** More of them: OPENING_RUNS=100 npx vitest run test/opening-books.test.ts */
const runs = Number(process.env.OPENING_RUNS ?? 5)

const cents = fc.integer({ min: 1, max: 5_000_000 })
const euros = (amount: number) => toPlain(new Decimal(amount).div(100))

const anyOpening = fc.record({
  documents: fc.array(fc.record({ amount: cents, lcy: cents, isMemo: fc.boolean(), isForeign: fc.boolean() }), {
    minLength: 1,
    maxLength: 6,
  }),
  stock: fc.array(fc.record({ quantity: fc.integer({ min: 1, max: 999 }), cost: fc.nat(100_000) }), { maxLength: 3 }),
  bank: fc.integer({ min: -900_000, max: 900_000 }),
  vat: fc.nat(90_000),
  /** What the trial balance is off by on the payables account; zero: it agrees. */
  off: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 900 })),
})

type Opening = typeof anyOpening extends fc.Arbitrary<infer Of> ? Of : never
type Company = { manager: Actor; home: string; abroad: string; items: string[] }

/** Types an opening, with what is left over on the capital. */
async function type({ manager, home, abroad, items }: Company, { documents, stock, bank, vat, off }: Opening) {
  for (const part of ["vendors", "accounts", "stock"] as const) await removeOpeningLines(manager, part, "all")
  const lcyOf = ({ amount, lcy, isForeign }: Opening["documents"][number]) => (isForeign ? lcy : amount)
  const owed = (isForeign: boolean) =>
    documents
      .filter(each => each.isForeign === isForeign)
      .reduce((total, each) => total + (each.isMemo ? lcyOf(each) : -lcyOf(each)), 0)
  const inventory = stock.reduce((total, { cost }) => total + cost, 0)
  const balances: [string, number][] = [
    ["1600", owed(false) + off],
    ["1620", owed(true)],
    ["3000", inventory],
    ["1100", bank],
    ["1500", vat],
  ]
  const left = balances.reduce((total, [, amount]) => total - amount, 0)
  const vendors = documents.map(
    ({ amount, lcy, isMemo, isForeign }, at): OpeningLineValues => ({
      vendorNo: isForeign ? abroad : home,
      documentType: isMemo ? "credit memo" : "invoice",
      vendorInvoiceNo: `${isMemo ? "C" : "F"}-${at + 1}`,
      documentDate: "2025-11-15",
      amount: euros(amount),
      amountLcy: isForeign ? euros(lcy) : "",
    }),
  )
  await prepare(manager, {
    vendors,
    accounts: [...balances, ["0510", left] as const].map(([glAccountNo, amount]) => ({
      glAccountNo,
      balance: toPlain(new Decimal(amount).div(100)),
    })),
    stock: stock.map(({ quantity, cost }, at) => ({
      itemNo: items[at]!,
      quantity: String(quantity),
      costAmount: euros(cost),
    })),
  })
}

/** Pays every open invoice of the home vendor, whole. */
async function payAll({ manager, home }: Company): Promise<number> {
  const open = await inCompany(manager.companyId, tx => tx.select().from(openVendorLedgerEntry))
  const owed = open.filter(each => each.vendorNo === home && each.documentType === "invoice")
  if (owed.length === 0) return 0
  const applications = owed.map(each => ({
    vendorLedgerEntryNo: each.transactionNo,
    amount: toPlain(new Decimal(each.amountLcy).neg()),
  }))
  const amount = toPlain(sum(applications.map(each => new Decimal(each.amount))))
  const payment = { vendorNo: home, bankAccountNo: "BANK", postingDate: "2026-01-09", currency: "EUR", description: "" }
  await registerPayment(manager, { ...payment, amount, applications })
  return owed.length
}

test("whatever is opened, replaced, paid and taken back, the books stay clean", { timeout: 300_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(anyOpening, anyOpening, async (first, second) => {
      const manager = await makeBeginner()
      const { companyId } = manager
      const company: Company = {
        manager,
        home: (await makeVendor(companyId)).no,
        abroad: (await makeVendor(companyId, { vendorPostingGroup: "BUITENL", currencyCode: "USD" })).no,
        items: [await makeItem(companyId), await makeItem(companyId), await makeItem(companyId)].map(({ no }) => no),
      }
      for (const opening of [first, second]) {
        await type(company, opening)
        const posted = postPrepared(manager)
        if (opening.off === 0) await posted
        else {
          const refusal = await posted.catch((error: unknown) => error)
          expect(refusal).toBeInstanceOf(Refusal)
          expect((refusal as Refusal).issues).toMatchObject([
            { code: "opening.control_differs", params: { no: "1600", difference: (opening.off / 100).toFixed(2) } },
          ])
        }
        expect(await wrongBooks(companyId)).toEqual([])
      }
      await type(company, { ...second, off: 0 })
      const last = await postPrepared(manager)
      const paid = await payAll(company)
      expect(await wrongBooks(companyId)).toEqual([])
      const reversed = reverseOpening(manager, last, dayBefore as IsoDate, "As drawn")
      if (paid > 0) await expect(reversed).rejects.toThrow("opening.entry_applied")
      else await reversed
      expect(await wrongBooks(companyId)).toEqual([])
    }),
    { numRuns: runs },
  )
})
