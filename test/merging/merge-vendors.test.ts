import { and, eq } from "drizzle-orm"
import postgres from "postgres"
import { afterAll, expect, test } from "vitest"
import { verifyBooks } from "@/bin/verify-books/verify"
import { item, purchaseInvoice, purchasePrice, purchaseRequest, vendor } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import type { IsoDate } from "@/domain/dates/date"
import { Forbidden, NotFound, Refusal } from "@/domain/errors"
import { saveItemVendor } from "@/domain/items/item-vendors"
import { mergeCards } from "@/domain/merging/merge-cards"
import { readMerge } from "@/domain/merging/read-merge"
import { undoMerge } from "@/domain/merging/undo-merge"
import { registerPayment } from "@/domain/payments/register-payment"
import { newPurchaseDocument } from "@/domain/purchase-documents/new-purchase-document"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { markReviewed } from "@/domain/purchase-documents/review"
import { confirmBankAccount } from "@/domain/vendor-bank-accounts/answer-bank-account"
import { readBankAccounts } from "@/domain/vendor-bank-accounts/read-bank-accounts"
import { listVendors } from "@/domain/vendors/list-vendors"
import { readVendor } from "@/domain/vendors/read-vendor"
import { env } from "@/env"
import { makeActor, makeCompany, makeItem, makePurchasePrice, makeVendor } from "@/test/factories"
import { makePurchaseInvoice } from "@/test/purchase-invoices"
import { makePurchaseRequest } from "@/test/purchase-requests"

const app = postgres(env().DATABASE_URL, { max: 1 })
afterAll(() => app.end())

const company = await makeCompany()
const { id: companyId } = company
const manager = await makeActor(companyId, "purchasing_manager")
const second = await makeActor(companyId, "purchasing_manager")
const purchaser = await makeActor(companyId, "purchaser")

async function codesOf(promise: Promise<unknown>) {
  const error = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof Refusal)) throw error ?? new Error("it was not refused")
  return error.issues.map(({ code }) => code)
}

async function merge(actor: Actor, fromNo: string, intoNo: string, taken: string[] = []) {
  const { from, into } = await readMerge(actor, "vendor", fromNo, intoNo)
  return mergeCards(actor, "vendor", { fromNo, intoNo, fromVersion: from.version, intoVersion: into.version, taken })
}

const draftOf = async (no: string) =>
  (await inCompany(companyId, tx => tx.select().from(purchaseInvoice).where(eq(purchaseInvoice.no, no))))[0]!

const wrongBooks = async () => (await verifyBooks(app, companyId)).wrong

const buy = (vendorNo: string, itemNo: string, header: Record<string, string> = {}) =>
  makePurchaseInvoice(purchaser, vendorNo, [{ no: itemNo, quantity: "2", price: "50" }], header)

test("drafts, prices and numbers go over; the books, and what the other has already, stay", async () => {
  const [from, into] = [await makeVendor(companyId, { email: "oud@x.example" }), await makeVendor(companyId)]
  const [one, other] = [await makeItem(companyId, { vendorNo: from.no }), await makeItem(companyId)]
  for (const [vendorNo, itemNo] of [
    [from.no, one.no],
    [from.no, other.no],
    [into.no, other.no],
  ] as const) {
    await makePurchasePrice(companyId, { vendorNo, itemNo, directUnitCost: vendorNo === from.no ? "7" : "9" })
  }
  await saveItemVendor(manager, one.no, { ofVendorNo: from.no, vendorItemNo: "R-1", leadTime: "" })
  const posted = await postPurchaseDocument(manager, await buy(from.no, one.no), { unreviewed: true })
  const draft = await buy(from.no, one.no)
  await markReviewed(manager, draft, (await draftOf(draft)).version)

  const read = await readMerge(manager, "vendor", from.no, into.no)
  expect(read.moves).toEqual({ drafts: 1, prices: 1, itemNumbers: 1, items: 1 })
  expect(read.stays).toEqual({ prices: 1 })
  expect(read.differs.map(({ field }) => field.name)).toContain("email")
  expect(await merge(manager, from.no, into.no, ["email"])).toBe(true)

  expect(await draftOf(draft)).toMatchObject({
    buyFromVendorNo: into.no,
    payToVendorNo: into.no,
    buyFromVendorName: into.name,
    payToVendorName: into.name,
    reviewState: "ready_for_review",
    amount: "100",
  })
  const prices = await inCompany(companyId, tx =>
    tx.select().from(purchasePrice).where(eq(purchasePrice.companyId, companyId)).orderBy(purchasePrice.directUnitCost),
  )
  expect(prices.map(row => [row.vendorNo, row.itemNo, row.directUnitCost])).toEqual(
    [
      [into.no, one.no, "7"],
      [from.no, other.no, "7"],
      [into.no, other.no, "9"],
    ]
      .sort((a, b) => Number(a[2]) - Number(b[2]))
      .map(row => expect.arrayContaining(row)),
  )
  const [kept] = await inCompany(companyId, tx =>
    tx.select({ vendorNo: item.vendorNo, vendorItemNo: item.vendorItemNo }).from(item).where(eq(item.no, one.no)),
  )
  expect(kept).toEqual({ vendorNo: into.no, vendorItemNo: "R-1" })
  // The books say what was when it was.
  expect(await listVendors(manager, { search: from.no })).toMatchObject({
    vendors: [{ no: from.no, mergedInto: into.no }],
  })
  const cards = [await readVendor(manager, from.no), await readVendor(manager, into.no)]
  expect(cards[0]!.history[0]).toMatchObject({ kind: "vendor.merged_into", data: { intoNo: into.no } })
  expect(cards[1]!.history.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(["vendor.merged", "vendor.changed", "vendor.bank_account_proposed"]),
  )
  expect(cards[1]!.values.email).toBe("oud@x.example")
  expect(await wrongBooks()).toEqual([])

  // What is open with the one that went is paid as before; nothing new is bought from it.
  await registerPayment(manager, {
    vendorNo: from.no,
    bankAccountNo: "BANK",
    postingDate: (await draftOf(draft)).postingDate as IsoDate,
    currency: "EUR",
    amount: "121",
    description: "By bank",
    applications: [{ vendorLedgerEntryNo: posted.transactionNo, amount: "121" }],
  })
  expect(await codesOf(newPurchaseDocument(purchaser, { formId: crypto.randomUUID(), vendorNo: from.no }))).toEqual([
    "vendor_merged",
  ])
  await postPurchaseDocument(manager, draft, { unreviewed: true })
  expect(await wrongBooks()).toEqual([])
  expect(await codesOf(undoMerge(manager, "vendor", from.no))).toEqual(["merge.posted_since"])
})

test("an invoice that was posted with the one that went is not posted again with the one that stays", async () => {
  const [from, into] = [await makeVendor(companyId), await makeVendor(companyId)]
  const { no } = await makeItem(companyId)
  await postPurchaseDocument(manager, await buy(from.no, no, { vendorInvoiceNo: "F-77" }), { unreviewed: true })
  await merge(manager, from.no, into.no)
  const again = await buy(into.no, no, { vendorInvoiceNo: "f77" })
  await expect(postPurchaseDocument(manager, again, { unreviewed: true })).rejects.toMatchObject({
    problems: [expect.objectContaining({ code: "duplicate_posted_invoice" })],
  })
})

test("no bank account becomes payable: it is proposed, and another person confirms it", async () => {
  const [from, into] = [await makeVendor(companyId), await makeVendor(companyId)]
  const [theirs] = await readBankAccounts(manager, from.no)
  await merge(manager, from.no, into.no)
  const accounts = await readBankAccounts(manager, into.no)
  const proposed = accounts.find(({ number }) => number === theirs!.number)!
  expect(proposed).toMatchObject({ state: "proposed", verifiedHow: "merged", evidence: from.no, mayConfirm: false })
  expect(await codesOf(confirmBankAccount(manager, into.no, proposed.id))).toEqual(["bank_account.own_proposal"])
  expect((await readBankAccounts(manager, from.no)).map(({ state }) => state)).toEqual(["confirmed"])
  await undoMerge(manager, "vendor", from.no)
  const after = await readBankAccounts(manager, into.no)
  expect(after.find(({ id }) => id === proposed.id)).toMatchObject({ state: "withdrawn", reason: from.no })
  // Two people have looked at this one: it stays.
  await merge(manager, from.no, into.no)
  const anew = (await readBankAccounts(second, into.no)).find(({ state }) => state === "proposed")!
  await confirmBankAccount(second, into.no, anew.id)
  await undoMerge(manager, "vendor", from.no)
  expect((await readBankAccounts(second, into.no)).find(({ id }) => id === anew.id)).toMatchObject({
    state: "confirmed",
  })
})

test("undone, everything that still is there goes back", async () => {
  const [from, into] = [
    await makeVendor(companyId, { phone: "010 1" }),
    await makeVendor(companyId, { phone: "010 2" }),
  ]
  const { no } = await makeItem(companyId, { vendorNo: from.no })
  await makePurchasePrice(companyId, { vendorNo: from.no, itemNo: no, directUnitCost: "7" })
  const [own, theirs] = [await buy(into.no, no), await buy(from.no, no)]
  await merge(manager, from.no, into.no, ["phone"])
  await undoMerge(manager, "vendor", from.no)
  expect(await draftOf(own)).toMatchObject({ buyFromVendorNo: into.no })
  expect(await draftOf(theirs)).toMatchObject({
    buyFromVendorNo: from.no,
    payToVendorNo: from.no,
    buyFromVendorName: from.name,
    reviewState: "ready_for_review",
  })
  const [back] = await inCompany(companyId, tx => tx.select().from(vendor).where(eq(vendor.no, into.no)))
  expect(back).toMatchObject({ phone: "010 2" })
  const priced = await inCompany(companyId, tx => tx.select().from(purchasePrice).where(eq(purchasePrice.itemNo, no)))
  expect(priced.map(({ vendorNo }) => vendorNo)).toEqual([from.no])
  expect(await codesOf(undoMerge(manager, "vendor", from.no))).toEqual(["merge.not_merged"])
  await postPurchaseDocument(manager, theirs, { unreviewed: true })
  expect(await wrongBooks()).toEqual([])
})

test("a form that is sent twice merges once, and a page that is stale not at all", async () => {
  const [from, into] = [await makeVendor(companyId), await makeVendor(companyId)]
  const { from: a, into: b } = await readMerge(manager, "vendor", from.no, into.no)
  const form = { fromNo: from.no, intoNo: into.no, fromVersion: a.version, intoVersion: b.version, taken: [] }
  expect(await codesOf(mergeCards(manager, "vendor", { ...form, fromVersion: -1 }))).toEqual(["merge.stale"])
  const both = await Promise.all([mergeCards(manager, "vendor", form), mergeCards(second, "vendor", form)])
  expect(both.sort()).toEqual([false, true])
  const { history } = await readVendor(manager, from.no)
  expect(history.filter(({ kind }) => kind === "vendor.merged_into")).toHaveLength(1)
  // Neither end of it is merged on.
  const third = await makeVendor(companyId)
  expect((await readMerge(manager, "vendor", from.no, third.no)).issues.map(({ code }) => code)).toEqual(["merge.gone"])
  expect((await readMerge(manager, "vendor", into.no, third.no)).issues.map(({ code }) => code)).toEqual([
    "merge.has_merged",
  ])
})

test("what would mean something else afterwards, or runs, stands against it", async () => {
  const [from, into] = [await makeVendor(companyId), await makeVendor(companyId, { currencyCode: "USD" })]
  expect((await readMerge(manager, "vendor", from.no, into.no)).issues).toEqual([])
  const { no } = await makeItem(companyId)
  await buy(from.no, no)
  await makePurchaseRequest(purchaser, { vendorNo: from.no })
  expect(await codesOf(merge(manager, from.no, into.no))).toEqual(["merge.differs", "merge.running"])
  expect((await readMerge(manager, "vendor", from.no, from.no)).issues).toMatchObject([{ code: "merge.same" }])
})

test("a request that failed is asked of the one that stays", async () => {
  const [from, into] = [await makeVendor(companyId), await makeVendor(companyId)]
  const request = await makePurchaseRequest(purchaser, { vendorNo: from.no })
  const mine = and(eq(purchaseRequest.companyId, companyId), eq(purchaseRequest.no, request.no))
  await inCompany(companyId, tx =>
    tx.update(purchaseRequest).set({ state: "failed", finishedAt: new Date() }).where(mine),
  )
  await merge(manager, from.no, into.no)
  const [after] = await inCompany(companyId, tx => tx.select().from(purchaseRequest).where(mine))
  expect(after).toMatchObject({ vendorNo: into.no, vendorName: into.name })
})

test("who answers for bank accounts merges vendors, in their own company", async () => {
  const [from, into] = [await makeVendor(companyId), await makeVendor(companyId)]
  const form = { fromNo: from.no, intoNo: into.no, fromVersion: 0, intoVersion: 0, taken: [] }
  await expect(mergeCards(purchaser, "vendor", form)).rejects.toThrow(Forbidden)
  const stranger = await makeActor((await makeCompany()).id, "purchasing_manager")
  await expect(mergeCards(stranger, "vendor", form)).rejects.toThrow(NotFound)
  await expect(undoMerge(stranger, "vendor", from.no)).rejects.toThrow(NotFound)
  const left = await inCompany(companyId, tx => tx.select().from(vendor).where(eq(vendor.mergedInto, into.no)))
  expect(left).toEqual([])
})
