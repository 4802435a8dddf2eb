import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { Decimal, round, sum, toPlain } from "./decimal"

describe("round", () => {
  it.each([
    ["0.5", 0, "1"],
    ["-0.5", 0, "-1"],
    ["2.5", 0, "3"],
    ["-2.5", 0, "-3"],
    ["1.005", 2, "1.01"],
    ["-1.005", 2, "-1.01"],
    ["1.00499999999999999999999999", 2, "1"],
    ["0.0005", 3, "0.001"],
    ["-0.4", 0, "0"],
  ])("takes %s at %i decimals to %s, half away from zero", (value, decimals, expected) => {
    expect(toPlain(round(new Decimal(value), decimals))).toBe(expected)
  })

  it("treats both signs alike and moves by no more than half a unit", () => {
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 18n), 10n ** 18n), fc.constantFrom(0, 2, 3), (units, decimals) => {
        const value = new Decimal(units.toString()).div(100_000)
        const rounded = round(value, decimals)
        expect(round(value.neg(), decimals).neg().eq(rounded)).toBe(true)
        expect(rounded.minus(value).abs().lte(new Decimal(10).pow(-decimals).div(2))).toBe(true)
      }),
    )
  })
})

describe("toPlain", () => {
  it("writes no exponent and no minus zero", () => {
    expect(toPlain(new Decimal("1e-12"))).toBe("0.000000000001")
    expect(toPlain(new Decimal("1e30"))).toBe(`1${"0".repeat(30)}`)
    expect(toPlain(new Decimal("-0"))).toBe("0")
    expect(JSON.stringify({ cost: new Decimal("1e-12") })).toBe('{"cost":"0.000000000001"}')
  })

  it("refuses what is not a number", () => {
    expect(() => toPlain(new Decimal(1).div(0))).toThrow(RangeError)
  })
})

it("sums without the errors of binary fractions", () => {
  expect(toPlain(sum(["0.1", "0.2", "-0.3"].map(text => new Decimal(text))))).toBe("0")
  expect(toPlain(sum([]))).toBe("0")
})
