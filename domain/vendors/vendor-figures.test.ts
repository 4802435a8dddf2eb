import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { company, postedPurchaseDocument } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { addDays, startOfFiscalYear, today } from "@/domain/dates/date"
import { Forbidden, NotFound, Refusal } from "@/domain/errors"
import { readBankAccounts } from "@/domain/vendor-bank-accounts/read-bank-accounts"
import { makeActor, makeCompany, makePurchasePrice, makeVendor } from "@/test/factories"
import { makePayables } from "@/test/payments"
import { deleteVendor, readVendorDeletion, totalOf, wasVendorDeleted } from "./delete-vendor"
import { listVendors } from "./list-vendors"
import { readVendorStatistics } from "./read-vendor-statistics"

const payables = await makePayables()
const { companyId, manager, dutch } = payables

test("a vendor's figures: what is owed, bought, how soon it is paid, and the costs that rose", async () => {
  const first = await payables.owe(dutch, { high: "100" })
  await payables.owe(dutch, { high: "120", low: "10" })
  await payables.credit(dutch, { none: "20" })
  await payables.pay(dutch, "121", [{ vendorLedgerEntryNo: first, amount: "121" }])
  const statistics = await readVendorStatistics(manager, dutch.no)
  expect(statistics).toMatchObject({
    currencyCode: "EUR",
    // 145.20 and 10.90 less 20.00; the credit memo is due at once, and so lessens what is overdue.
    balance: "136.1",
    purchasesThisYear: expect.stringMatching(/^210(\.00)?$/),
    purchasesLastYear: "0",
    drafts: 0,
    daysToPay: 6,
    risenCosts: [{ itemNo: payables.items.high, before: "100", now: "120", currencyCode: "EUR" }],
  })
  expect(statistics.bankAccountChangedAt).toBeInstanceOf(Date)
  const listed = await listVendors(manager, { search: dutch.no })
  expect(listed.owed?.get(dutch.no)).toEqual({ balance: "136.1", overdue: statistics.overdue })
  const processor = await makeActor(companyId, "order_processor")
  expect((await listVendors(processor, { search: dutch.no })).owed).toBeUndefined()
  await expect(readVendorStatistics(processor, dutch.no)).rejects.toThrow(Forbidden)
})

test("a vendor with posted entries stays, whoever asks", async () => {
  await payables.owe(dutch, { high: "1" })
  expect((await readVendorDeletion(manager, dutch.no)).keeps).toMatchObject({ entries: expect.any(Number) })
  await expect(deleteVendor(manager, dutch.no, 1)).rejects.toThrow(Refusal)
})

test("one that nothing rests on goes with its prices and bank accounts, as the question counted them", async () => {
  const { no } = await makeVendor(companyId)
  await makePurchasePrice(companyId, { vendorNo: no, itemNo: payables.items.high, directUnitCost: "3" })
  const { keeps, goes } = await readVendorDeletion(manager, no)
  expect([keeps, goes]).toEqual([{}, { prices: 1, accounts: 1 }])
  await expect(deleteVendor(manager, no, 1)).rejects.toMatchObject({ issues: [{ code: "vendor_goes_with_more" }] })
  const stranger = await makeActor((await makeCompany()).id, "purchasing_manager")
  await expect(deleteVendor(stranger, no, 2)).rejects.toThrow(NotFound)
  await deleteVendor(manager, no, totalOf(goes))
  await expect(readVendorDeletion(manager, no)).rejects.toThrow(NotFound)
  expect(await readBankAccounts(manager, no)).toEqual([])
  expect([await wasVendorDeleted(manager, no), await wasVendorDeleted(manager, dutch.no)]).toEqual([true, false])
})

test("a vendor that is paid for another stays", async () => {
  const { no } = await makeVendor(companyId)
  await makeVendor(companyId, { payToVendorNo: no })
  expect((await readVendorDeletion(manager, no)).keeps).toEqual({ paysFor: 1 })
})

test("what was bought this year and last is by the company's fiscal year", async () => {
  const own = await makePayables()
  const now = today("Europe/Amsterdam")
  await own.owe(own.dutch, { high: "100" })
  const before = await readVendorStatistics(own.manager, own.dutch.no)
  const [posted] = await inCompany(own.companyId, tx =>
    tx.select({ date: postedPurchaseDocument.postingDate }).from(postedPurchaseDocument),
  )
  // The fiscal year begins in the month after the posting: what was posted is last year's, or, where that is to come, still this one's.
  const month = (Number(posted!.date.slice(5, 7)) % 12) + 1
  await inCompany(own.companyId, tx =>
    tx.update(company).set({ fiscalYearStartMonth: month }).where(eq(company.id, own.companyId)),
  )
  const after = await readVendorStatistics(own.manager, own.dutch.no)
  const isThisYear = posted!.date >= startOfFiscalYear(now, month)
  const isLastYear = !isThisYear && posted!.date >= startOfFiscalYear(addDays(startOfFiscalYear(now, month), -1), month)
  const sums = [Number(after.purchasesThisYear), Number(after.purchasesLastYear)]
  expect(Number(before.purchasesThisYear) + Number(before.purchasesLastYear)).toBe(100)
  expect(sums).toEqual([isThisYear ? 100 : 0, isLastYear ? 100 : 0])
})
