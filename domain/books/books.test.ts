import { beforeAll, expect, test } from "vitest"
import type { vendor } from "@/db/schema"
import type { Actor } from "@/domain/access/actor"
import { Forbidden, NotFound } from "@/domain/errors"
import { Decimal, sum } from "@/domain/money/decimal"
import { registerPayment } from "@/domain/payments/register-payment"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { makeActor, makeCompany, makeItem, makeVendor, type TestItem } from "@/test/factories"
import { makePurchaseInvoice, type NewLine } from "@/test/purchase-invoices"
import { type AgingBucket, agingBuckets, dueDatesOf } from "./aging"
import { listGlEntries } from "./list-gl-entries"
import { listItemLedgerEntries } from "./list-item-ledger-entries"
import { listVatEntries } from "./list-vat-entries"
import { listVendorLedgerEntries, type VendorEntryQuery } from "./list-vendor-ledger-entries"
import { readAgedPayables } from "./read-aged-payables"
import { readChartOfAccounts } from "./read-chart-of-accounts"
import { readTransaction } from "./read-transaction"
import { readTrialBalance } from "./read-trial-balance"

let manager: Actor
let first: typeof vendor.$inferSelect
let second: typeof vendor.$inferSelect
let stock: TestItem
/** Transactions: two invoices of the first vendor, one of the second, and a payment of 50.00 on the very first. */
let january: number
let march: number
let books: number
let payment: number
/** Number of the posted invoice of January. */
let januaryNo: string

async function post(vendorNo: string, postingDate: string, line: NewLine) {
  const no = await makePurchaseInvoice(manager, vendorNo, [line], { postingDate, documentDate: postingDate })
  return postPurchaseDocument(manager, no, { unreviewed: true })
}

beforeAll(async () => {
  const { id } = await makeCompany()
  manager = await makeActor(id, "purchasing_manager")
  first = await makeVendor(id, { name: "Eerste" })
  second = await makeVendor(id, { name: "Tweede" })
  stock = await makeItem(id, { lastDirectCost: "10" }, { DOOS: "12" })
  const book = await makeItem(id, { vatProdPostingGroup: "LAAG" })
  const service = await makeItem(id, {
    type: "service",
    genProdPostingGroup: "DIENSTEN",
    inventoryPostingGroup: null,
  })
  // Due after 30 days: 2026-02-09, 2026-04-04 and 2026-04-19.
  const posted = await post(first.no, "2026-01-10", { no: stock.no, quantity: "10", price: "10" })
  january = posted.transactionNo
  januaryNo = posted.no
  march = (await post(first.no, "2026-03-05", { no: service.no, quantity: "1", price: "80" })).transactionNo
  books = (await post(second.no, "2026-03-20", { no: book.no, quantity: "3", price: "20" })).transactionNo
  const paymentNo = await registerPayment(manager, {
    vendorNo: first.no,
    bankAccountNo: "BANK",
    postingDate: "2026-03-15",
    currency: "EUR",
    amount: "50",
    description: "In part",
    applications: [{ vendorLedgerEntryNo: january, amount: "50" }],
  })
  const paid = await listVendorLedgerEntries(manager, { documentNo: paymentNo, today: "2026-03-15" })
  payment = paid.entries[0]!.transactionNo
})

const inMarch = { from: "2026-03-01", to: "2026-03-31" }

test("a trial balance of March: net change and balance of each account, debit equal to credit", async () => {
  const { lines, totals, lcy } = await readTrialBalance(manager, inMarch)
  const figures = lines.map(({ no, netChange, balance }) => [
    no,
    netChange.debit,
    netChange.credit,
    balance.debit,
    balance.credit,
  ])
  expect(figures).toEqual([
    ["1100", null, "50", null, "50"],
    ["1500", "16.8", null, "37.8", null],
    ["1510", "5.4", null, "5.4", null],
    ["1600", null, "112.2", null, "233.2"],
    ["3000", "60", null, "160", null],
    ["7000", "60", null, "160", null],
    ["7100", "80", null, "80", null],
    ["7400", null, "60", null, "160"],
  ])
  expect(totals).toEqual({
    netChange: { debit: "222.2", credit: "222.2" },
    balance: { debit: "443.2", credit: "443.2" },
  })
  expect(lcy).toEqual({ code: "EUR", decimals: 2 })
})

test("each figure of the trial balance is the sum of the entries behind it", async () => {
  const { lines } = await readTrialBalance(manager, inMarch)
  for (const { no, netChange, balance } of lines) {
    const net = await listGlEntries(manager, { account: no, ...inMarch })
    const all = await listGlEntries(manager, { account: no, to: inMarch.to })
    const signed = ({ debit, credit }: typeof balance) => Number(debit ?? 0) - Number(credit ?? 0)
    expect([no, Number(net.total), Number(all.total)]).toEqual([no, signed(netChange), signed(balance)])
    expect(sum(all.entries.map(({ amount }) => new Decimal(amount))).toNumber()).toBe(signed(balance))
  }
})

test("before the first entry there is nothing", async () => {
  const { lines, totals } = await readTrialBalance(manager, { from: "2025-01-01", to: "2025-12-31" })
  expect(lines).toEqual([])
  expect(totals.balance).toEqual({ debit: "0", credit: "0" })
})

test("the chart's totals sum the posting accounts they name; headings have no figures", async () => {
  const { lines } = await readChartOfAccounts(manager, inMarch)
  const at = (no: string) => lines.find(line => line.no === no)
  expect(at("1600")).toMatchObject({ netChange: "-112.2", balanceAtDate: "-233.2", filter: "1600" })
  expect(at("1000")).toMatchObject({ netChange: null, balanceAtDate: null, filter: null })
  // 1100, 1500, 1510 and 1600.
  expect(at("1999")).toMatchObject({ netChange: "-140", balanceAtDate: "-240", filter: "1000..1999" })
  expect(at("7999")).toMatchObject({ netChange: "80", balanceAtDate: "80" })
  expect(at("99999")).toMatchObject({ netChange: "80", balanceAtDate: "80" })
  const behind = await listGlEntries(manager, { account: at("1999")!.filter!, to: inMarch.to })
  expect(Number(behind.total)).toBe(-240)
})

/** Compares a figure of aged payables with the sum of the entries it opens. @param vendorNo undefined: of all vendors */
async function compareWithEntries(
  at: string,
  vendorNo: string | undefined,
  figure: AgingBucket | "total",
  amount: string,
): Promise<void> {
  const { from, to } = figure === "total" ? { from: null, to: null } : dueDatesOf(figure, at)
  const due = { dueFrom: from ?? undefined, dueTo: to ?? undefined }
  const behind = await listVendorLedgerEntries(manager, { vendorNo, at, state: "open", today: at, ...due })
  expect([figure, Number(behind.remainingLcy) || 0]).toEqual([figure, -Number(amount) || 0])
  const added = sum(behind.entries.map(({ remainingAmountLcy }) => new Decimal(remainingAmountLcy)))
  expect(added.toNumber() || 0).toBe(Number(behind.remainingLcy) || 0)
}

test.each([
  ["2026-01-09", {}, {}],
  ["2026-02-09", { not_due: 121 }, {}],
  ["2026-02-10", { "1_30": 121 }, {}],
  ["2026-03-10", { "1_30": 121, not_due: 96.8 }, {}],
  ["2026-03-11", { "1_30": 121, not_due: 96.8 }, {}],
  ["2026-03-31", { "31_60": 71, not_due: 96.8 }, { not_due: 65.4 }],
  ["2026-04-10", { "31_60": 71, "1_30": 96.8 }, { not_due: 65.4 }],
  ["2026-05-10", { "61_90": 71, "31_60": 96.8 }, { "1_30": 65.4 }],
  ["2026-05-11", { over_90: 71, "31_60": 96.8 }, { "1_30": 65.4 }],
])("aged payables on %s are the payables accounts' balance, by days overdue", async (at, ofFirst, ofSecond) => {
  const { vendors, totals } = await readAgedPayables(manager, { at })
  const figures = (vendorNo: string) => {
    const amounts = vendors.find(row => row.vendorNo === vendorNo)?.amounts
    return Object.fromEntries(
      agingBuckets.map(bucket => [bucket, Number(amounts?.[bucket] ?? 0)]).filter(([, amount]) => amount !== 0),
    )
  }
  expect(figures(first.no)).toEqual(ofFirst)
  expect(figures(second.no)).toEqual(ofSecond)
  const payables = await listGlEntries(manager, { account: "1600..1699", to: at })
  expect(Number(totals.total)).toBe(-Number(payables.total) || 0)
  // Each figure is the sum of the entries it opens.
  for (const { vendorNo, amounts } of [...vendors, { vendorNo: undefined, amounts: totals }]) {
    for (const figure of [...agingBuckets, "total"] as const) {
      if (vendorNo && Number(amounts[figure]) === 0) continue
      await compareWithEntries(at, vendorNo, figure, amounts[figure])
    }
  }
})

test("aged payables page by vendor, the totals those of all", async () => {
  const at = "2026-03-31"
  const page = await readAgedPayables(manager, { at, limit: 1 })
  expect(page.vendors.map(({ vendorName }) => vendorName)).toEqual(["Eerste"])
  expect(page.next).toBe(first.no)
  const rest = await readAgedPayables(manager, { at, limit: 1, after: first.no })
  expect(rest.vendors.map(({ vendorName }) => vendorName)).toEqual(["Tweede"])
  expect(rest.next).toBeUndefined()
  expect(Number(rest.totals.total)).toBe(233.2)
})

test("vendor ledger entries by what remains, on a date and now", async () => {
  const of = async (query: Partial<VendorEntryQuery>) => {
    const { entries } = await listVendorLedgerEntries(manager, { today: "2026-04-10", ...query })
    return entries.map(row => [row.transactionNo, Number(row.remainingAmount), row.isOverdue])
  }
  expect(await of({})).toEqual([
    [books, -65.4, false],
    [payment, 0, false],
    [march, -96.8, true],
    [january, -71, true],
  ])
  expect(await of({ state: "closed" })).toEqual([[payment, 0, false]])
  expect(await of({ state: "overdue", sort: "dueDate", oldestFirst: true })).toEqual([
    [january, -71, true],
    [march, -96.8, true],
  ])
  expect(await of({ state: "open", at: "2026-03-10" })).toEqual([
    [march, -96.8, false],
    [january, -121, true],
  ])
  expect(await of({ dueFrom: "2026-04-01", dueTo: "2026-04-04" })).toEqual([[march, -96.8, true]])
  expect(await of({ documentNo: januaryNo })).toEqual([[january, -71, true]])
  expect(await of({ vendorNo: second.no })).toEqual([[books, -65.4, false]])
})

test("VAT entries with the totals per group", async () => {
  const { entries, groups } = await listVatEntries(manager, inMarch)
  expect(entries.map(({ transactionNo, base, amount }) => [transactionNo, base, amount])).toEqual([
    [books, "60", "5.4"],
    [march, "80", "16.8"],
  ])
  expect(groups.map(({ vatProdPostingGroup, base, amount }) => [vatProdPostingGroup, base, amount])).toEqual([
    ["HOOG", "80", "16.8"],
    ["LAAG", "60", "5.4"],
  ])
  const low = await listVatEntries(manager, { group: groups[1] })
  expect(low.entries.map(({ transactionNo }) => transactionNo)).toEqual([books])
  expect(low.groups).toHaveLength(2)
})

test("item ledger entries with their value", async () => {
  const { entries, total } = await listItemLedgerEntries(manager, { itemNo: stock.no })
  expect(entries).toMatchObject([
    { transactionNo: january, documentNo: januaryNo, quantity: "10", costAmount: "100", costPerUnit: "10" },
  ])
  expect(total).toEqual({ quantity: "10", costAmount: "100" })
  expect((await listItemLedgerEntries(manager, { itemNo: stock.no, from: "2026-02-01" })).entries).toEqual([])
})

test("a transaction shows all of its entries, and what was applied to it later", async () => {
  const invoice = await readTransaction(manager, january)
  expect(invoice.transaction).toMatchObject({ documentNo: januaryNo, documentType: "invoice", vendorName: "Eerste" })
  expect(invoice.gl.map(({ glAccountNo, amount }) => [glAccountNo, Number(amount)])).toEqual([
    ["7000", 100],
    ["1500", 21],
    ["1600", -121],
    ["3000", 100],
    ["7400", -100],
  ])
  expect(invoice.vat).toHaveLength(1)
  expect(invoice.items).toMatchObject([{ itemNo: stock.no, costAmount: "100" }])
  expect(invoice.itemCount).toBe(1)
  expect(Number(invoice.vendor?.remainingAmount)).toBe(-71)
  expect(invoice.remainingChanges).toMatchObject([
    { transactionNo: january, entryType: "initial_entry" },
    { transactionNo: payment, entryType: "application", appliedEntryNo: payment, amount: "50" },
  ])
  const paid = await readTransaction(manager, payment)
  expect(paid.changesOfOthers).toMatchObject([{ vendorLedgerEntryNo: january, amount: "50" }])
  await expect(readTransaction(manager, 999_999)).rejects.toThrow(NotFound)
})

test("invoices alone are overdue, not what was paid and waits to be applied", async () => {
  const onAccount = { vendorNo: second.no, bankAccountNo: "BANK", postingDate: "2026-03-25", currency: "EUR" }
  await registerPayment(manager, { ...onAccount, amount: "5", description: "On account", applications: [] })
  const of = async (query: Partial<VendorEntryQuery>) => {
    const { entries, remainingLcy } = await listVendorLedgerEntries(manager, { today: "2026-06-01", ...query })
    return [...entries.map(row => [Number(row.remainingAmount), row.isOverdue]), Number(remainingLcy)]
  }
  expect(await of({ vendorNo: second.no, state: "open" })).toEqual([[5, false], [-65.4, true], -60.4])
  expect(await of({ vendorNo: second.no, state: "overdue" })).toEqual([[-65.4, true], -65.4])
  expect(await of({ vendorNo: second.no, state: "overdue", at: "2026-05-01" })).toEqual([[-65.4, true], -65.4])
})

test("an account filter that names nothing finds nothing", async () => {
  const { entries, total } = await listGlEntries(manager, { account: "no such" })
  expect([entries, total]).toEqual([[], "0"])
})

test("who may not see the books is told so; another company's are not there", async () => {
  const processor = await makeActor(manager.companyId, "order_processor")
  await expect(listGlEntries(processor, {})).rejects.toThrow(Forbidden)
  await expect(readTrialBalance(processor, inMarch)).rejects.toThrow(Forbidden)
  await expect(readAgedPayables(processor, { at: inMarch.to })).rejects.toThrow(Forbidden)
  const stranger = await makeActor((await makeCompany()).id, "purchasing_manager")
  await expect(readTransaction(stranger, january)).rejects.toThrow(NotFound)
  expect((await listGlEntries(stranger, { account: "1600" })).entries).toEqual([])
  expect((await readAgedPayables(stranger, { at: inMarch.to })).vendors).toEqual([])
})
