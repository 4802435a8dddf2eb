import { expect, test } from "vitest"
import { emptyLine } from "@/domain/documents/empty-line"
import { fillIn, type GivenLine, questionOf } from "./given-lines"
import type { LiveBasis } from "./live-amounts"
import { type Reader, readLine } from "./reader"
import type { FormLine } from "./view"

const reader: Reader = {
  language: "nl",
  today: "2026-11-29",
  priceField: "directUnitCost",
  amountDecimals: 2,
  currencyCode: "EUR",
  currencies: [],
}
const stored = { ...emptyLine(7, "item"), no: "1000", description: "Bout", unitOfMeasureCode: "STUK", price: "10" }
const basis = { lines: { "7": stored }, reader, fields: {} } as unknown as LiveBasis
const texts = { description: "Bout M8", unitOfMeasureCode: "DOOS", directUnitCost: "96,00", lineDiscountPercent: "5" }
const given: GivenLine = { line: stored, texts, says: [] }

/** The line with what was filled in. */
function filled(line: FormLine, by = given): FormLine {
  const changes = fillIn(line, by, basis)
  return { ...line, values: { ...line.values, ...Object.fromEntries(changes.map(({ field, text }) => [field, text])) } }
}

test("a new line gets what nobody typed, which a save reads as left blank", () => {
  const line = filled({ id: "new1", type: "item", values: { no: "1000", quantity: "2", directUnitCost: "7,5" } })
  expect(line.values).toMatchObject({ ...texts, directUnitCost: "7,5" })
  expect(readLine(line, reader).line.values).toEqual({ no: "1000", quantity: "2", price: "7.5" })
  // Nothing to be asked by what was given.
  expect(questionOf(line)).toBe(
    questionOf({ id: "new1", type: "item", values: { no: "1000", quantity: "2", directUnitCost: "7,5" } }),
  )
})

test("what was given gives way to what is given next, and what is typed over it stands", () => {
  const first = filled({ id: "new1", type: "item", values: { no: "1000", quantity: "2" } })
  const typed = { ...first, values: { ...first.values, lineDiscountPercent: "8" } }
  const next = { ...given, texts: { ...texts, directUnitCost: "90,00", lineDiscountPercent: "6" } }
  const line = filled(typed, next)
  expect(line.values).toMatchObject({ directUnitCost: "90,00", lineDiscountPercent: "8" })
  expect(readLine(line, reader).line.values).toEqual({ no: "1000", quantity: "2", lineDiscountPercent: "8" })
})

test("a cost typed beside a price per that was given is that of as many, and given it follows the price list", () => {
  const perThousand = { ...given, texts: { ...texts, pricePer: "1000", directUnitCost: "61,232374" } }
  const first = filled({ id: "new1", type: "item", values: { no: "1000", quantity: "2" } }, perThousand)
  expect(first.values).toMatchObject({ pricePer: "1000", directUnitCost: "61,232374" })
  expect(readLine(first, reader).line.values).toEqual({ no: "1000", quantity: "2" })
  const typed = { ...first, values: { ...first.values, directUnitCost: "60" } }
  expect(readLine(typed, reader).line.values).toEqual({ no: "1000", quantity: "2", price: "60", pricePer: "1000" })
  const onceMore = filled(first, { ...given, texts: { ...texts, pricePer: "1" } })
  expect(onceMore.values).toMatchObject({ pricePer: "1", directUnitCost: "96,00" })
})

test("a stored line keeps what was changed on it, and a blank is typed there", () => {
  const line: FormLine = {
    id: "7",
    type: "item",
    values: {
      no: "1000",
      description: "",
      unitOfMeasureCode: "STUK",
      directUnitCost: "10,00",
      lineDiscountPercent: "",
    },
  }
  const after = filled(line)
  expect(after.values).toMatchObject({ description: "", unitOfMeasureCode: "DOOS", directUnitCost: "96,00" })
})
