import { expect, test } from "vitest"
import { dateFields, isAmount, numberFields } from "@/domain/purchase-documents/header"
import { inCurrency, type Reader, readHeader, readLine } from "./reader"

const currencies = [
  { code: "EUR", amountDecimals: 2, unitAmountDecimals: 5 },
  { code: "JPY", amountDecimals: 0, unitAmountDecimals: 2 },
  { code: "KWD", amountDecimals: 3, unitAmountDecimals: 6 },
]
const english: Reader = {
  language: "en",
  today: "2026-11-29",
  priceField: "directUnitCost",
  amountDecimals: 2,
  unitAmountDecimals: 5,
  currencyCode: "EUR",
  currencies,
}
const kinds = { dates: dateFields, numbers: numberFields, isAmount }
const header = (typed: Record<string, string>) => {
  const read = readHeader(typed, kinds, inCurrency(english, typed.currencyCode))
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

test("a cost is read with the decimals of the currency that the form says", () => {
  const cost = (code: string) =>
    readLine({ id: "1", type: "item", values: { directUnitCost: "0.123456" } }, inCurrency(english, code)).issues
  expect(cost("EUR").map(({ code }) => code)).toEqual(["number_too_many_decimals"])
  expect(cost("KWD")).toEqual([])
})
