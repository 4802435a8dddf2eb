import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { noSeries, salesInvoiceLine, vendor } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import {
  commentLine,
  glAccountLine,
  itemLine,
  makeActor,
  makeCompany,
  makeItem,
  makePurchasePrice,
  makeSalesInvoice,
  makeVendor,
} from "./factories"

test("a company comes with its setup and sees its own rows alone", async () => {
  const [one, other] = [await makeCompany(), await makeCompany()]
  const sold = await makeVendor(one.id)
  expect(sold.no).toBe("L00001")
  const seen = await inCompany(other.id, tx => tx.select().from(vendor))
  expect(seen).toEqual([])
  const series = await inCompany(other.id, tx => tx.select().from(noSeries).where(eq(noSeries.code, "L")))
  expect(series).toMatchObject([{ companyId: other.id, lastNumber: 0 }])
})

test("a sales invoice adds up", async () => {
  const { id } = await makeCompany()
  const sold = await makeItem(id, { unitPrice: "2.35" }, { DOOS: "12" })
  const invoice = await makeSalesInvoice(id, [
    commentLine("Levering bouwdeel B"),
    itemLine(sold, { quantity: "60" }),
    itemLine(sold, { quantity: "5", unitOfMeasureCode: "DOOS", unitPrice: "28.20", lineDiscountPercent: "10" }),
    glAccountLine(),
  ])
  // 141.00 + (141.00 − 14.10) + 65.00 = 332.90; 21 % of it is 69.909.
  expect(invoice).toMatchObject({ no: "VF26-00001", lineCount: 4, amount: "332.9", amountIncludingVat: "402.81" })
  const lines = await inCompany(id, tx => tx.select().from(salesInvoiceLine).orderBy(salesInvoiceLine.lineNo))
  expect(lines.map(line => [line.lineNo, line.type, line.lineAmount, line.qtyPerUnitOfMeasure])).toEqual([
    [10000, "comment", "0", "1"],
    [20000, "item", "141", "1"],
    [30000, "item", "126.9", "12"],
    [40000, "gl_account", "65", "1"],
  ])
})

test("an actor and a price list", async () => {
  const { id } = await makeCompany()
  const actor = await makeActor(id, "order_processor", "purchasing_manager")
  expect(actor).toMatchObject({ companyId: id, roles: ["order_processor", "purchasing_manager"] })
  const [seller, bought] = [await makeVendor(id), await makeItem(id)]
  const price = await makePurchasePrice(id, { vendorNo: seller.no, itemNo: bought.no, directUnitCost: "9.95" })
  expect(price).toMatchObject({ currencyCode: "EUR", unitOfMeasureCode: "", minimumQuantity: "0" })
})
