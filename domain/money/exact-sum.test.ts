import fc from "fast-check"
import { expect, test } from "vitest"
import { Decimal } from "./decimal"
import { exactSum, negated } from "./exact-sum"

const amount = fc
  .tuple(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), fc.integer({ min: 0, max: 6 }))
  .map(([digits, decimals]) => new Decimal(String(digits)).div(new Decimal(10).pow(decimals)).toFixed())

test("adds up as decimal.js does, whatever the amounts", () => {
  fc.assert(
    fc.property(fc.array(amount), amounts => {
      expect(exactSum(amounts)).toBe(amounts.reduce((sum, each) => sum.plus(each), new Decimal(0)).toFixed())
    }),
  )
})

test.each([
  [[], "0"],
  [["0.10", "0.20"], "0.3"],
  [["100", "200"], "300"],
  [["0.05", "-0.05"], "0"],
  [["-0.5"], "-0.5"],
] as const)("the sum of %j is %s", (amounts, total) => {
  expect(exactSum(amounts)).toBe(total)
})

test("what is taken off is added below zero", () => {
  expect(exactSum(["121", negated("2.42")])).toBe("118.58")
  expect(negated("-5")).toBe("5")
})
