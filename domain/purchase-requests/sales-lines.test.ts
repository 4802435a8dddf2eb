/** Which lines of a sale are bought, and which twice; without a database. */
import { expect, test } from "vitest"
import { Decimal } from "@/domain/money/decimal"
import { type BoughtLine, boughtTwice, consentTo, inScopeOf } from "./bought-before"
import { askedLines, isSupported, type LineEdit, type SalesLine } from "./sales-lines"

const decimal = (value: string) => new Decimal(value)
const plain = (value: unknown) => JSON.parse(JSON.stringify(value))

const sold = (lineId: number, change: Partial<SalesLine> = {}): SalesLine => ({
  lineId,
  lineNo: lineId * 10_000,
  type: "item",
  no: `I${lineId}`,
  description: `Item ${lineId}`,
  quantity: decimal("12"),
  unitOfMeasureCode: "STUK",
  ...change,
})

test("comments and items are bought, other lines are not", () => {
  const types = ["comment", "item", "gl_account", "resource", "charge_item", "fixed_asset"] as const
  expect(types.filter(type => isSupported(sold(1, { type })))).toEqual(["comment", "item"])
  expect(askedLines([sold(1, { type: "gl_account" })], new Map())).toEqual([])
})

test("a line is asked for as it was sold, but for what the requester changed", () => {
  const edits = new Map<number, LineEdit>([[2, { quantity: decimal("3"), typedUnitCost: decimal("7.5") }]])
  const lines = [sold(1), sold(2)]
  expect(plain(askedLines(lines, edits))).toEqual([
    {
      key: 1,
      source: plain(lines[0]),
      type: "item",
      no: "I1",
      description: "Item 1",
      quantity: "12",
      unitOfMeasureCode: "STUK",
      typedUnitCost: null,
    },
    expect.objectContaining({ key: 2, quantity: "3", typedUnitCost: "7.5" }),
  ])
})

test("an item set to zero is left out; text has no quantity and stays", () => {
  const none = { quantity: decimal("0") }
  const lines = [sold(1), sold(2, { type: "comment", no: null, ...none }), sold(3, { no: null, ...none }), sold(4)]
  const keys = askedLines(lines, new Map([[1, none]])).map(({ key }) => key)
  expect(keys).toEqual([2, 3, 4])
})

const bought = (lineId: number, quantity: string, change: Partial<BoughtLine> = {}): BoughtLine => ({
  requestNo: "IA1",
  requestedByName: "Sanne",
  requestedAt: new Date(0),
  vendorName: "Bakker",
  lineId,
  no: `I${lineId}`,
  quantity: decimal(quantity),
  unitOfMeasureCode: "STUK",
  ...change,
})
const asked = (quantity: string, change: Partial<SalesLine> = {}) => ({
  source: sold(1, change),
  quantity: decimal(quantity),
})

test("what remains of a line may be bought, and no more than that", () => {
  expect(boughtTwice([asked("7")], [bought(1, "5"), bought(2, "9")])).toEqual([])
  expect(boughtTwice([asked("99")], [])).toEqual([])
  expect(boughtTwice([asked("7.5")], [bought(1, "2"), bought(1, "3", { requestNo: "IA2" }), bought(1, "0")])).toEqual([
    {
      lineId: 1,
      lineNo: 10_000,
      no: "I1",
      description: "Item 1",
      unitOfMeasureCode: "STUK",
      sold: "12",
      bought: "5",
      asked: "7.5",
      requestNos: ["IA1", "IA2"],
    },
  ])
})

test("what was bought in another unit counts as all of it, and another item as nothing", () => {
  expect(boughtTwice([asked("1")], [bought(1, "1", { unitOfMeasureCode: "DOOS" })])).toMatchObject([
    { bought: "12", asked: "1" },
  ])
  const mixed = [bought(1, "1"), bought(1, "1", { unitOfMeasureCode: "DOOS" })]
  expect(boughtTwice([asked("1")], mixed)).toMatchObject([{ bought: "12" }])
  expect(boughtTwice([asked("12")], [bought(1, "12", { no: "OTHER" })])).toEqual([])
  expect(boughtTwice([asked("12", { no: null })], [bought(1, "12")])).toEqual([])
})

test("consent stands for these lines and quantities alone", () => {
  const [twice] = boughtTwice([asked("8")], [bought(1, "5")])
  const [other] = boughtTwice([asked("9")], [bought(1, "5")])
  const [later] = boughtTwice([asked("8")], [bought(1, "6")])
  const consents = [[twice!], [other!], [later!], [{ ...twice!, lineId: 2 }], []].map(consentTo)
  expect(new Set(consents).size).toBe(consents.length)
  expect(consentTo([{ ...twice!, description: "Another text", requestNos: ["IA9"] }])).toBe(consents[0])
})

test("of what was bought, the lines that are asked for are shown", () => {
  const chosen = inScopeOf({ kind: "selected_lines", lineIds: [2, 3] })
  const lines = [1, 2, 3].map(lineId => ({ lineId }))
  expect(lines.filter(chosen)).toEqual([{ lineId: 2 }, { lineId: 3 }])
  expect(lines.filter(inScopeOf({ kind: "all_lines" }))).toEqual(lines)
})
