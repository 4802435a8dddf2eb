import { eq } from "drizzle-orm"
import { beforeAll, expect, test } from "vitest"
import { purchaseInvoice, vendor } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { addDays, endOfWeek, today } from "@/domain/dates/date"
import { registerPayment } from "@/domain/payments/register-payment"
import { cancelPostedInvoice } from "@/domain/posted-purchase-documents/cancel-posted-invoice"
import { listPostedPurchaseDocuments } from "@/domain/posted-purchase-documents/list-posted-purchase-documents"
import { listPurchaseDocuments } from "@/domain/purchase-documents/list-purchase-documents"
import { listReadyForReview } from "@/domain/purchase-documents/list-ready-for-review"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { buildPurchaseInvoice } from "@/domain/purchase-requests/build-purchase-invoice"
import { listPurchaseRequests } from "@/domain/purchase-requests/list-purchase-requests"
import { listSalesInvoices } from "@/domain/sales-invoices/list-sales-invoices"
import { itemLine, makeActor, makeCompany, makeItem, makeSalesInvoice, makeVendor } from "@/test/factories"
import { makePurchaseInvoice } from "@/test/purchase-invoices"
import { makePurchaseRequest } from "@/test/purchase-requests"
import { readRoleCenter } from "./read-role-center"

const company = await makeCompany()
const processor = await makeActor(company.id, "order_processor")
const purchaser = await makeActor(company.id, "purchaser")
const manager = await makeActor(company.id, "purchasing_manager")
const now = today("Europe/Amsterdam")

/** Two requests ready, one of them reviewed since, one failed and one queued. */
async function busy(actor: Actor) {
  const [ready, reviewed, failed, queued] = [
    await makePurchaseRequest(actor),
    await makePurchaseRequest(actor),
    await makePurchaseRequest(actor),
    await makePurchaseRequest(actor),
  ]
  await inCompany(company.id, tx => tx.update(vendor).set({ blocked: "all" }).where(eq(vendor.no, failed.vendorNo)))
  for (const { no } of [ready, reviewed, failed]) await buildPurchaseInvoice(company.id, no)
  await inCompany(company.id, tx =>
    tx
      .update(purchaseInvoice)
      .set({ reviewState: "reviewed", vendorInvoiceNo: "NK-1" })
      .where(eq(purchaseInvoice.buyFromVendorNo, reviewed.vendorNo)),
  )
  return { ready, reviewed, failed, queued }
}

let mine: Awaited<ReturnType<typeof busy>>

beforeAll(async () => {
  const lines = [itemLine(await makeItem(company.id))]
  await makeSalesInvoice(company.id, lines, { dueDate: addDays(now, -1) })
  await makeSalesInvoice(company.id, lines, { dueDate: endOfWeek(now) })
  await makeSalesInvoice(company.id, lines, { dueDate: addDays(endOfWeek(now), 1) })
  mine = await busy(processor)
  await busy(purchaser)
})

test.each([
  ["an order processor", () => processor],
  ["a purchaser", () => purchaser],
  ["a purchasing manager", () => manager],
])("each count that %s sees is that of the list it opens", async (_, who) => {
  const actor = who()
  const { counts } = await readRoleCenter(actor)
  expect(counts.salesInvoices).toEqual({
    count: (await listSalesInvoices(actor, {})).rows.length,
    dueThisWeek: (await listSalesInvoices(actor, { due: "this_week" })).rows.length,
  })
  expect(counts.purchaseInvoices).toEqual({
    count: (await listPurchaseDocuments(actor, {})).rows.length,
    withoutVendorInvoiceNo: (await listPurchaseDocuments(actor, { withoutVendorInvoiceNo: true })).rows.length,
    reviewed: (await listPurchaseDocuments(actor, { state: "reviewed" })).rows.length,
    sentBack: (await listPurchaseDocuments(actor, { state: "sent_back" })).rows.length,
  })
  expect(counts.requests).toEqual({
    inProcess: 0,
    queued: (await listPurchaseRequests(actor, { states: ["queued"] })).rows.length,
    failed: (await listPurchaseRequests(actor, { states: ["failed"] })).rows.length,
  })
  if (counts.readyForReview) {
    const { rows: invoices } = await listPurchaseDocuments(actor, { state: "ready_for_review" })
    expect(counts.readyForReview).toEqual({ count: invoices.length, oldest: expect.any(Date) })
  }
})

test("what is counted is what there is, and what each may see of it", async () => {
  const seen = async (actor: Actor) => {
    const { salesInvoices, purchaseInvoices, requests, readyForReview } = (await readRoleCenter(actor)).counts
    return [salesInvoices?.count, purchaseInvoices?.count, requests?.queued, requests?.failed, readyForReview?.count]
  }
  expect(await seen(processor)).toEqual([11, 1, 1, 1, undefined])
  expect(await seen(purchaser)).toEqual([11, 4, 2, 2, 2])
  expect(await seen(manager)).toEqual([11, 4, 2, 2, 2])
  expect((await listReadyForReview(manager)).count).toBe(2)
  const stranger = await makeActor((await makeCompany()).id, "purchasing_manager")
  expect(await seen(stranger)).toEqual([0, 0, 0, 0, 0])
  expect(await seen(await makeActor(company.id, "administrator"))).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
  ])
})

test("of those in process, as the queue says, only one's own are counted", async () => {
  const { requests } = (await readRoleCenter(processor, new Set([mine.queued.no, mine.failed.no, "IA99"]))).counts
  expect(requests).toEqual({ queued: 1, inProcess: 1, failed: 1 })
  const newcomer = await makeActor(company.id, "order_processor")
  expect((await readRoleCenter(newcomer, new Set([mine.queued.no]))).counts.requests?.inProcess).toBe(0)
})

test("one's own requests, the latest first, with where their review stands", async () => {
  const { requests } = await readRoleCenter(processor)
  expect(requests.map(({ no, state, reviewState }) => [no, state, reviewState])).toEqual([
    [mine.queued.no, "queued", null],
    [mine.failed.no, "failed", null],
    [mine.reviewed.no, "ready", "reviewed"],
    [mine.ready.no, "ready", "ready_for_review"],
  ])
  expect((await readRoleCenter(manager)).requests).toEqual([])
})

test("sales invoices by due date", async () => {
  const { salesInvoices } = await readRoleCenter(processor)
  const dates = salesInvoices.map(({ dueDate }) => dueDate)
  expect(dates[0]).toBe(addDays(now, -1))
  expect(dates).toEqual([...dates].sort())
})

test("order processors read of what they did and were told, purchasers of all", async () => {
  const about = async (actor: Actor) => (await readRoleCenter(actor)).activity
  const theirs = await about(processor)
  expect(theirs.length).toBeGreaterThan(0)
  expect(theirs.every(({ subjectNo }) => Object.values(mine).some(({ no }) => no === subjectNo))).toBe(true)
  expect(theirs.map(({ kind }) => kind)).toContain("purchase_request.failed")
  const ids = theirs.map(({ id }) => id)
  expect(ids).toEqual([...new Set(ids)].sort((a, b) => b - a))
  const [latest] = await about(purchaser)
  expect(await about(manager)).toContainEqual(latest)
  expect(await about(await makeActor(company.id, "administrator"))).toEqual([])
})

test("what is to be paid is counted as the lists have it, with what remains of it in the company's currency", async () => {
  const own = await makeCompany()
  const payer = await makeActor(own.id, "purchasing_manager")
  const service = await makeItem(own.id, {
    type: "service",
    genProdPostingGroup: "DIENSTEN",
    vatProdPostingGroup: "NUL",
    inventoryPostingGroup: null,
  })
  const { no: vendorNo } = await makeVendor(own.id, { paymentTermsCode: null })
  const owe = async (price: string, documentDate: string) => {
    const draft = await makePurchaseInvoice(payer, vendorNo, [{ no: service.no, quantity: "1", price }], {
      postingDate: documentDate,
      documentDate,
      dueDate: documentDate,
    })
    return postPurchaseDocument(payer, draft, { unreviewed: true })
  }
  const [late, current] = [await owe("100", addDays(now, -1)), await owe("60", now)]
  await cancelPostedInvoice(payer, (await owe("7", addDays(now, -2))).no, { postingDate: null, reason: "Twice" })
  const paying = { vendorNo, bankAccountNo: "BANK", postingDate: now, currency: "EUR", description: "" }
  const applied = [
    { vendorLedgerEntryNo: late.transactionNo, amount: "30" },
    { vendorLedgerEntryNo: current.transactionNo, amount: "60" },
  ]
  await registerPayment(payer, { ...paying, amount: "90", applications: applied })
  const { payables } = (await readRoleCenter(payer)).counts
  expect(payables).toMatchObject({ open: { count: 1, amount: "70" }, overdue: { count: 1, amount: "70" } })
  await owe("5", now)
  const after = (await readRoleCenter(payer)).counts.payables!
  expect(after.open).toEqual({ count: 2, amount: "75" })
  for (const state of ["open", "overdue"] as const) {
    const list = await listPostedPurchaseDocuments(payer, { documentType: "invoice", state })
    expect(after[state].count).toBe(list.count)
  }
  expect((await readRoleCenter(processor)).counts.payables).toBeUndefined()
})
