import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { formatNumber } from "@/language/number-format"
import { Decimal, toPlain } from "./decimal"
import { parseNumber } from "./parse-number"
import { readNumberOrSum } from "./read-sum"

const limits = { decimals: 5, integerDigits: 12 }
const read = (text: string, language: "en" | "nl" = "en") => readNumberOrSum(text, language, limits)

describe("a number field that holds a sum", () => {
  it.each([
    ["=12*1.05", "12.6"],
    ["120/12", "10"],
    ["= 2 + 3 * 4", "14"],
    ["(2+3)*4", "20"],
    ["=-3*2", "-6"],
    ["=10/3", "3.33333"],
    ["=2/3", "0.66667"],
    ["12-5", "7"],
    ["3 × 1.5", "4.5"],
    ["=7", "7"],
    ["=1,000*2", "2000"],
    ["2*-3", "-6"],
    ["=0.1+0.2", "0.3"],
  ])("%s comes to %s", (typed, value) => expect(read(typed)).toEqual({ ok: true, value }))

  it("reads its numbers in the reader's way", () => {
    expect(read("=12*1,05", "nl")).toEqual({ ok: true, value: "12.6" })
    expect(read("=1.000*2", "nl")).toEqual({ ok: true, value: "2000" })
    expect(read("=12*1.05", "nl")).toMatchObject({ ok: false, reason: "separators" })
  })

  it.each([
    ["=5/0", "division_by_zero"],
    ["=5/(3-3)", "division_by_zero"],
    ["=5*", "not_a_number"],
    ["=(5", "not_a_number"],
    ["=5)", "not_a_number"],
    ["==5", "not_a_number"],
    ["=", "not_a_number"],
    ["=2 3", "separators"],
    ["=alert(1)", "not_a_number"],
    ["twelve", "not_a_number"],
    [`=${"(".repeat(40)}1${")".repeat(40)}`, "not_a_number"],
    ["=999999999999*999999999999*999999999999", "too_many_digits"],
    ["=0.123456*1", "too_many_decimals"],
    [`=${"9*".repeat(60)}9`, "not_a_number"],
  ])("%s is refused: %s", (typed, reason) => expect(read(typed)).toEqual({ ok: false, reason }))

  it("leaves to the numbers what is one by itself, in either sense of the minus", () => {
    for (const typed of ["-12.5", "3-", "1,234.56", "", "1.5.2"])
      expect(read(typed)).toEqual(parseNumber(typed, "en", limits))
  })

  it("adds and multiplies as decimals do, in both languages", () => {
    const figure = fc.integer({ min: 0, max: 9_999_999 }).map(cents => new Decimal(cents).dividedBy(100))
    fc.assert(
      fc.property(figure, figure, fc.constantFrom("en" as const, "nl" as const), (a, b, language) => {
        const [x, y] = [a, b].map(each => formatNumber(toPlain(each), language))
        const wide = { decimals: 4, integerDigits: 15 }
        expect(readNumberOrSum(`=${x}+${y}`, language, wide)).toEqual({ ok: true, value: toPlain(a.plus(b)) })
        expect(readNumberOrSum(`${x}*${y}`, language, wide)).toEqual({ ok: true, value: toPlain(a.times(b)) })
      }),
    )
  })

  it("never throws, whatever is typed", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."0123456789.,()+-*/= x") }), typed => {
        read(typed)
      }),
    )
  })
})
