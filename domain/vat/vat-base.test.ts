import { expect, test } from "vitest"
import { Decimal, toPlain } from "@/domain/money/decimal"
import { vatTotals } from "./vat-totals"

/** Net, VAT and gross of lines at 21 %, and in all. */
function totals(amounts: string[], { discount = "2", pricesIncludingVat = false, decimals = 2 } = {}) {
  const worked = vatTotals({
    pricesIncludingVat,
    decimals,
    vatBaseDiscountPercent: new Decimal(discount),
    lines: amounts.map((amount, id) => ({
      id,
      lineAmount: new Decimal(amount),
      vatPercent: new Decimal(21),
      vatIdentifier: "HOOG",
      calculationType: "normal" as const,
    })),
  })
  const { amount, vat, amountIncludingVat } = worked.totals
  return { lines: worked.lines.map(line => toPlain(line.vat)), all: [amount, vat, amountIncludingVat].map(toPlain) }
}

test("1,000.00 less 2 % bears 205.80 of VAT, and the vendor is owed 1,205.80", () => {
  expect(totals(["1000"])).toEqual({ lines: ["205.8"], all: ["1000", "205.8", "1205.8"] })
})

test("the base is rounded as it stands on paper, once a VAT group, and the VAT carried from line to line", () => {
  // 33.33 × 3 = 99.99; less 2 % 97.99; at 21 % 20.58. Each line: of 32.66 6.86, of 65.33 13.72, of 97.99 20.58.
  expect(totals(["33.33", "33.33", "33.33"])).toEqual({
    lines: ["6.86", "6.86", "6.86"],
    all: ["99.99", "20.58", "120.57"],
  })
  // 0.12 less 2 % is 0.12: 0.03; unrounded it would be 0.1176 and 0.02.
  expect(totals(["0.12"]).all).toEqual(["0.12", "0.03", "0.15"])
})

test("of prices including VAT the total stays, and the VAT in it is that of the discounted base", () => {
  expect(totals(["1205.80"], { pricesIncludingVat: true }).all).toEqual(["1000", "205.8", "1205.8"])
  // 1,210.00 ÷ 1.2058 = 1,003.48.
  expect(totals(["1210"], { pricesIncludingVat: true }).all).toEqual(["1003.48", "206.52", "1210"])
})

test("without a discount VAT is that of the amount", () => {
  expect(totals(["1000"], { discount: "0" }).all).toEqual(["1000", "210", "1210"])
  expect(totals(["1210"], { discount: "0", pricesIncludingVat: true }).all).toEqual(["1000", "210", "1210"])
})
