import { eq } from "drizzle-orm"
import { beforeAll, describe, expect, test } from "vitest"
import { notification, purchaseInvoice, purchaseInvoiceLine, type vendor } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { readHistory } from "@/domain/documents/read-history"
import { Forbidden, NotFound, Refusal, Stale } from "@/domain/errors"
import { editOf } from "@/test/edit"
import { makeActor, makeCompany, makeItem, makeVendor, type TestCompany } from "@/test/factories"
import { deletePurchaseDocument } from "./delete-purchase-document"
import { listReadyForReview } from "./list-ready-for-review"
import { newPurchaseDocument } from "./new-purchase-document"
import { previewPosting } from "./preview-posting"
import { readPurchaseDocument } from "./read-purchase-document"
import { markReviewed, sendBack } from "./review"
import { savePurchaseDocument } from "./save-purchase-document"

let home: TestCompany
let marit: Actor
let jelle: Actor
let seller: typeof vendor.$inferSelect

beforeAll(async () => {
  home = await makeCompany()
  marit = await makeActor(home.id, "purchaser")
  jelle = await makeActor(home.id, "purchasing_manager")
  seller = await makeVendor(home.id)
})

let forms = 0
const fresh = (by = marit) => newPurchaseDocument(by, { formId: `form-${++forms}`, vendorNo: seller.no })

async function codes(work: Promise<unknown>): Promise<string[]> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(Refusal)
  return (error as Refusal).issues.map(({ field, code }) => (field ? `${field}: ${code}` : code))
}

describe("review", () => {
  test("marks an invoice reviewed once, and tells who asked for it", async () => {
    const no = await fresh()
    await markReviewed(jelle, no, 1)
    expect((await readPurchaseDocument(jelle, no)).header).toMatchObject({
      reviewState: "reviewed",
      reviewedBy: jelle.userId,
      version: 1,
    })
    expect(await codes(markReviewed(jelle, no, 1))).toEqual(["review_settled"])
    const told = await inCompany(home.id, tx =>
      tx.select().from(notification).where(eq(notification.userId, marit.userId)),
    )
    expect(told.map(row => row.mailState)).toEqual(["none"])
  })

  test("sends back with a reason alone, by bell and e-mail", async () => {
    const asker = await makeActor(home.id, "purchaser")
    const no = await fresh(asker)
    expect(await codes(sendBack(jelle, no, 1, "  "))).toEqual(["reason: reason_missing"])
    expect(await codes(sendBack(jelle, no, 1, "x".repeat(501)))).toEqual(["reason: too_long"])
    await sendBack(jelle, no, 1, " Prijs klopt niet ")
    const page = await readPurchaseDocument(asker, no)
    expect(page.header).toMatchObject({ reviewState: "sent_back", sentBackReason: "Prijs klopt niet" })
    expect(page.history[0]).toMatchObject({ kind: "purchase_invoice.sent_back", data: { reason: "Prijs klopt niet" } })
    const told = await inCompany(home.id, tx =>
      tx.select().from(notification).where(eq(notification.userId, asker.userId)),
    )
    expect(told.map(row => row.mailState)).toEqual(["pending"])
  })

  test("is never of what one asked for or edited, in whatever roles", async () => {
    const both = await makeActor(home.id, "purchasing_manager", "order_processor")
    const asked = await fresh(both)
    expect(await codes(markReviewed(both, asked, 1))).toEqual(["review_own"])
    expect(await codes(sendBack(both, asked, 1, "Nee"))).toEqual(["review_own"])
    const edited = await fresh()
    const page = await readPurchaseDocument(both, edited)
    expect(page.review).toBe("may")
    // What stands on the paper alone is no hand in it.
    await savePurchaseDocument(both, edited, editOf(page, { header: { vendorInvoiceNo: "A-1" } }))
    expect((await readPurchaseDocument(both, edited)).review).toBe("may")
    await savePurchaseDocument(
      both,
      edited,
      editOf(await readPurchaseDocument(both, edited), { header: { dueDate: "2099-12-31" } }),
    )
    await savePurchaseDocument(
      marit,
      edited,
      editOf(await readPurchaseDocument(marit, edited), { header: { vendorInvoiceNo: "A-2" } }),
    )
    expect(await codes(markReviewed(both, edited, 4))).toEqual(["review_own"])
    expect((await readPurchaseDocument(both, edited)).review).toBe("own")
  })

  test("stays when the number and the totals on paper are filled in; what voids it is named", async () => {
    const item = await makeItem(home.id)
    const no = await fresh()
    const save = async (change: Parameters<typeof editOf>[1]) =>
      savePurchaseDocument(jelle, no, editOf(await readPurchaseDocument(jelle, no), change))
    const voided = () => previewPosting(jelle, no).then(({ voidedReview }) => voidedReview)
    await savePurchaseDocument(
      marit,
      no,
      editOf(await readPurchaseDocument(marit, no), {
        added: [{ id: "new1", type: "item", values: { no: item.no, quantity: "2", price: "10" } }],
      }),
    )
    await markReviewed(jelle, no, 2)
    await save({ header: { vendorInvoiceNo: "NK-7", controlAmountIncludingVat: "24.2", controlVatAmount: "4.2" } })
    expect((await readPurchaseDocument(jelle, no)).header).toMatchObject({
      reviewState: "reviewed",
      reviewedBy: jelle.userId,
      vendorInvoiceNo: "NK-7",
    })
    expect(await voided()).toBeNull()

    const { lines } = await readPurchaseDocument(jelle, no)
    const [line] = lines
    await save({ lines: { [line!.lineId]: { quantity: "3" } }, header: { vendorInvoiceNo: "NK-8" } })
    await save({ header: { dueDate: "2099-06-30" } })
    expect((await readPurchaseDocument(jelle, no)).header).toMatchObject({
      reviewState: "ready_for_review",
      reviewedBy: null,
    })
    expect(await voided()).toMatchObject({
      by: jelle.name,
      changeCount: 2,
      changes: [
        { what: "field", field: `lines.${line!.lineId}.quantity`, lineNo: 10_000 },
        { what: "field", field: "header.dueDate" },
      ],
    })
    // Sent back, it is no longer that review that counts.
    const other = await makeActor(home.id, "purchasing_manager")
    await sendBack(other, no, 5, "Te veel")
    expect(await voided()).toBeNull()
  })

  test("is refused on another version than the one looked at, and to others than managers", async () => {
    const no = await fresh()
    const edit = editOf(await readPurchaseDocument(marit, no), { header: { vendorInvoiceNo: "A-1" } })
    await savePurchaseDocument(marit, no, edit)
    await expect(markReviewed(jelle, no, 1)).rejects.toThrow(Stale)
    await expect(markReviewed(marit, no, 2)).rejects.toThrow(Forbidden)
    const stranger = await makeActor((await makeCompany()).id, "purchasing_manager")
    await expect(markReviewed(stranger, no, 2)).rejects.toThrow(NotFound)
    await expect(sendBack(stranger, no, 2, "Nee")).rejects.toThrow(NotFound)
  })

  test("lists what waits, the oldest first, one's own marked", async () => {
    const other = await makeCompany()
    const [asker, manager] = [await makeActor(other.id, "purchaser"), await makeActor(other.id, "purchasing_manager")]
    const supplier = await makeVendor(other.id, { name: "Alfa" })
    const make = (by: Actor) => newPurchaseDocument(by, { formId: `form-${++forms}`, vendorNo: supplier.no })
    const [first, second, third] = [await make(asker), await make(manager), await make(asker)]
    await markReviewed(manager, third, 1)
    const list = await listReadyForReview(manager)
    expect(list).toMatchObject({
      count: 2,
      invoices: [
        { no: first, own: false, buyFromVendorName: "Alfa", requestedByName: asker.name, costChanged: false },
        { no: second, own: true },
      ],
    })
    await expect(listReadyForReview(asker)).rejects.toThrow(Forbidden)
  })
})

describe("from new", () => {
  test("one form makes one invoice, however often it is sent", async () => {
    const send = () => newPurchaseDocument(marit, { formId: "same", vendorNo: seller.no, vendorInvoiceNo: " NK-1 " })
    const made = await Promise.all([send(), send(), send()])
    expect(new Set(made).size).toBe(1)
    expect((await readPurchaseDocument(marit, made[0])).header).toMatchObject({
      vendorInvoiceNo: "NK-1",
      buyFromVendorName: seller.name,
      requestedBy: marit.userId,
      version: 1,
      lineCount: 0,
    })
  })

  test("wants a vendor of the company that may be bought from, and the right to", async () => {
    const foreign = await makeVendor((await makeCompany()).id, { no: "X-1" })
    const blocked = await makeVendor(home.id, { blocked: "all" })
    const make = (vendorNo: string) => newPurchaseDocument(marit, { formId: `form-${++forms}`, vendorNo })
    expect(await codes(make(""))).toEqual(["header.buyFromVendorNo: required"])
    expect(await codes(make(foreign.no))).toEqual(["header.buyFromVendorNo: vendor_not_found"])
    expect(await codes(make(blocked.no))).toEqual(["header.buyFromVendorNo: vendor_blocked"])
    const processor = await makeActor(home.id, "order_processor")
    await expect(newPurchaseDocument(processor, { formId: "f", vendorNo: seller.no })).rejects.toThrow(Forbidden)
  })
})

describe("delete", () => {
  test("takes the draft and its lines, and leaves its history", async () => {
    const item = await makeItem(home.id)
    const no = await fresh()
    const added = [{ id: "new1", type: "item" as const, values: { no: item.no, quantity: "1" } }]
    await savePurchaseDocument(marit, no, editOf(await readPurchaseDocument(marit, no), { added }))
    await expect(deletePurchaseDocument(marit, no, 1)).rejects.toThrow(Stale)
    await deletePurchaseDocument(marit, no, 2)
    await deletePurchaseDocument(marit, no, 2)
    await expect(readPurchaseDocument(marit, no)).rejects.toThrow(NotFound)
    await expect(deletePurchaseDocument(jelle, no, 2)).rejects.toThrow(NotFound)
    const left = await inCompany(home.id, async tx => ({
      headers: await tx.select().from(purchaseInvoice).where(eq(purchaseInvoice.no, no)),
      lines: await tx.select().from(purchaseInvoiceLine).where(eq(purchaseInvoiceLine.documentNo, no)),
      history: await readHistory(tx, home.id, "purchase_invoice", no),
    }))
    expect(left).toMatchObject({ headers: [], lines: [] })
    expect(left.history.map(entry => entry.kind)).toEqual([
      "purchase_invoice.deleted",
      "purchase_invoice.saved",
      "purchase_invoice.created",
    ])
  })

  test("is not for other companies' numbers, nor for others' requests", async () => {
    const no = await fresh()
    const stranger = await makeActor((await makeCompany()).id, "purchasing_manager")
    await expect(deletePurchaseDocument(stranger, no, 1)).rejects.toThrow(NotFound)
    const processor = await makeActor(home.id, "order_processor")
    await expect(deletePurchaseDocument(processor, no, 1)).rejects.toThrow(NotFound)
    expect((await readPurchaseDocument(marit, no)).header.no).toBe(no)
  })
})
