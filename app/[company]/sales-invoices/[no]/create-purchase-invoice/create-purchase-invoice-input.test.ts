import { expect, test } from "vitest"
import { toPlain } from "@/domain/money/decimal"
import type { Language } from "@/language/language"
import { readCreatePurchaseInvoiceInput } from "./create-purchase-invoice-input"

function costs(language: Language, cost: string, shown: string) {
  const form = new FormData()
  form.set("lines.1.cost", cost)
  form.set("lines.1.shown", shown)
  const { edits, issues } = readCreatePurchaseInvoiceInput(form, language)
  const { typedUnitCost, costDecimals } = edits.get(1)!
  return issues[0]?.code ?? [typedUnitCost && toPlain(typedUnitCost), costDecimals]
}

test("shown and typed cost are that of as many units as stood beside them", () => {
  const per = (text: string) => {
    const form = new FormData()
    form.set("lines.1.cost", "60")
    form.set("lines.1.shown", "61.232374")
    form.set("lines.1.per", text)
    const { typedUnitCost, shownUnitCost, pricePer } = readCreatePurchaseInvoiceInput(form, "en").edits.get(1)!
    return [typedUnitCost, shownUnitCost, pricePer].map(value => value && toPlain(value))
  }
  expect(per("1000")).toEqual(["60", "61.232374", "1000"])
  expect(per("12")).toEqual(["60", "61.232374", undefined])
})

test("a cost is read with the decimals it was typed with, for the vendor's currency to allow", () => {
  expect(costs("en", "1.2500", "3")).toEqual(["1.25", 4])
  expect(costs("nl", "1,2500", "3")).toEqual(["1.25", 4])
  expect(costs("nl", "1.250", "3")).toEqual(["1250", 0])
  expect(costs("en", "3.00", "3")).toEqual([undefined, 2])
  expect(costs("nl", "0,061232374", "3")).toEqual(["0.061232374", 9])
  expect(costs("en", "1.12345678901", "3")).toBe("number_too_many_decimals")
})
