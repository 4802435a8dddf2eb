import { expect, test } from "vitest"
import { salesFieldsToCorrect } from "./fields-to-correct"

const row = (quantity: string, unitPrice: string) => [
  "A1",
  "LAMP",
  "Lamp, 1.5 m",
  quantity,
  "2026-11-02",
  unitPrice,
  "C1",
  "NL",
]

test("numbers are written in the reader's way, and what is none is refused again", () => {
  expect(salesFieldsToCorrect(row("1,250", "1.250"), "en", "nl")).toEqual(row("1250", "1,25"))
  expect(salesFieldsToCorrect(row("1,5", "1.250,5"), "nl", "en")).toEqual(row("1.5", "1250.5"))
  // Read in a Dutch file, these would be what nobody meant.
  expect(salesFieldsToCorrect(row("12,5", "x"), "en", "nl")).toEqual(row("12,5 ?", "x"))
})

test("a file that stays in its language, and a row that fell apart, stay as they are", () => {
  expect(salesFieldsToCorrect(row("1,250", "12,5"), "en", "en")).toEqual(row("1,250", "12,5"))
  expect(salesFieldsToCorrect([...row("1,250", "1"), "more"], "en", "nl")).toEqual([...row("1,250", "1"), "more"])
})
