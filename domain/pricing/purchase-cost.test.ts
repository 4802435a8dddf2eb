import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { Decimal, toPlain } from "@/domain/money/decimal"
import { type CostLine, type CostTerms, directUnitCostFinder, type PurchasePrice } from "./purchase-cost"

const decimal = (text: string | number) => new Decimal(text)

/** The item is counted in pieces and also comes in boxes of 12 and pallets of 480. */
const unitsOfMeasure = new Map([
  [
    "1000",
    new Map([
      ["PCS", decimal(1)],
      ["BOX", decimal(12)],
      ["PALLET", decimal(480)],
    ]),
  ],
])

function price(
  directUnitCost: string,
  given: Partial<Omit<PurchasePrice, "directUnitCost" | "minimumQuantity" | "pricePer">> & {
    from?: string
    per?: 1 | 100 | 1000
  } = {},
) {
  const { from = "0", per = 1, ...rest } = given
  const row: PurchasePrice = {
    itemNo: "1000",
    unitOfMeasureCode: "",
    currencyCode: "EUR",
    startingDate: null,
    endingDate: null,
    ...rest,
    minimumQuantity: decimal(from),
    directUnitCost: decimal(directUnitCost),
    pricePer: decimal(per),
  }
  return row
}

function find(prices: PurchasePrice[], line: Partial<CostLine> = {}, terms: Partial<CostTerms> = {}) {
  const unitOfMeasureCode = line.unitOfMeasureCode ?? "PCS"
  return directUnitCostFinder({
    date: "2026-11-22",
    currencyCode: "EUR",
    companyCurrencyCode: "EUR",
    exchangeRate: null,
    unitAmountDecimals: 5,
    pricesIncludingVat: false,
    prices,
    unitsOfMeasure,
    ...terms,
  })({
    itemNo: "1000",
    quantity: decimal(10),
    pricePer: decimal(1),
    unitOfMeasureCode,
    qtyPerUnitOfMeasure: unitsOfMeasure.get("1000")?.get(unitOfMeasureCode) ?? decimal(1),
    lastDirectCost: decimal("9.50"),
    vatPercent: decimal(21),
    vatCalculationType: "normal",
    ...line,
  })
}

const cost = (...given: Parameters<typeof find>) => toPlain(find(...given).directUnitCost)

/** 1.10 dollars are a euro: 100 dollars are 90.909… euro. */
const dollars = {
  currencyCode: "USD",
  exchangeRate: { exchangeRateAmount: decimal("1.1"), relationalExchangeRateAmount: decimal(1) },
}

describe("price list", () => {
  it("gives the lowest applicable price and says where it stands", () => {
    const found = find([
      price("8"),
      price("7.5", { from: "10", startingDate: "2026-01-01" }),
      price("6", { from: "11" }),
    ])
    expect(toPlain(found.directUnitCost)).toBe("7.5")
    expect(found.source).toEqual({
      kind: "price_list",
      unitOfMeasureCode: "",
      minimumQuantity: decimal(10),
      startingDate: "2026-01-01",
      endingDate: null,
    })
  })

  it("holds from its first to its last day", () => {
    const season = [price("5", { startingDate: "2026-11-01", endingDate: "2026-11-30" })]
    for (const [date, expected] of [
      ["2026-10-31", "9.5"],
      ["2026-11-01", "5"],
      ["2026-11-30", "5"],
      ["2026-12-01", "9.5"],
    ] as const) {
      expect(cost(season, {}, { date })).toBe(expected)
    }
  })

  it("is another item's, or free of charge: no price", () => {
    expect(cost([price("5", { itemNo: "2000" }), price("0")])).toBe("9.5")
  })

  it("counts the minimum of a blank unit in base units", () => {
    const fromHundred = [price("5", { from: "100" })]
    expect(cost(fromHundred, { unitOfMeasureCode: "BOX", quantity: decimal(9) })).toBe("60")
    expect(cost(fromHundred, { unitOfMeasureCode: "BOX", quantity: decimal(8) })).toBe("114")
    expect(cost(fromHundred, { quantity: decimal(-100) })).toBe("5")
  })

  it("takes a price in the line's unit as it stands", () => {
    expect(find([price("50", { unitOfMeasureCode: "BOX" })], { unitOfMeasureCode: "BOX" })).toMatchObject({
      directUnitCost: decimal(50),
      source: expect.not.objectContaining({ convertedFrom: expect.anything() }),
    })
  })

  it("converts a price in another unit of the item, if there is none in the line's or the base unit", () => {
    const boxes = price("50", { unitOfMeasureCode: "BOX" })
    const found = find([boxes])
    expect(toPlain(found.directUnitCost)).toBe("4.16667")
    expect(found.source).toMatchObject({
      convertedFrom: { unitOfMeasureCode: "BOX", qtyPerUnitOfMeasure: decimal(12) },
    })
    expect(cost([boxes, price("4.50")])).toBe("4.5")
    expect(cost([boxes], { unitOfMeasureCode: "PALLET" })).toBe("2000")
    expect(cost([price("50", { unitOfMeasureCode: "BOX", from: "2" })], { quantity: decimal(23) })).toBe("9.5")
    expect(cost([price("50", { unitOfMeasureCode: "BOX", from: "2" })], { quantity: decimal(24) })).toBe("4.16667")
    expect(cost([price("50", { unitOfMeasureCode: "DRUM" })])).toBe("9.5")
  })

  it("prefers the document's currency, whatever the amount, and converts the company's otherwise", () => {
    expect(cost([price("5"), price("8", { currencyCode: "USD" })], {}, dollars)).toBe("8")
    const found = find([price("5")], {}, dollars)
    expect(toPlain(found.directUnitCost)).toBe("5.5")
    expect(found.source).toMatchObject({ kind: "price_list", currencyConvertedFrom: "EUR" })
    expect(cost([price("5", { currencyCode: "GBP" })], {}, dollars)).toBe("10.45")
    expect(cost([price("5", { currencyCode: "USD" })])).toBe("9.5")
  })

  it("comes for as many units as it is printed for, to its last decimal, and is compared for one", () => {
    const thousand = price("61.232374", { per: 1000 })
    const answer = (prices: PurchasePrice[], line: Partial<CostLine> = {}) => {
      const { directUnitCost, pricePer } = find(prices, { pricePer: null, ...line })
      return [toPlain(directUnitCost), toPlain(pricePer)]
    }
    expect(answer([thousand])).toEqual(["61.232374", "1000"])
    expect(answer([thousand, price("0.061232373")])).toEqual(["0.061232373", "1"])
    expect(answer([thousand, price("0.061232375")])).toEqual(["61.232374", "1000"])
    expect(answer([thousand, price("6.1", { per: 100 })])).toEqual(["6.1", "100"])
    // Asked for one it says the same of one, and loses nothing.
    expect(answer([thousand], { pricePer: decimal(1) })).toEqual(["0.061232374", "1"])
    // Of another unit or currency it is worked out, and rounded as that.
    expect(answer([thousand], { unitOfMeasureCode: "BOX" })).toEqual(["734.78849", "1000"])
    expect(answer([])).toEqual(["9.5", "1"])
  })

  it("is in the vendor's own form: VAT is not added to it", () => {
    expect(cost([price("12.10")], {}, { pricesIncludingVat: true })).toBe("12.1")
  })
})

describe("last direct cost", () => {
  it("is converted to the unit and the currency, and grossed up for prices including VAT", () => {
    const found = find([], { unitOfMeasureCode: "BOX" }, { ...dollars, pricesIncludingVat: true })
    // 9.50 × 12 × 1.1 × 1.21
    expect(toPlain(found.directUnitCost)).toBe("151.734")
    expect(found.source).toEqual({
      kind: "last_direct_cost",
      convertedFrom: { unitOfMeasureCode: "", qtyPerUnitOfMeasure: decimal(1) },
      currencyConvertedFrom: "EUR",
      vatAdded: decimal(21),
    })
  })

  it("bears no VAT under reverse charge", () => {
    expect(cost([], { vatCalculationType: "reverse_charge" }, { pricesIncludingVat: true })).toBe("9.5")
  })

  it("is rounded once, to the currency's decimals of a unit cost", () => {
    expect(cost([], { lastDirectCost: decimal("0.0449") }, { ...dollars, unitAmountDecimals: 2 })).toBe("0.05")
  })

  it("of nothing means that there is no cost", () => {
    expect(find([], { lastDirectCost: decimal(0) })).toMatchObject({
      directUnitCost: decimal(0),
      source: { kind: "none" },
    })
  })
})

it("will not guess an exchange rate", () => {
  expect(() => find([], {}, { currencyCode: "USD" })).toThrow("no exchange rate for USD")
})

describe("properties", () => {
  const row = fc
    .record({
      cents: fc.integer({ min: 1, max: 5000 }),
      from: fc.integer({ min: 0, max: 60 }),
      unit: fc.constantFrom("", "PCS", "BOX", "PALLET"),
      starts: fc.constantFrom(null, "2026-01-01", "2027-01-01"),
      ends: fc.constantFrom(null, "2025-12-31", "2026-12-31"),
    })
    .map(of =>
      price((of.cents / 100).toFixed(2), {
        from: String(of.from),
        unitOfMeasureCode: of.unit,
        startingDate: of.starts,
        endingDate: of.ends,
      }),
    )
  const line = fc.record({
    quantity: fc.integer({ min: 1, max: 600 }).map(decimal),
    unitOfMeasureCode: fc.constantFrom("PCS", "BOX", "PALLET"),
  })

  it("the order of the rows makes no difference to the cost", () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 12 }), line, (rows, of) => {
        expect(cost([...rows].reverse(), of)).toBe(cost(rows, of))
      }),
    )
  })

  it("buying more is never dearer where all prices are in one unit", () => {
    const baseRows = fc.array(
      row.map(of => ({ ...of, unitOfMeasureCode: "" })),
      { minLength: 1, maxLength: 12 },
    )
    fc.assert(
      fc.property(baseRows, line, fc.integer({ min: 1, max: 500 }), (rows, of, more) => {
        const few = find([...rows, price("99")], of)
        const many = find([...rows, price("99")], { ...of, quantity: of.quantity.plus(more) })
        expect(many.directUnitCost.lte(few.directUnitCost)).toBe(true)
      }),
    )
  })

  it("no applicable price in the line's or the base unit undercuts the one found", () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 12 }), line, (rows, of) => {
        const qtyPer = unitsOfMeasure.get("1000")!.get(of.unitOfMeasureCode)!
        const found = find(rows, of)
        const eligible = rows.filter(
          r =>
            (r.unitOfMeasureCode === "" || r.unitOfMeasureCode === of.unitOfMeasureCode) &&
            (r.startingDate ?? "") <= "2026-11-22" &&
            (r.endingDate ?? "9999") >= "2026-11-22" &&
            r.minimumQuantity.lte(r.unitOfMeasureCode === "" ? of.quantity.times(qtyPer) : of.quantity),
        )
        for (const r of eligible) {
          const perLineUnit = r.unitOfMeasureCode === "" ? r.directUnitCost.times(qtyPer) : r.directUnitCost
          expect(found.directUnitCost.lte(perLineUnit)).toBe(true)
        }
        if (eligible.length > 0) expect(found.source.kind).toBe("price_list")
      }),
    )
  })
})
