import { expect, test } from "vitest"
import { makeActor, makeCompany, makeItem, makeVendor } from "@/test/factories"
import { makePurchaseInvoice } from "@/test/purchase-invoices"
import { findRecords } from "./find-records"

test("records of every kind are found by number and name, one of exactly that number first", async () => {
  const { id } = await makeCompany()
  const manager = await makeActor(id, "purchasing_manager")
  const seller = await makeVendor(id, { name: "Zandvliet Glas B.V." })
  const pane = await makeItem(id, { description: "Zandvliet ruit" })
  const draft = await makePurchaseInvoice(manager, seller.no, [{ no: pane.no, quantity: "1", price: "10" }])
  const found = async (text: string) => (await findRecords(manager, text)).map(({ kind, no }) => `${kind} ${no}`)
  expect(await found("zandvliet")).toEqual([`purchase-invoices ${draft}`, `vendors ${seller.no}`, `items ${pane.no}`])
  expect((await found(` ${seller.no.toLowerCase()} `))[0], "before the invoices of that vendor").toBe(
    `vendors ${seller.no}`,
  )
  expect((await found(draft))[0]).toBe(`purchase-invoices ${draft}`)
  const holds = await makeVendor(id, { name: "Firma Sneeuwwit" })
  const begins = await makeItem(id, { description: "Sneeuwwit karton" })
  expect(await found("sneeuwwit")).toEqual([`items ${begins.no}`, `vendors ${holds.no}`])
  expect(await found(" ")).toEqual([])
  expect(await found("qqqqqq")).toEqual([])
})

test("who may not see a kind finds none of it, and nobody anything of another company", async () => {
  const [one, other] = [await makeCompany(), await makeCompany()]
  const seller = await makeVendor(one.id, { name: "Zandvliet Glas B.V." })
  const of = async (companyId: number, role: "administrator" | "order_processor" | "purchaser") =>
    (await findRecords(await makeActor(companyId, role), "Zandvliet")).map(({ no }) => no)
  expect(await of(one.id, "order_processor")).toEqual([seller.no])
  expect(await of(one.id, "administrator")).toEqual([])
  expect(await of(other.id, "purchaser")).toEqual([])
})
