/** What waits for whom, in which order, counted as it is listed. */
import { eq, sql } from "drizzle-orm"
import { beforeAll, expect, test } from "vitest"
import { currencyExchangeRate, purchaseInvoice, vendor } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { Forbidden } from "@/domain/errors"
import { approve } from "@/domain/purchase-approvals/decide"
import { sendForApproval } from "@/domain/purchase-approvals/send-for-approval"
import { newPurchaseDocument } from "@/domain/purchase-documents/new-purchase-document"
import { markReviewed, sendBack } from "@/domain/purchase-documents/review"
import { buildPurchaseInvoice } from "@/domain/purchase-requests/build-purchase-invoice"
import { makeApprovalCompany, versionOf } from "@/test/approvals"
import { makeActor, makeCompany, makeItem, makeVendor } from "@/test/factories"
import { makePurchaseInvoice } from "@/test/purchase-invoices"
import { makePurchaseRequest } from "@/test/purchase-requests"
import type { QueueFilter } from "./queue-part"
import { readQueue } from "./read-queue"

let companyId: number
let buyer: Actor
let manager: Actor
let other: Actor
let itemNo: string

beforeAll(async () => {
  companyId = (await makeCompany()).id
  buyer = await makeActor(companyId, "purchaser")
  manager = await makeActor(companyId, "purchasing_manager")
  other = await makeActor(companyId, "purchasing_manager")
  itemNo = (await makeItem(companyId)).no
})

async function draft(
  price: string,
  { by = buyer, daysAgo = 0, currencyCode }: { by?: Actor; daysAgo?: number; currencyCode?: string } = {},
) {
  const seller = await makeVendor(companyId, { currencyCode: currencyCode ?? null })
  const no = await makePurchaseInvoice(by, seller.no, [{ no: itemNo, quantity: "1", price }])
  await inCompany(companyId, tx =>
    tx
      .update(purchaseInvoice)
      .set({ reviewStateAt: sql`now() - make_interval(days => ${daysAgo})` })
      .where(eq(purchaseInvoice.no, no)),
  )
  return { no, vendorNo: seller.no }
}

const numbers = async (actor: Actor, filter: QueueFilter = {}) =>
  (await readQueue(actor, filter)).rows.map(({ no }) => no)

test("the oldest day first, of a day the dearest; what one had a hand in waits for others", async () => {
  const [cheap, dear, old] = [await draft("10"), await draft("500"), await draft("1", { daysAgo: 3 })]
  const dollars = await draft("300", { currencyCode: "USD" })
  const mine = await draft("900", { by: manager })
  expect(await numbers(manager)).toEqual([old.no, dear.no, dollars.no, cheap.no])
  expect(await numbers(other)).toEqual([old.no, mine.no, dear.no, dollars.no, cheap.no])
  expect(await numbers(manager, { vendorNo: dear.vendorNo })).toEqual([dear.no])
  expect(await numbers(other, { requesterId: manager.userId })).toEqual([mine.no])
  expect(await numbers(manager, { from: "600" })).toEqual([dear.no])
  const { rows, counts, currencyCode } = await readQueue(manager)
  expect(currencyCode).toBe("EUR")
  expect(counts.review).toBe(rows.length)
  expect(rows.every(({ worst }) => worst?.severity === "alarm")).toBe(true)
})

test("without an exchange rate an amount is not taken for one of the company's currency", async () => {
  const { id } = await makeCompany()
  const [asks, reviews] = [await makeActor(id, "purchaser"), await makeActor(id, "purchasing_manager")]
  const bought = await makeItem(id)
  const make = async (price: string, currencyCode: string | null) =>
    makePurchaseInvoice(asks, (await makeVendor(id, { currencyCode })).no, [{ no: bought.no, quantity: "1", price }])
  const [dear, dollars] = [await make("500", null), await make("10", "USD")]
  await inCompany(id, async tx => {
    await tx.delete(currencyExchangeRate).where(eq(currencyExchangeRate.currencyCode, "USD"))
    await tx.update(purchaseInvoice).set({ postingDate: sql`posting_date + 1` }).where(eq(purchaseInvoice.no, dollars))
  })
  const { rows } = await readQueue(reviews)
  expect(rows.map(({ no, amount, ownAmount }) => [no, amount && Number(amount), ownAmount])).toEqual([
    [dollars, null, { amount: expect.stringMatching(/^12\.1/u), currencyCode: "USD", amountDecimals: 2 }],
    [dear, 605, { amount: expect.stringMatching(/^605/u), currencyCode: "EUR", amountDecimals: 2 }],
  ])
  // What may be that much is not hidden.
  expect((await readQueue(reviews, { from: "100" })).rows.map(({ no }) => no)).toEqual([dollars, dear])
})

test("what failed, was sent back to oneself, or can be posted; each count is that of its rows", async () => {
  const failed = await makePurchaseRequest(buyer)
  await inCompany(companyId, tx => tx.update(vendor).set({ blocked: "all" }).where(eq(vendor.no, failed.vendorNo)))
  await buildPurchaseInvoice(companyId, failed.no)
  const [reviewed, back, others] = [await draft("20"), await draft("30", { by: manager }), await draft("40")]
  const version = async (no: string) =>
    (await inCompany(companyId, tx => tx.select().from(purchaseInvoice).where(eq(purchaseInvoice.no, no))))[0]!.version
  await markReviewed(other, reviewed.no, await version(reviewed.no))
  await sendBack(other, back.no, await version(back.no), "Wrong")
  await sendBack(other, others.no, await version(others.no), "Wrong")
  expect(await numbers(manager, { kind: "failed" })).toEqual([failed.no])
  expect(await numbers(manager, { kind: "post" })).toEqual([reviewed.no])
  expect(await numbers(manager, { kind: "sent_back" })).toEqual([back.no])
  const { counts, rows } = await readQueue(manager)
  for (const kind of ["review", "post", "sent_back", "failed"] as const) {
    expect([kind, counts[kind]]).toEqual([kind, rows.filter(row => row.kind === kind).length])
    expect((await readQueue(manager, { kind })).rows).toHaveLength(counts[kind])
  }
  await expect(readQueue(buyer)).rejects.toThrow(Forbidden)
  const stranger = await makeActor((await makeCompany()).id, "purchasing_manager")
  expect(await readQueue(stranger)).toMatchObject({ rows: [], counts: { review: 0, post: 0, sent_back: 0, failed: 0 } })
})

test("page after page by key, and back", async () => {
  const { id } = await makeCompany()
  const [asks, reviews] = [await makeActor(id, "purchaser"), await makeActor(id, "purchasing_manager")]
  const { no: vendorNo } = await makeVendor(id)
  for (let index = 0; index < 53; index++) await newPurchaseDocument(asks, { formId: `form-${index}`, vendorNo })
  const first = await readQueue(reviews)
  expect([first.rows.length, first.previous]).toEqual([50, undefined])
  const second = await readQueue(reviews, { cursor: first.next })
  expect([second.rows.length, second.next]).toEqual([3, undefined])
  expect(new Set([...first.rows, ...second.rows].map(({ no }) => no)).size).toBe(53)
  expect((await readQueue(reviews, { cursor: second.previous })).rows).toEqual(first.rows)
})

test("by rules a draft waits for whom its approval asks, and for nobody else", async () => {
  const { company, buyer: by, lead, head, draft: make } = await makeApprovalCompany()
  const [small, large] = [await make(by, "500"), await make(by, "5000")]
  expect(await readQueue(lead)).toMatchObject({ rows: [], byRules: true })
  for (const no of [small, large]) await sendForApproval(by, no, await versionOf(company.id, no))
  expect(await numbers(lead, { kind: "review" })).toEqual([small])
  expect(await numbers(head, { kind: "review" })).toEqual([large])
  await approve(lead, small, await versionOf(company.id, small))
  const { rows, counts } = await readQueue(lead)
  expect(rows.map(({ no, kind }) => [no, kind])).toEqual([[small, "post"]])
  expect(counts).toMatchObject({ review: 0, post: 1 })
})
