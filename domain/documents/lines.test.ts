import { expect, it } from "vitest"
import { lineNo, numberLines } from "./lines"

it("numbers lines 10000, 20000, … in their order", () => {
  expect(numberLines([{ no: "A" }, { no: "B", lineNo: 7 }, { no: "C" }])).toEqual([
    { no: "A", lineNo: 10000 },
    { no: "B", lineNo: 20000 },
    { no: "C", lineNo: 30000 },
  ])
  expect(numberLines([])).toEqual([])
  expect(lineNo(9_999)).toBe(100_000_000)
})
