import { eq } from "drizzle-orm"
import { beforeAll, describe, expect, test } from "vitest"
import { currencyExchangeRate, salesInvoice, salesPrice } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { editOf } from "@/test/edit"
import { makeActor, makeCompany, makeCustomer, makeItem, type TestCompany, type TestItem } from "@/test/factories"
import { createSalesInvoice } from "./create-sales-invoice"
import { previewSalesEdit } from "./preview-sales-edit"
import { readSalesInvoice } from "./read-sales-invoice"
import { saveSalesInvoice } from "./save-sales-invoice"

let home: TestCompany
let sanne: Actor
let box: TestItem
beforeAll(async () => {
  home = await makeCompany()
  sanne = await makeActor(home.id, "order_processor")
  box = await makeItem(home.id, { unitPrice: "2.35" }, { DOOS: "10" })
})

/** A customer with prices of its own for the item. */
async function buyerWith(...rows: (Partial<typeof salesPrice.$inferInsert> & { unitPrice: string })[]) {
  const { no } = await makeCustomer(home.id)
  const key = { companyId: home.id, customerNo: no, itemNo: box.no, currencyCode: "EUR" }
  if (rows.length > 0) {
    await inCompany(home.id, tx => tx.insert(salesPrice).values(rows.map(row => ({ ...key, ...row }))))
  }
  return no
}

let forms = 0
const invoiceFor = (customerNo: string) => createSalesInvoice(sanne, { formId: `prices ${++forms}`, customerNo })

const read = (no: string) => readSalesInvoice(sanne, no)

async function change(no: string, changes: Parameters<typeof editOf>[1]) {
  await saveSalesInvoice(sanne, no, editOf(await read(no), changes))
  const { lines } = await read(no)
  return lines.map(({ price, costSource }) => [price, costSource?.kind])
}

const added = (values: Record<string, string>) => ({
  added: [{ id: "new1", type: "item" as const, values: { no: box.no, ...values } }],
})

describe("a line's unit price", () => {
  test("is the customer's by quantity, the item's where it has none, and says which", async () => {
    const no = await invoiceFor(await buyerWith({ unitPrice: "2.10" }, { unitPrice: "1.95", minimumQuantity: "50" }))
    expect(await change(no, added({ quantity: "4" }))).toEqual([["2.1", "price_list"]])
    expect(await change(no, { lines: { 1: { quantity: "50" } } })).toEqual([["1.95", "price_list"]])
    const { lines } = await read(no)
    expect(lines[0]!.costSource).toMatchObject({ minimumQuantity: "50" })
    expect(await change(no, { lines: { 1: { quantity: "3" } } })).toEqual([["2.1", "price_list"]])
    expect(await change(no, { lines: { 1: { unitOfMeasureCode: "DOOS" } } })).toEqual([["21", "price_list"]])
    const other = await invoiceFor(await buyerWith())
    expect(await change(other, added({ quantity: "60" }))).toEqual([["2.35", "item_price"]])
  })

  test("is another customer's once the customer is changed", async () => {
    const no = await invoiceFor(await buyerWith({ unitPrice: "2.10" }))
    await change(no, added({ quantity: "4" }))
    const [dear, plain] = [await buyerWith({ unitPrice: "2.60" }), await buyerWith()]
    expect(await change(no, { header: { customerNo: dear } })).toEqual([["2.6", "price_list"]])
    expect(await change(no, { header: { customerNo: plain } })).toEqual([["2.35", "item_price"]])
  })

  test("that was typed stays, whatever the quantity and the customer", async () => {
    const no = await invoiceFor(await buyerWith({ unitPrice: "2.10", minimumQuantity: "10" }))
    expect(await change(no, added({ quantity: "4", price: "9.99" }))).toEqual([["9.99", "typed"]])
    expect(await change(no, { lines: { 1: { quantity: "40" } } })).toEqual([["9.99", "typed"]])
    const another = await buyerWith({ unitPrice: "1" })
    expect(await change(no, { header: { customerNo: another } })).toEqual([["9.99", "typed"]])
  })

  test("is that of the posting date", async () => {
    const no = await invoiceFor(
      await buyerWith(
        { unitPrice: "2.10", endingDate: "2199-01-31" },
        { unitPrice: "2.20", startingDate: "2199-02-01", endingDate: "2199-02-28" },
      ),
    )
    await change(no, added({ quantity: "4" }))
    expect(await change(no, { header: { postingDate: "2199-02-14" } })).toEqual([["2.2", "price_list"]])
    expect(await change(no, { header: { postingDate: "2199-03-01" } })).toEqual([["2.35", "item_price"]])
  })

  test("has VAT added where prices include it, and is restated in the customer's currency", async () => {
    await inCompany(home.id, tx =>
      tx
        .insert(currencyExchangeRate)
        .values({
          companyId: home.id,
          currencyCode: "USD",
          startingDate: "2199-01-01",
          exchangeRateAmount: "1.25",
          relationalExchangeRateAmount: "1",
        })
        .onConflictDoNothing(),
    )
    const dollars = (await makeCustomer(home.id, { currencyCode: "USD" })).no
    const key = { companyId: home.id, customerNo: dollars, itemNo: box.no, currencyCode: "EUR" }
    await inCompany(home.id, tx => tx.insert(salesPrice).values({ ...key, unitPrice: "2" }))
    const abroad = await invoiceFor(dollars)
    await change(abroad, added({ quantity: "4" }))
    expect(await change(abroad, { header: { postingDate: "2199-01-01" } })).toEqual([["2.5", "price_list"]])
    expect((await read(abroad)).lines[0]!.costSource).toMatchObject({ currencyConvertedFrom: "EUR" })
    const gross = await invoiceFor(await buyerWith({ unitPrice: "2" }))
    await inCompany(home.id, tx =>
      tx.update(salesInvoice).set({ pricesIncludingVat: true }).where(eq(salesInvoice.no, gross)),
    )
    expect(await change(gross, added({ quantity: "4" }))).toEqual([["2.42", "price_list"]])
  })

  test("is shown before it is saved", async () => {
    const no = await invoiceFor(await buyerWith({ unitPrice: "2.10" }))
    const { lines } = await previewSalesEdit(sanne, no, editOf(await read(no), added({ quantity: "4" })))
    expect(JSON.stringify(lines)).toContain('"2.1"')
  })
})
