import { beforeAll, expect, test } from "vitest"
import type { DemoSalesLine } from "@/db/demo/sales-line"
import type { Actor } from "@/domain/access/actor"
import { Refusal } from "@/domain/errors"
import { commentLine, itemLine, makeActor, makeCompany, makeItem, makeSalesInvoice, makeVendor } from "@/test/factories"
import { preparePurchase } from "./prepare-purchase"
import { requestPurchaseInvoice } from "./request-purchase-invoice"

let actor: Actor
let first: string
let second: string

beforeAll(async () => {
  actor = await makeActor((await makeCompany()).id, "order_processor")
  first = (await makeVendor(actor.companyId)).no
  second = (await makeVendor(actor.companyId)).no
})

/** A line of a new item. @param vendorNo its default vendor */
const bought = async (vendorNo: string | null) => itemLine(await makeItem(actor.companyId, { vendorNo }))

const sell = async (lines: DemoSalesLine[]) => (await makeSalesInvoice(actor.companyId, lines)).no

/** @param lineIds of the sales invoice; absent: all */
async function commonVendor(salesInvoiceNo: string, lineIds?: number[]) {
  const scope = lineIds ? ({ kind: "selected_lines", lineIds } as const) : ({ kind: "all_lines" } as const)
  const asked = { salesInvoiceNo, scope, vendorNo: null, edits: new Map(), page: 1 }
  return (await preparePurchase(actor, asked)).commonVendor
}

test("the default vendor is the one that all items share; lines of text do not count", async () => {
  const item = await makeItem(actor.companyId, { vendorNo: first })
  const no = await sell([itemLine(item), commentLine("Levering bouwdeel B"), await bought(first), itemLine(item)])
  expect(await commonVendor(no)).toEqual({ no: first, itemCount: 2 })
})

test("where they have several there is none, and where one has none neither", async () => {
  expect(await commonVendor(await sell([await bought(first), await bought(second)]))).toBeNull()
  expect(await commonVendor(await sell([await bought(first), await bought(null)]))).toBeNull()
  expect(await commonVendor(await sell([await bought(null)]))).toBeNull()
  expect(await commonVendor(await sell([commentLine("Levering")]))).toBeNull()
})

test("the lines that are chosen decide", async () => {
  const no = await sell([await bought(first), await bought(second), await bought(second)])
  expect(await commonVendor(no, [2, 3])).toEqual({ no: second, itemCount: 2 })
  expect(await commonVendor(no, [1])).toEqual({ no: first, itemCount: 1 })
  expect(await commonVendor(no, [1, 2])).toBeNull()
})

test("as many lines as are allowed are bought at once, and one more is refused", async () => {
  const ask = async (count: number) => {
    const line = await bought(first)
    const salesInvoiceNo = await sell(Array.from({ length: count }, () => line))
    const form = { formId: crypto.randomUUID(), salesInvoiceNo, salesInvoiceVersion: 1, vendorNo: first }
    return requestPurchaseInvoice(actor, { ...form, scope: { kind: "all_lines" }, edits: new Map() }, 3)
  }
  expect(await ask(3)).toMatchObject({ kind: "requested" })
  const refused = ask(4)
  await expect(refused).rejects.toThrow(Refusal)
  const issue = { field: "scope", code: "too_many_lines", params: { count: 4, max: 3 } }
  await expect(refused).rejects.toMatchObject({ issues: [issue] })
})
