import { beforeAll, expect, test } from "vitest"
import type { Actor } from "@/domain/access/actor"
import type { EditedLine } from "@/domain/documents/draft"
import type { LineValues } from "@/domain/documents/line-fields"
import { NotFound } from "@/domain/errors"
import { editOf } from "@/test/edit"
import {
  makeActor,
  makeCompany,
  makeItem,
  makePurchaseLineDiscount,
  makePurchasePrice,
  makeVendor,
  type TestItem,
} from "@/test/factories"
import { makePurchaseInvoice } from "@/test/purchase-invoices"
import { previewPurchaseEdit } from "./preview-purchase-edit"
import { readPurchaseDocument } from "./read-purchase-document"
import { savePurchaseDocument } from "./save-purchase-document"

let actor: Actor
let bolt: TestItem
let book: TestItem
let home: string
let abroad: string

beforeAll(async () => {
  const { id } = await makeCompany()
  actor = await makeActor(id, "purchaser")
  home = (await makeVendor(id)).no
  abroad = (await makeVendor(id, { currencyCode: "USD", vatBusPostingGroup: "EU", genBusPostingGroup: "EU" })).no
  bolt = await makeItem(id, { lastDirectCost: "10", vendorNo: home, vendorItemNo: "NE-2032" }, { DOOS: "12" })
  book = await makeItem(id, { lastDirectCost: "9", vatProdPostingGroup: "LAAG" })
  await makePurchasePrice(id, { vendorNo: home, itemNo: bolt.no, directUnitCost: "8", minimumQuantity: "10" })
  await makePurchaseLineDiscount(id, { vendorNo: home, itemNo: bolt.no, lineDiscountPercent: "5" })
})

const draft = () => makePurchaseInvoice(actor, home, [{ no: bolt.no, quantity: "1" }], { postingDate: "2026-01-15" })

/** What a preview says of a line's form, with the figures that are worked out at the save left out. */
const withoutAmounts = (line: object | undefined) => {
  const { lineNo, lineAmount, lineDiscountAmount, invoiceDiscountAmount, amount, amountIncludingVat, ...rest } =
    line as Record<string, unknown>
  return rest
}

const added = (values: LineValues): EditedLine => ({ id: "new1", type: "item", values })

test.each<
  [
    string,
    (no: { bolt: string; book: string }) => { header?: Record<string, string>; first?: LineValues; new?: LineValues },
  ]
>([
  ["a picked item", no => ({ new: { no: no.bolt, quantity: "1" } })],
  ["a quantity that reaches a price", no => ({ first: { quantity: "12" }, new: { no: no.bolt, quantity: "10" } })],
  ["another unit", no => ({ first: { unitOfMeasureCode: "DOOS" }, new: { no: no.bolt, unitOfMeasureCode: "DOOS" } })],
  ["a typed cost stands", no => ({ first: { price: "7" }, new: { no: no.book, quantity: "3", price: "1.5" } })],
  ["another vendor, in another currency", () => ({ header: { buyFromVendorNo: abroad }, first: {} })],
  ["another date and unit together", () => ({ header: { postingDate: "2026-03-03" }, first: { quantity: "20" } })],
])("%s: the lines are what a save makes of them", async (_, edited) => {
  const no = await draft()
  const page = await readPurchaseDocument(actor, no)
  const { header, first, new: fresh } = edited({ bolt: bolt.no, book: book.no })
  const edit = editOf(page, {
    header,
    lines: first && { [page.lines[0]!.lineId]: first },
    added: fresh ? [added(fresh)] : [],
  })
  const preview = await previewPurchaseEdit(actor, no, edit)
  expect(preview.issues).toEqual([])
  expect((await readPurchaseDocument(actor, no)).header.version).toBe(page.header.version)
  await savePurchaseDocument(actor, no, edit)
  const { lines } = await readPurchaseDocument(actor, no)
  expect(withoutAmounts(preview.lines[page.lines[0]!.lineId])).toEqual(withoutAmounts(lines[0]))
  if (fresh) expect(withoutAmounts(preview.lines.new1)).toEqual(withoutAmounts(lines[1]))
})

test("unit, cost, source, vendor item number and the units to choose from come for a line alone", async () => {
  const no = await draft()
  const alone = {
    version: 0,
    header: {},
    lines: [added({ no: bolt.no, quantity: "10" })],
    loaded: [],
    deleted: [],
    choices: {},
  }
  const { lines, units, issues } = await previewPurchaseEdit(actor, no, alone)
  expect(issues).toEqual([])
  expect(Object.keys(lines)).toEqual(["new1"])
  expect(lines.new1).toMatchObject({
    unitOfMeasureCode: "STUK",
    price: "8",
    lineDiscountPercent: "5",
    vatPercent: "21",
    vendorItemNo: "NE-2032",
    costSource: { kind: "price_list", minimumQuantity: "10" },
  })
  expect(units).toEqual({ [bolt.no]: ["STUK", "DOOS"] })
})

test("what cannot stand is told, the other lines are given; a header that cannot stand gives nothing", async () => {
  const no = await draft()
  const page = await readPurchaseDocument(actor, no)
  const lines = [added({ no: bolt.no, unitOfMeasureCode: "PALLET" }), { ...added({ no: book.no }), id: "new2" }]
  const edit = editOf(page, { added: lines })
  const told = await previewPurchaseEdit(actor, no, edit)
  expect(told.issues).toMatchObject([{ field: "lines.new1.unitOfMeasureCode", code: "item_unit_missing" }])
  expect(told.lines.new2).toMatchObject({ price: "9", vatPercent: "9" })
  const broken = await previewPurchaseEdit(actor, no, { ...edit, header: { buyFromVendorNo: "nobody" } })
  expect(broken.lines).toEqual({})
  expect(broken.issues).toMatchObject([{ field: "header.buyFromVendorNo", code: "vendor_not_found" }])
})

test("another company's draft, or item, is an unknown one", async () => {
  const other = await makeActor((await makeCompany()).id, "purchaser")
  const no = await draft()
  const edit = { version: 0, header: {}, lines: [], loaded: [], deleted: [], choices: {} }
  await expect(previewPurchaseEdit(other, no, edit)).rejects.toBeInstanceOf(NotFound)
  const foreign = await makeItem(other.companyId)
  const asked = await previewPurchaseEdit(actor, no, { ...edit, lines: [added({ no: foreign.no })] })
  const unknown = await previewPurchaseEdit(actor, no, { ...edit, lines: [added({ no: "no such" })] })
  expect(asked.issues.map(({ code }) => code)).toEqual(unknown.issues.map(({ code }) => code))
  expect(asked.issues).not.toEqual([])
})
