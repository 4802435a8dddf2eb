/** What would be left of a sale while the vendor is chosen: as the draft says it afterwards, for who may see what is sold. */
import { eq } from "drizzle-orm"
import { beforeAll, expect, test } from "vitest"
import { purchaseRequest } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { Decimal } from "@/domain/money/decimal"
import { readVendorTerms } from "@/domain/pricing/vendor-terms"
import { readDraftFacts } from "@/domain/purchase-documents/read-draft-facts"
import { itemLine, makeActor, makeCompany, makeItem, makeSalesInvoice, makeVendor } from "@/test/factories"
import { askForPurchaseInvoice } from "@/test/purchase-requests"
import { buildPurchaseInvoice } from "./build-purchase-invoice"
import { choiceMargins } from "./choice-margins"
import { preparePurchase } from "./prepare-purchase"

let companyId: number
let buyer: Actor

beforeAll(async () => {
  companyId = (await makeCompany()).id
  buyer = await makeActor(companyId, "purchaser")
})

const choose = (
  salesInvoiceNo: string,
  vendorNo: string,
  edits: Parameters<typeof preparePurchase>[1]["edits"] = new Map(),
) => preparePurchase(buyer, { salesInvoiceNo, vendorNo, scope: { kind: "all_lines" }, edits, page: 1 })

test("per line and in total, by the quantities and costs that are chosen, as the draft has it then", async () => {
  const [lamp, box] = [
    await makeItem(companyId, { unitPrice: "15", lastDirectCost: "10" }),
    await makeItem(companyId, { unitPrice: "15", lastDirectCost: "10" }, { DOOS: "12" }),
  ]
  const sell = () =>
    makeSalesInvoice(companyId, [
      itemLine(lamp, { quantity: "10" }),
      itemLine(box, { quantity: "2", unitOfMeasureCode: "DOOS", unitPrice: "180", lineDiscountPercent: "10" }),
    ])
  for (const { no: vendorNo } of [await makeVendor(companyId), await makeVendor(companyId, { currencyCode: "USD" })]) {
    const sale = await sell()
    const { margins } = await choose(sale.no, vendorNo)
    const { no } = await askForPurchaseInvoice(buyer, { salesInvoiceNo: sale.no, vendorNo })
    await buildPurchaseInvoice(companyId, no)
    const [request] = await inCompany(companyId, tx =>
      tx.select().from(purchaseRequest).where(eq(purchaseRequest.no, no)),
    )
    const { margin, lineMargins } = await readDraftFacts(buyer, request!.purchaseInvoiceNo!)
    const rounded = (each: typeof margin) => each && { ...each, amount: new Decimal(each.amount).toFixed(2) }
    expect(rounded(margins!.total)).toEqual(rounded(margin))
    expect(Object.values(margins!.lines).map(rounded)).toEqual([...lineMargins.values()].map(rounded))
  }
  const { no: vendorNo } = await makeVendor(companyId)
  const { margins } = await choose(
    (await sell()).no,
    vendorNo,
    new Map([[1, { quantity: new Decimal(5), typedUnitCost: new Decimal(18) }]]),
  )
  expect(margins).toMatchObject({
    lines: { 1: { amount: "-15", percent: "-20", isLow: true }, 2: { amount: "84", percent: "25.9", isLow: false } },
    total: { amount: "69" },
    currencyCode: "EUR",
  })
})

test("an unknown cost is no margin; none is told before there is a vendor, nor to who may not see what is sold", async () => {
  const known = await makeItem(companyId, { unitPrice: "15", lastDirectCost: "10" })
  const unknown = await makeItem(companyId, { unitPrice: "15", lastDirectCost: "0" })
  const sale = await makeSalesInvoice(companyId, [itemLine(known), itemLine(unknown)])
  const vendor = await makeVendor(companyId)
  const { margins } = await choose(sale.no, vendor.no)
  expect(margins).toMatchObject({ lines: { 1: { percent: "33.3" }, 2: null }, total: null })
  const administrator = await makeActor(companyId, "administrator")
  const line = {
    key: 1,
    no: known.no,
    quantity: new Decimal(1),
    qtyPerUnitOfMeasure: new Decimal(1),
    amount: new Decimal(10),
  }
  const told = async (actor: Actor) =>
    inCompany(companyId, async tx => {
      const terms = await readVendorTerms(tx, companyId, vendor.no, "2026-06-01")
      return choiceMargins(tx, actor, sale.no, terms!, [line as never])
    })
  expect(await told(administrator)).toBeNull()
  expect(await told(buyer)).not.toBeNull()
})
