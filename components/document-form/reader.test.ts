import { expect, test } from "vitest"
import { purchaseHeader } from "@/domain/purchase-documents/purchase-header"
import { readHeader } from "./header-texts"
import { inCurrency, type Reader, readLine } from "./reader"

const currencies = [
  { code: "EUR", amountDecimals: 2 },
  { code: "JPY", amountDecimals: 0 },
  { code: "KWD", amountDecimals: 3 },
]
const english: Reader = {
  language: "en",
  today: "2026-11-29",
  priceField: "directUnitCost",
  amountDecimals: 2,
  currencyCode: "EUR",
  currencies,
}
const header = (typed: Record<string, string>) => {
  const read = readHeader(purchaseHeader, typed, inCurrency(english, typed.currencyCode))
  return read.issues[0]?.code ?? read.header
}

test("amounts of a header are read with the decimals of the currency that stands beside them, a percentage is not one", () => {
  expect(header({ controlAmountIncludingVat: "1.250" })).toBe("amount_too_many_decimals")
  expect(header({ controlVatAmount: "1,250.50" })).toEqual({ controlVatAmount: "1250.5" })
  expect(header({ currencyCode: "KWD", controlVatAmount: "1.250" })).toMatchObject({ controlVatAmount: "1.25" })
  expect(header({ currencyCode: "JPY", controlVatAmount: "12.5" })).toBe("amount_too_many_decimals")
  const discount = (invoiceDiscountCalculation: string) =>
    header({ invoiceDiscountCalculation, invoiceDiscountValue: "1.250" })
  expect(discount("amount")).toBe("amount_too_many_decimals")
  expect(discount("percent")).toMatchObject({ invoiceDiscountValue: "1.25" })
})

test("a cost is read with the decimals it was typed with, for the currency that it is saved in", () => {
  const cost = (directUnitCost: string) => {
    const { line, issues } = readLine({ id: "1", type: "item", values: { directUnitCost } }, english)
    return issues[0]?.code ?? [line.values.price, line.priceDecimals]
  }
  expect(["1.250", "1,250", "58.12345", "0.12345678901"].map(cost)).toEqual([
    ["1.25", 3],
    ["1250", 0],
    ["58.12345", 5],
    "number_too_many_decimals",
  ])
})
