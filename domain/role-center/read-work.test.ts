import { expect, test } from "vitest"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { readPurchaseDocument } from "@/domain/purchase-documents/read-purchase-document"
import { markReviewed, sendBack } from "@/domain/purchase-documents/review"
import { makeActor, makeCompany, makeItem, makeVendor } from "@/test/factories"
import { makePurchaseInvoice } from "@/test/purchase-invoices"
import { readWorkOverview } from "./read-work"

test("each role begins with its own work: to review, to post, overdue, sent back", async () => {
  const { id } = await makeCompany()
  const [processor, purchaser, manager, administrator] = [
    await makeActor(id, "order_processor"),
    await makeActor(id, "purchaser"),
    await makeActor(id, "purchasing_manager"),
    await makeActor(id, "administrator"),
  ]
  const [vendor, item] = [await makeVendor(id), await makeItem(id)]
  const make = (by: typeof purchaser, header = {}) =>
    makePurchaseInvoice(by, vendor.no, [{ no: item.no, quantity: "1", price: "10" }], header)
  const version = async (no: string) => (await readPurchaseDocument(manager, no)).header.version
  const waiting = await make(purchaser)
  await make(manager)
  const [later, sooner] = [await make(purchaser, { dueDate: "2199-12-31" }), await make(purchaser)]
  for (const no of [later, sooner]) await markReviewed(manager, no, await version(no))
  const back = await make(purchaser)
  await sendBack(manager, back, await version(back), "Not what was ordered")
  const past = await make(purchaser, { documentDate: "2026-01-05", postingDate: "2026-01-05" })
  const posted = await postPurchaseDocument(manager, past, { unreviewed: true })

  const nos = (rows: readonly { no: string }[] | undefined) => rows?.map(({ no }) => no)
  const seen = async (actor: typeof manager) =>
    Object.fromEntries(Object.entries(await readWorkOverview(actor)).map(([kind, rows]) => [kind, nos(rows)]))
  expect(await seen(manager)).toEqual({
    // Not the one of the manager's own.
    toReview: [waiting],
    toPost: [sooner, later],
    overdue: [posted.no],
    sentBack: undefined,
  })
  const nothing = { toReview: undefined, toPost: undefined, overdue: undefined, sentBack: undefined }
  expect(await seen(purchaser)).toEqual({ ...nothing, sentBack: [back] })
  expect(await seen(processor)).toEqual(nothing)
  expect(await seen(administrator)).toEqual(nothing)
})
