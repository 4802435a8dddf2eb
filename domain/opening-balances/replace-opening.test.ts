import { and, eq } from "drizzle-orm"
import { beforeEach, describe, expect, test } from "vitest"
import { item, ledgerTransaction, openVendorLedgerEntry, purchasesSetup, vendorLedgerEntry } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import type { IsoDate } from "@/domain/dates/date"
import { Refusal, Stale } from "@/domain/errors"
import { registerPayment } from "@/domain/payments/register-payment"
import { reversePayment } from "@/domain/payments/reverse-payment"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { makeActor, makeItem, makeVendor } from "@/test/factories"
import { dayBefore, makeBeginner, postPrepared, prepare, preparedVersion, wrongBooks } from "@/test/openings"
import { makePurchaseInvoice } from "@/test/purchase-invoices"
import { postOpening } from "./post-opening"
import { prepareOpening } from "./prepare-opening"
import { listOpenings, readOpening } from "./read-opening"
import { readPreparation } from "./read-preparation"
import { reverseOpening } from "./reverse-opening"

let manager: Actor
let vendorNo: string
let itemNo: string

/** An invoice over 100 with 2 % until 18 December, and stock of 40. */
beforeEach(async () => {
  manager = await makeBeginner()
  vendorNo = (await makeVendor(manager.companyId)).no
  itemNo = (await makeItem(manager.companyId, { lastDirectCost: "0" })).no
  await prepare(manager, {
    vendors: [{ vendorNo, vendorInvoiceNo: "F-0012", documentDate: "2025-12-10", amount: "100" }],
    accounts: [
      { glAccountNo: "1600", balance: "-100" },
      { glAccountNo: "3000", balance: "40" },
      { glAccountNo: "0510", balance: "60" },
    ],
    stock: [{ itemNo, quantity: "8", unitCost: "5" }],
  })
})

const read = <Row>(query: (tx: Parameters<Parameters<typeof inCompany>[1]>[0]) => Promise<Row>) =>
  inCompany(manager.companyId, query)

const codesOf = async (refused: Promise<unknown>) => {
  const error = await refused.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof Refusal)) throw error
  return error.issues.map(({ code, params }) => [code, params])
}

/** Pays what is open of the opened invoice. */
async function pay(): Promise<string> {
  const [open] = await read(tx => tx.select().from(openVendorLedgerEntry))
  return registerPayment(manager, {
    vendorNo,
    bankAccountNo: "BANK",
    postingDate: "2026-01-05",
    amount: "100",
    currency: "EUR",
    description: "",
    applications: [{ vendorLedgerEntryNo: open!.transactionNo, amount: "100" }],
  })
}

test("an opening is replaced, twice, and each leaves nothing behind", async () => {
  await postPrepared(manager)
  await prepare(manager, {
    accounts: [
      { glAccountNo: "3000", balance: "48" },
      { glAccountNo: "0510", balance: "52" },
    ],
    stock: [{ itemNo, quantity: "8", unitCost: "6" }],
  })
  expect(await postPrepared(manager)).toBe(2)
  expect(await postPrepared(manager)).toBe(3)
  expect((await listOpenings(manager)).map(({ no, stands }) => [no, stands])).toEqual([
    [3, true],
    [2, false],
    [1, false],
  ])
  expect(await read(tx => tx.select().from(openVendorLedgerEntry))).toMatchObject([
    { documentNo: "OB3-1", amountLcy: "-100" },
  ])
  // What the first opening gave goes with it, so that the next one gives its own.
  expect(await read(tx => tx.select().from(item).where(eq(item.no, itemNo)))).toMatchObject([{ lastDirectCost: "6" }])
  expect(await wrongBooks(manager.companyId)).toEqual([])
})

test("once something later is posted an opening is not replaced, but reversed and posted anew", async () => {
  await postPrepared(manager)
  const { no: other } = await makeVendor(manager.companyId)
  const dates = { postingDate: "2026-02-01", documentDate: "2026-02-01" }
  const draft = await makePurchaseInvoice(manager, other, [{ no: itemNo, quantity: "1", price: "9" }], dates)
  await postPurchaseDocument(manager, draft, { unreviewed: true })
  expect((await readPreparation(manager)).standing).toMatchObject({ no: 1, isLast: false })
  expect(await codesOf(postPrepared(manager))).toEqual([["opening.later_posted", { no: "OB1" }]])
  await reverseOpening(manager, 1, dayBefore as IsoDate, "Wrong stock")
  expect((await readOpening(manager, 1)).reversal).toMatchObject({ postingDate: dayBefore, description: "Wrong stock" })
  expect(await codesOf(reverseOpening(manager, 1, dayBefore as IsoDate, "Again"))).toEqual([
    ["opening.reversed", { no: "OB1" }],
  ])
  expect(await postPrepared(manager)).toBe(2)
  expect(await wrongBooks(manager.companyId)).toEqual([])
})

describe("an opened invoice", () => {
  test("is paid like another, and keeps the opening from being reversed until that is taken back", async () => {
    await postPrepared(manager)
    const paymentNo = await pay()
    expect(await read(tx => tx.select().from(openVendorLedgerEntry))).toEqual([])
    expect(await codesOf(reverseOpening(manager, 1, dayBefore as IsoDate, "Wrong"))).toEqual([
      ["opening.entry_applied", { document: "F-0012", vendor: vendorNo }],
    ])
    await reversePayment(manager, paymentNo, "2026-01-06" as IsoDate, "Wrong")
    await reverseOpening(manager, 1, "2026-01-07" as IsoDate, "Wrong")
    expect(await wrongBooks(manager.companyId)).toEqual([])
  })

  test("is found by the vendor's number, which counts as used until the opening is reversed", async () => {
    await postPrepared(manager)
    const draft = await makePurchaseInvoice(manager, vendorNo, [{ no: itemNo, quantity: "1", price: "9" }], {
      vendorInvoiceNo: "f 12",
      postingDate: "2026-02-01",
      documentDate: "2026-02-01",
    })
    const post = () => postPurchaseDocument(manager, draft, { unreviewed: true })
    expect(await codesOf(post())).toEqual([["duplicate_posted_invoice", { no: "OB1-1", vendorInvoiceNo: "F-0012" }]])
    await reverseOpening(manager, 1, dayBefore as IsoDate, "Wrong")
    await post()
    // Now the number is taken by what was posted here.
    expect(await codesOf(postPrepared(manager))).toEqual([
      ["opening.number_used", { vendor: vendorNo, document: "F-0012", used: expect.stringMatching(/^GIF/) }],
    ])
  })
})

describe("is refused", () => {
  test("with the difference by account, and posts nothing", async () => {
    await prepare(manager, {
      accounts: [
        { glAccountNo: "1600", balance: "-90" },
        { glAccountNo: "3000", balance: "41.01" },
      ],
    })
    const codes = await codesOf(postPrepared(manager))
    expect(codes.map(([code]) => code)).toEqual([
      "opening.control_differs",
      "opening.control_differs",
      "opening.out_of_balance",
    ])
    expect(codes).toMatchObject([
      [expect.anything(), { no: "1600", has: "-90.00", holds: "-100.00", difference: "10.00" }],
      [expect.anything(), { no: "3000", has: "41.01", holds: "40.00", difference: "1.01" }],
      [expect.anything(), { amount: "11.01" }],
    ])
    expect(await read(tx => tx.select().from(ledgerTransaction))).toEqual([])
  })

  test("on a date that may not be posted on, whoever posts", async () => {
    await read(tx => tx.update(purchasesSetup).set({ allowPostingFrom: "2026-01-01" }))
    expect(await codesOf(postPrepared(manager))).toEqual([
      ["posting_date_not_allowed", { date: dayBefore, from: "2026-01-01", to: "", range: "from" }],
    ])
  })

  test("where the books have entries of before the start", async () => {
    const { no: other } = await makeVendor(manager.companyId)
    const dates = { postingDate: "2025-11-01", documentDate: "2025-11-01" }
    const draft = await makePurchaseInvoice(manager, other, [{ no: itemNo, quantity: "1", price: "9" }], dates)
    await postPurchaseDocument(manager, draft, { unreviewed: true })
    expect(await codesOf(postPrepared(manager))).toEqual([["opening.booked_before", { date: "2025-11-01" }]])
  })

  test("where somebody changed what was looked at", async () => {
    const seen = await preparedVersion(manager.companyId)
    await prepareOpening(manager, { startDate: "2026-01-01", clearingAccountNo: "1190" }, seen)
    await expect(postOpening(manager, seen)).rejects.toThrow(Stale)
  })
})

test("of two who post at once one is told, and the books have one opening", async () => {
  const seen = await preparedVersion(manager.companyId)
  const other = await makeActor(manager.companyId, "purchasing_manager")
  const both = await Promise.allSettled([postOpening(manager, seen), postOpening(other, seen)])
  expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1)
  expect(both.filter(each => each.status === "rejected" && each.reason instanceof Stale)).toHaveLength(1)
  const standing = await listOpenings(manager)
  expect(standing).toMatchObject([{ no: 1, stands: true }])
  expect(
    await read(tx =>
      tx
        .select()
        .from(vendorLedgerEntry)
        .where(
          and(eq(vendorLedgerEntry.externalDocumentNo, "F-0012"), eq(vendorLedgerEntry.openingNo, standing[0]!.no)),
        ),
    ),
  ).toHaveLength(1)
  expect(await wrongBooks(manager.companyId)).toEqual([])
})
