import { expect, it } from "vitest"
import { Decimal, toPlain } from "@/domain/money/decimal"
import { lineDiscountFinder, type PurchaseLineDiscount } from "./line-discount"

function discount(percent: string, from = "0", given: Partial<PurchaseLineDiscount> = {}): PurchaseLineDiscount {
  return {
    itemNo: "1000",
    unitOfMeasureCode: "",
    currencyCode: "EUR",
    startingDate: null,
    endingDate: null,
    ...given,
    minimumQuantity: new Decimal(from),
    lineDiscountPercent: new Decimal(percent),
  }
}

function percentFor(
  discounts: PurchaseLineDiscount[],
  quantity: string,
  unitOfMeasureCode = "PCS",
  currencyCode = "EUR",
) {
  const find = lineDiscountFinder({ date: "2026-11-22", currencyCode, companyCurrencyCode: "EUR", discounts })
  const qtyPerUnitOfMeasure = new Decimal(unitOfMeasureCode === "BOX" ? 12 : 1)
  const line = { itemNo: "1000", quantity: new Decimal(quantity), unitOfMeasureCode, qtyPerUnitOfMeasure }
  return toPlain(find(line).lineDiscountPercent)
}

const tiers = [
  discount("2"),
  discount("5", "50"),
  discount("10", "100"),
  discount("50", "1", { endingDate: "2026-11-21" }),
]

it("finds the best discount that the quantity reaches on the date", () => {
  expect(percentFor(tiers, "49")).toBe("2")
  expect(percentFor(tiers, "50")).toBe("5")
  expect(percentFor(tiers, "-100")).toBe("10")
})

it("counts the minimum of a blank unit in base units", () => {
  expect(percentFor(tiers, "5", "BOX")).toBe("5")
})

it("keeps a discount on boxes to boxes", () => {
  const boxes = [discount("7", "2", { unitOfMeasureCode: "BOX" })]
  expect(percentFor(boxes, "2", "BOX")).toBe("7")
  expect(percentFor(boxes, "24", "PCS")).toBe("0")
})

it("takes those of the document's and the company's currency", () => {
  expect(percentFor([discount("3", "0", { currencyCode: "USD" }), discount("1")], "1", "PCS", "USD")).toBe("3")
  expect(percentFor([discount("3", "0", { currencyCode: "USD" })], "1")).toBe("0")
})

it("answers 0 and no source when nothing applies", () => {
  const find = lineDiscountFinder({
    date: "2026-11-22",
    currencyCode: "EUR",
    companyCurrencyCode: "EUR",
    discounts: [],
  })
  const line = {
    itemNo: "1000",
    quantity: new Decimal(1),
    unitOfMeasureCode: "PCS",
    qtyPerUnitOfMeasure: new Decimal(1),
  }
  expect(find(line)).toEqual({ lineDiscountPercent: new Decimal(0), source: null })
})
