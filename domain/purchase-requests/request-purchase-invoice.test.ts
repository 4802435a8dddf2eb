/** Which sendings of a form are one request, and what of the chosen lines is refused; what is written: request-rows.test.ts. */
import { randomUUID } from "node:crypto"
import { beforeAll, expect, test } from "vitest"
import type { Actor } from "@/domain/access/actor"
import { Decimal } from "@/domain/money/decimal"
import { commentLine, itemLine, makeActor, makeCompany, makeItem, makeSalesInvoice, makeVendor } from "@/test/factories"
import { askForPurchaseInvoice } from "@/test/purchase-requests"
import type { PurchaseRequestInput } from "./request-purchase-invoice"
import type { LineEdit } from "./sales-lines"

let processor: Actor
let vendorNo: string

beforeAll(async () => {
  const { id } = await makeCompany()
  processor = await makeActor(id, "order_processor")
  vendorNo = (await makeVendor(id)).no
})

const twoItems = async () => {
  const items = [await makeItem(processor.companyId), await makeItem(processor.companyId)]
  return (
    await makeSalesInvoice(
      processor.companyId,
      items.map(item => itemLine(item, { quantity: "5" })),
    )
  ).no
}
const ask = (salesInvoiceNo: string, more: Partial<PurchaseRequestInput> = {}) =>
  askForPurchaseInvoice(processor, { salesInvoiceNo, vendorNo, ...more })
const chosen = (...lineIds: number[]) => ({ kind: "selected_lines" as const, lineIds })
const edits = (...of: [number, LineEdit][]) => new Map(of)

test("a form sent again is one request whatever the order of lines and edits, and another where anything is otherwise", async () => {
  const [sale, formId] = [await twoItems(), randomUUID()]
  const few = { quantity: new Decimal(2) }
  const typed = { typedUnitCost: new Decimal(5), pricePer: new Decimal(100) }
  const first = await ask(sale, { formId, scope: chosen(1, 2), edits: edits([1, few], [2, typed]) })
  expect(first).toMatchObject({ kind: "requested", generation: 1 })
  const { no } = first
  const again = await ask(sale, {
    formId,
    scope: chosen(2, 1),
    edits: edits([2, typed], [1, few]),
    buyAgain: "answered",
  })
  expect(again).toEqual({ kind: "already_requested", no, requestedAt: expect.any(Date) })
  const otherwise: Partial<PurchaseRequestInput>[] = [
    { scope: chosen(1) },
    { scope: { kind: "all_lines" } },
    { edits: edits([1, { quantity: new Decimal(3) }], [2, typed]) },
    { edits: edits([1, few], [2, { ...typed, typedUnitCost: new Decimal(6) }]) },
    { edits: edits([1, few], [2, { ...typed, pricePer: new Decimal(1000) }]) },
    { edits: edits([2, few], [1, typed]) },
    { edits: edits([1, few]) },
  ]
  for (const more of otherwise) {
    const sent = ask(sale, { formId, scope: chosen(1, 2), edits: edits([1, few], [2, typed]), ...more })
    await expect(sent).rejects.toMatchObject({ issues: [{ code: "form_used", params: { no } }] })
  }
})

test("one form for two sales invoices at once asks for one of them, and says so to the other", async () => {
  const [one, other, formId] = [await twoItems(), await twoItems(), randomUUID()]
  const sent = await Promise.allSettled([ask(one, { formId }), ask(other, { formId })])
  expect(sent.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"])
  const refused = sent.find(({ status }) => status === "rejected") as PromiseRejectedResult
  expect(refused.reason).toMatchObject({ issues: [{ code: "form_used" }] })
})

test("a line that is chosen and gone is told beside the choice; one that is chosen twice is one", async () => {
  const sale = await twoItems()
  await expect(ask(sale, { scope: chosen(1, 99) })).rejects.toMatchObject({
    issues: [{ field: "scope", code: "selected_lines_gone" }],
  })
  expect(await ask(sale, { scope: chosen(1, 1) })).toMatchObject({ kind: "requested" })
})

test("less than nothing of an item is refused with what it is of; of all lines at nothing it is said once", async () => {
  const item = await makeItem(processor.companyId)
  const sale = (
    await makeSalesInvoice(processor.companyId, [itemLine(item, { description: "Lamp" }), commentLine("Floor 2")])
  ).no
  const less = { quantity: new Decimal(-1) }
  await expect(ask(sale, { edits: edits([1, less], [2, less]) })).rejects.toMatchObject({
    issues: [{ field: "lines.1.quantity", code: "quantity_negative", params: { no: item.no, description: "Lamp" } }],
  })
  await expect(ask(sale, { edits: edits([1, { quantity: new Decimal(0) }]) })).rejects.toMatchObject({
    issues: [{ field: "lines", code: "quantity_zero_everywhere" }],
  })
  // Text alone may be asked for: there is nothing that could be zero.
  expect(await ask(sale, { scope: chosen(2) })).toMatchObject({ kind: "requested" })
})

test("a cost typed with too many decimals is refused beside its own line, and of text nobody asks", async () => {
  const item = await makeItem(processor.companyId)
  const sale = (await makeSalesInvoice(processor.companyId, [commentLine("Floor 2"), itemLine(item)])).no
  const long = { typedUnitCost: new Decimal(1), costDecimals: 11 }
  await expect(ask(sale, { edits: edits([1, long], [2, long]) })).rejects.toMatchObject({
    issues: [{ field: "lines.2.cost" }],
  })
  expect(await ask(sale, { edits: edits([2, { ...long, costDecimals: 10 }]) })).toMatchObject({ kind: "requested" })
})
