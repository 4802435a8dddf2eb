/** From what was asked for to lines, without a database; that they are written so is in build-purchase-invoice.test.ts. */
import { expect, test } from "vitest"
import { Decimal } from "@/domain/money/decimal"
import type { ItemRow, ItemTerms, VatSetup } from "@/domain/pricing/item-terms"
import type { CostSource } from "@/domain/pricing/purchase-cost"
import { changed, handVendor, without } from "@/test/posting/made-by-hand"
import { type AskedLine, composeLines } from "./compose-lines"
import { storedSource, typedSource } from "./stored-cost-source"

const decimal = (value: string) => new Decimal(value)
const plain = (value: unknown) => JSON.parse(JSON.stringify(value))

const lamp: ItemRow = {
  no: "LAMP",
  description: "Lamp",
  type: "inventory",
  baseUnitOfMeasure: "STUK",
  vendorItemNo: "B-1",
  lastDirectCost: "10",
  genProdPostingGroup: "HANDEL",
  vatProdPostingGroup: "HOOG",
  inventoryPostingGroup: "HANDEL",
  blocked: false,
  purchasingBlocked: false,
}
const vat = (vatProdPostingGroup: string, more: Partial<VatSetup> = {}): [string, VatSetup] => [
  vatProdPostingGroup,
  {
    vatProdPostingGroup,
    vatIdentifier: vatProdPostingGroup,
    vatPercent: "21",
    vatCalculationType: "normal",
    blocked: false,
    ...more,
  },
]
const items = new Map([
  ["LAMP", lamp],
  ["CABLE", { ...lamp, no: "CABLE", vendorItemNo: "", vatProdPostingGroup: "VERLEGD", lastDirectCost: "0" }],
])
const itemTerms = (change: Partial<ItemTerms> = {}): ItemTerms => ({
  items,
  unitsOfMeasure: new Map([["LAMP", new Map([["DOOS", decimal("12")]])]]),
  prices: [],
  discounts: [],
  vatSetups: new Map([vat("HOOG"), vat("VERLEGD", { vatCalculationType: "reverse_charge" })]),
  genProdPostingGroups: new Set(["HANDEL"]),
  ...change,
})
const asked = (change: Partial<AskedLine<string>> = {}): AskedLine<string> => ({
  key: "a",
  type: "item",
  no: "LAMP",
  description: "A lamp",
  quantity: decimal("2"),
  unitOfMeasureCode: "",
  typedUnitCost: null,
  ...change,
})
const compose = (lines: AskedLine<string>[], change: Partial<ItemTerms> = {}, terms = handVendor()) =>
  composeLines(terms, itemTerms(change), lines)

const lampLine = {
  key: "a",
  lineNo: 10_000,
  type: "item",
  no: "LAMP",
  description: "A lamp",
  quantity: "2",
  unitOfMeasureCode: "STUK",
  qtyPerUnitOfMeasure: "1",
  defaultUnitCost: "10",
  directUnitCost: "10",
  pricePer: "1",
  costSource: { kind: "last_direct_cost" },
  lineDiscountPercent: "0",
  lineDiscountAmount: "0",
  lineAmount: "20",
  vendorItemNo: "B-1",
  vatProdPostingGroup: "HOOG",
  genProdPostingGroup: "HANDEL",
  vatIdentifier: "HOOG",
  vatPercent: "21",
  vatCalculationType: "normal",
  amount: "20",
  amountIncludingVat: "24.2",
}

test("an item takes unit, cost, discount, groups and VAT from item and vendor; text is text alone", () => {
  const text = asked({ key: "b", type: "comment", no: null, description: "Floor 2", quantity: decimal("7") })
  const blank = asked({ key: "c", no: null, description: "As discussed", unitOfMeasureCode: "DOOS" })
  const { lines, totals, groups, problems } = compose([asked(), text, blank])
  const textLine = {
    key: "b",
    lineNo: 20_000,
    type: "comment",
    no: null,
    description: "Floor 2",
    quantity: "0",
    unitOfMeasureCode: "",
    qtyPerUnitOfMeasure: "1",
    defaultUnitCost: null,
    directUnitCost: "0",
    pricePer: "1",
    costSource: null,
    lineDiscountPercent: "0",
    lineDiscountAmount: "0",
    lineAmount: "0",
    vendorItemNo: "",
    vatProdPostingGroup: null,
    genProdPostingGroup: null,
    vatIdentifier: "",
    vatPercent: "0",
    vatCalculationType: "normal",
    amount: "0",
    amountIncludingVat: "0",
  }
  expect(plain(lines)).toEqual([
    lampLine,
    textLine,
    { ...textLine, key: "c", lineNo: 30_000, type: "item", description: "As discussed" },
  ])
  expect(plain(totals)).toMatchObject({ amount: "20", amountIncludingVat: "24.2" })
  expect(groups).toHaveLength(1)
  expect(problems).toEqual([])
})

test("a comment that bears a number by mistake stays text", () => {
  expect(plain(compose([asked({ type: "comment" })]).lines)).toMatchObject([{ type: "comment", no: null, amount: "0" }])
})

test("another unit multiplies the cost; a typed one stays, beside the default that it replaces", () => {
  const boxes = asked({ unitOfMeasureCode: "DOOS" })
  expect(plain(compose([boxes]).lines)).toMatchObject([
    { unitOfMeasureCode: "DOOS", qtyPerUnitOfMeasure: "12", directUnitCost: "120", lineAmount: "240" },
  ])
  expect(plain(compose([{ ...boxes, typedUnitCost: decimal("99.5") }]).lines)).toMatchObject([
    {
      defaultUnitCost: "120",
      directUnitCost: "99.5",
      lineAmount: "199",
      costSource: { kind: "typed", insteadOf: "120" },
    },
  ])
  const discounts = [
    {
      ...{ itemNo: "LAMP", unitOfMeasureCode: "", currencyCode: "EUR", startingDate: null, endingDate: null },
      minimumQuantity: decimal("2"),
      lineDiscountPercent: decimal("10"),
    },
  ]
  expect(plain(compose([asked()], { discounts }).lines)).toMatchObject([
    { lineDiscountPercent: "10", lineDiscountAmount: "2", lineAmount: "18", amount: "18" },
  ])
})

test("an item without a cost, of another vendor, under reverse charge, says none of what it has not", () => {
  expect(plain(compose([asked({ no: "CABLE" })]).lines)).toMatchObject([
    {
      defaultUnitCost: null,
      directUnitCost: "0",
      costSource: { kind: "none" },
      vendorItemNo: "",
      vatPercent: "0",
      vatCalculationType: "reverse_charge",
      vatIdentifier: "VERLEGD",
    },
  ])
})

test("where prices include VAT a default does too, and a dollar cost is converted", () => {
  const gross = handVendor({ pricesIncludingVat: true })
  expect(plain(compose([asked()], {}, gross).lines)).toMatchObject([
    {
      directUnitCost: "12.1",
      lineAmount: "24.2",
      amount: "20",
      amountIncludingVat: "24.2",
      costSource: { kind: "last_direct_cost", vatAdded: "21" },
    },
  ])
  const rate = { exchangeRateAmount: decimal("2"), relationalExchangeRateAmount: decimal("1") }
  const dollars = handVendor({}, { currencyCode: "USD", exchangeRate: rate })
  expect(plain(compose([asked()], {}, dollars).lines)).toMatchObject([
    { directUnitCost: "20", costSource: { kind: "last_direct_cost", currencyConvertedFrom: "EUR" } },
  ])
})

test("a line that cannot be bought keeps its place as text, and says why", () => {
  const { lines, problems, totals } = compose([asked({ no: "GONE" }), asked({ key: "b" })])
  expect(plain(lines)).toMatchObject([
    { lineNo: 10_000, no: null, description: "A lamp" },
    { lineNo: 20_000, no: "LAMP" },
  ])
  expect(problems).toEqual([{ key: "a", code: "item_not_found", params: { no: "GONE", description: "A lamp" } }])
  expect(totals.amount.toFixed()).toBe("20")
})

const named = { no: "LAMP", description: "A lamp" }
const faultsOf = (item: Partial<ItemRow>, change: Partial<ItemTerms> = {}, terms = handVendor(), unit = "") =>
  compose([asked({ unitOfMeasureCode: unit })], { items: changed(items, "LAMP", item), ...change }, terms).problems.map(
    ({ code, params }) => [code, params],
  )

test("a blocked item is named once, also where it is blocked for purchasing besides", () => {
  expect(faultsOf({ blocked: true, purchasingBlocked: true })).toEqual([["item_blocked", named]])
  expect(faultsOf({ purchasingBlocked: true })).toEqual([["item_purchasing_blocked", named]])
})

test("a unit that the item does not have is told, its base unit and its others are not", () => {
  expect(faultsOf({}, {}, handVendor(), "PAAR")).toEqual([["item_unit_missing", { ...named, unit: "PAAR" }]])
  expect(faultsOf({}, { unitsOfMeasure: new Map() }, handVendor(), "DOOS")).toEqual([
    ["item_unit_missing", { ...named, unit: "DOOS" }],
  ])
  for (const unit of ["", "STUK"]) {
    expect(faultsOf({}, { unitsOfMeasure: new Map() }, handVendor(), unit)).toEqual([])
  }
})

test("VAT and general groups are asked for, and their setup with the vendor", () => {
  expect(faultsOf({ vatProdPostingGroup: null, genProdPostingGroup: null })).toEqual([
    ["item_vat_group_missing", named],
    ["item_posting_group_missing", named],
  ])
  const none = { vatSetups: without(itemTerms().vatSetups, "HOOG"), genProdPostingGroups: new Set<string>() }
  const missing = (business: string) => [
    ["vat_posting_setup_missing", { ...named, business, product: "HOOG" }],
    ["general_posting_setup_missing", { ...named, business, product: "HANDEL" }],
  ]
  expect(faultsOf({}, none)).toEqual(missing("BINNENL"))
  expect(faultsOf({}, none, handVendor({ vatBusPostingGroup: null, genBusPostingGroup: null }))).toEqual(missing(""))
  const shut = { vatSetups: new Map([vat("HOOG", { blocked: true })]) }
  expect(faultsOf({}, shut)).toEqual(missing("BINNENL").slice(0, 1))
})

test("stock needs an inventory posting group, a service none", () => {
  expect(faultsOf({ inventoryPostingGroup: null })).toEqual([["item_inventory_group_missing", named]])
  expect(faultsOf({ inventoryPostingGroup: null, type: "service" })).toEqual([])
})

const priced = { unitOfMeasureCode: "DOOS", startingDate: "2026-01-01", endingDate: null } as const

test("where a cost came from is kept with its conversions, decimals as text", () => {
  const convertedFrom = { unitOfMeasureCode: "DOOS", qtyPerUnitOfMeasure: decimal("12") }
  const list = { kind: "price_list", ...priced, minimumQuantity: decimal("5.50") } as CostSource
  expect(plain(storedSource(list))).toEqual({ kind: "price_list", ...priced, minimumQuantity: "5.5" })
  expect(storedSource({ ...list, convertedFrom, currencyConvertedFrom: "EUR" } as CostSource)).toEqual({
    kind: "price_list",
    ...priced,
    minimumQuantity: "5.5",
    convertedFrom: { unitOfMeasureCode: "DOOS", quantityPer: "12" },
    currencyConvertedFrom: "EUR",
  })
  expect(storedSource({ kind: "last_direct_cost" })).toEqual({ kind: "last_direct_cost" })
  const last = { kind: "last_direct_cost", convertedFrom, vatAdded: decimal("21") } as const
  expect(storedSource(last)).toEqual({
    kind: "last_direct_cost",
    convertedFrom: { unitOfMeasureCode: "DOOS", quantityPer: "12" },
    vatAdded: "21",
  })
  expect(storedSource({ kind: "none" })).toEqual({ kind: "none" })
})

test("a typed cost remembers what it replaces, where there was something", () => {
  const found = {
    directUnitCost: decimal("12.50"),
    pricePer: decimal("1"),
    source: { kind: "last_direct_cost" },
  } as const
  expect(typedSource(found)).toEqual({ kind: "typed", insteadOf: "12.5" })
  expect(typedSource({ ...found, source: { kind: "none" } })).toEqual({ kind: "typed" })
})
