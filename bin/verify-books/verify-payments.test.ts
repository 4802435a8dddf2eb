/** What `npm run verify-books` says of payments with discounts. */
import { beforeAll, describe, expect, test } from "vitest"
import { vatPostingSetup } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { IsoDate } from "@/domain/dates/date"
import { unapplyEntries } from "@/domain/payments/unapply-entries"
import { wrongAfter } from "@/test/corrupt"
import { paymentCorruptions } from "@/test/payment-corruptions"
import { makePayables, type Payables } from "@/test/payments"

let books: Payables

/**
 * 1 an invoice at two rates that 2 pays with its discount; 3 one that 4 pays with its discount, which 5 unapplies; 6 an invoice that 7
 * pays but for a cent that is tolerated; 8 a credit memo that 9 pays back;
 * 10 an invoice in dollars that 11 pays at the bank's rate, with charges; 12 one of whose VAT half is not claimed back, which 13 pays
 * with its discount.
 */
beforeAll(async () => {
  books = await makePayables()
  await inCompany(books.companyId, tx => tx.update(vatPostingSetup).set({ adjustForPaymentDiscount: true }))
  const { manager, dutch, american, owe, credit, pay } = books
  const discounted = (vendorLedgerEntryNo: number, amount: string) => [
    { vendorLedgerEntryNo, amount, takesDiscount: true },
  ]
  await owe(dutch, { high: "100", low: "100" })
  await pay(dutch, "225.40", discounted(1, "225.40"))
  await owe(dutch, { high: "50" })
  await pay(dutch, "59.29", discounted(3, "59.29"))
  await unapplyEntries(manager, { entryNo: 4, appliedEntryNo: 3, postingDate: "2026-05-12" as IsoDate })
  await owe(dutch, { none: "80" })
  await pay(dutch, "79.99", [{ vendorLedgerEntryNo: 6, amount: "79.99", difference: "payment_tolerance" }])
  await credit(dutch, { none: "30" })
  await pay(dutch, "30", [{ vendorLedgerEntryNo: 8, amount: "30" }], { type: "refund" })
  await owe(american, { none: "1000" })
  const fromBank = { bankAmount: "860", bankCharges: "12.50" }
  await pay(american, "1000", [{ vendorLedgerEntryNo: 10, amount: "1000" }], fromBank)
  await inCompany(books.companyId, tx => tx.update(vatPostingSetup).set({ nonDeductibleVatPercent: "50" }))
  await owe(dutch, { high: "100" })
  await pay(dutch, "118.58", discounted(12, "118.58"))
})

test("finds nothing wrong with what was paid", async () => {
  expect(await books.wrong()).toEqual([])
})

describe("one value that is wrong is named", () => {
  test.each(paymentCorruptions)("%s: %s, %s", async (rule, table, key, statement) => {
    const wrong = await wrongAfter(books.companyId, statement)
    const found = wrong.find(row => row.rule === rule && row.table === table)
    expect(found).toMatchObject({ key })
    expect(found!.expected).not.toBe(found!.found)
  })
})
