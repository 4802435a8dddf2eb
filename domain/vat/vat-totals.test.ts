import { describe, expect, it } from "vitest"
import { Decimal, toPlain } from "@/domain/money/decimal"
import { type VatCalculationType, type VatTotals, vatTotals } from "./vat-totals"

type Given = [amount: string, percent: string, type?: VatCalculationType]

function totalsOf(pricesIncludingVat: boolean, given: Given[], decimals = 2) {
  const lines = given.map(([amount, percent, calculationType = "normal"], id) => ({
    id,
    lineAmount: new Decimal(amount),
    vatPercent: new Decimal(percent),
    vatIdentifier: `VAT${new Decimal(percent)}`,
    calculationType,
  }))
  return vatTotals({ pricesIncludingVat, decimals, lines })
}

const shown = ({ groups, lines, totals }: VatTotals<number>) => ({
  groups: groups.map(g => [toPlain(g.vatPercent), toPlain(g.base), toPlain(g.vat), toPlain(g.amountIncludingVat)]),
  lines: lines.map(l => [toPlain(l.amount), toPlain(l.vat)]),
  totals: [toPlain(totals.amount), toPlain(totals.vat), toPlain(totals.amountIncludingVat)],
})

describe("prices excluding VAT", () => {
  it("rounds once per group and carries the remainder", () => {
    // 4 × 0.021 is 0.084.
    expect(
      shown(
        totalsOf(false, [
          ["0.10", "21"],
          ["0.10", "21"],
          ["0.10", "21"],
          ["0.10", "21"],
        ]),
      ),
    ).toEqual({
      groups: [["21", "0.4", "0.08", "0.48"]],
      lines: [
        ["0.1", "0.02"],
        ["0.1", "0.02"],
        ["0.1", "0.02"],
        ["0.1", "0.02"],
      ],
      totals: ["0.4", "0.08", "0.48"],
    })
    // Each alone 0.0252 and 0.03; together 0.0504, which is 0.05.
    expect(
      shown(
        totalsOf(false, [
          ["0.12", "21"],
          ["0.12", "21"],
        ]),
      ).lines,
    ).toEqual([
      ["0.12", "0.03"],
      ["0.12", "0.02"],
    ])
  })

  it("sums both signs first", () => {
    expect(
      shown(
        totalsOf(false, [
          ["100", "21"],
          ["-100", "21"],
        ]),
      ),
    ).toEqual({
      groups: [["21", "0", "0", "0"]],
      lines: [
        ["100", "21"],
        ["-100", "-21"],
      ],
      totals: ["0", "0", "0"],
    })
    expect(
      shown(
        totalsOf(false, [
          ["0.10", "21"],
          ["-0.05", "21"],
        ]),
      ).groups,
    ).toEqual([["21", "0.05", "0.01", "0.06"]])
  })
})

describe("prices including VAT", () => {
  it("keeps the typed total: 100.00 at 21 % is 82.64 and 17.36", () => {
    expect(shown(totalsOf(true, [["100.00", "21"]]))).toEqual({
      groups: [["21", "82.64", "17.36", "100"]],
      lines: [["82.64", "17.36"]],
      totals: ["82.64", "17.36", "100"],
    })
  })

  it("takes nothing out of a line under reverse charge", () => {
    expect(shown(totalsOf(true, [["100", "21", "reverse_charge"]])).groups).toEqual([["0", "100", "0", "100"]])
  })
})

it("shows reverse charge and exempt with 0 % in groups of their own", () => {
  const result = totalsOf(false, [
    ["100", "21"],
    ["50", "21", "reverse_charge"],
    ["25", "0", "exempt"],
    ["100", "21.000"],
    ["10", "0"],
  ])
  expect(shown(result)).toMatchObject({
    groups: [
      ["21", "200", "42", "242"],
      ["0", "50", "0", "50"],
      ["0", "25", "0", "25"],
      ["0", "10", "0", "10"],
    ],
    totals: ["285", "42", "327"],
  })
  expect(new Set(result.groups.map(group => group.key)).size).toBe(4)
})

it("rounds to whole yen and to thousandths of a dinar", () => {
  expect(shown(totalsOf(false, [["105", "10"]], 0)).groups).toEqual([["10", "105", "11", "116"]])
  expect(shown(totalsOf(false, [["1.005", "10"]], 3)).groups).toEqual([["10", "1.005", "0.101", "1.106"]])
})

it("is nothing for a document without lines", () => {
  expect(shown(totalsOf(false, []))).toEqual({ groups: [], lines: [], totals: ["0", "0", "0"] })
})
