import fc from "fast-check"
import { expect, test } from "vitest"
import { workOutAmounts } from "@/domain/documents/draft-amounts"
import { emptyLine } from "@/domain/documents/empty-line"
import type { DraftLine } from "@/domain/documents/line-fields"
import { Decimal, sum, toPlain, ZERO } from "@/domain/money/decimal"
import { amountOfQuantity, creditedLine } from "./credited-line"

/** A line of an item as it was posted, and the thousandths of its quantity that credit memos take one after the other. */
const cases = fc
  .record({
    quantity: fc.integer({ min: 2, max: 5000 }),
    price: fc.integer({ min: 0, max: 10_000_000 }).map(units => toPlain(new Decimal(units).div(10_000))),
    pricePer: fc.constantFrom("1", "100", "1000"),
    percent: fc.constantFrom("0", "0", "0.01", "7", "33.33333", "99.9", "100"),
    decimals: fc.constantFrom(0, 2, 3),
    difference: fc.constantFrom("0", "0", "0.05"),
    cuts: fc.array(fc.integer({ min: 1, max: 4999 }), { maxLength: 6 }),
    sign: fc.constantFrom(1, -1),
  })
  .map(({ quantity, cuts, sign, percent, difference, ...rest }) => {
    const ends = [...new Set(cuts.filter(cut => cut < quantity))].sort((a, b) => a - b)
    const parts = [...ends, quantity].map((end, index) =>
      toPlain(new Decimal(end - (ends[index - 1] ?? 0)).times(sign).div(10)),
    )
    const line: DraftLine = {
      ...emptyLine(1, "item"),
      no: "STOCK",
      quantity: toPlain(new Decimal(quantity).times(sign).div(10)),
      lineDiscountPercent: percent,
      vatPercent: "21",
      price: rest.price,
      pricePer: rest.pricePer,
    }
    const posted = workOutAmounts([line], { pricesIncludingVat: false, decimals: rest.decimals }).lines[0]!
    return {
      line: { ...posted, vatDifference: rest.decimals === 2 ? difference : "0" },
      parts,
      decimals: rest.decimals,
    }
  })

test("parts of a line add up to its line amount, to the cent, each at a discount that may be typed", () => {
  fc.assert(
    fc.property(cases, ({ line, parts, decimals }) => {
      let [takenQuantity, takenAmount] = [ZERO, ZERO]
      const drafts: DraftLine[] = []
      for (const part of parts) {
        const quantity = new Decimal(part)
        const left = {
          takenQuantity,
          takenAmount,
          quantity: new Decimal(line.quantity).minus(takenQuantity),
          amount: new Decimal(line.lineAmount).minus(takenAmount),
          takenBy: [],
        }
        const amount = amountOfQuantity(line, left, quantity, decimals)
        const credited = creditedLine(line, left, { quantity, amount }, decimals)
        const [draft] = workOutAmounts([credited], { pricesIncludingVat: false, decimals }).lines
        // What the draft works out is what was meant, and can be saved again.
        expect(draft!.lineAmount).toBe(toPlain(amount))
        expect(Number(draft!.lineDiscountPercent)).toBeGreaterThanOrEqual(0)
        expect(Number(draft!.lineDiscountPercent)).toBeLessThanOrEqual(100)
        drafts.push(draft!)
        takenQuantity = takenQuantity.plus(quantity)
        takenAmount = takenAmount.plus(draft!.lineAmount)
      }
      expect(toPlain(takenAmount)).toBe(line.lineAmount)
      if (!takenAmount.isZero()) {
        expect(toPlain(sum(drafts.map(draft => new Decimal(draft.vatDifference))))).toBe(line.vatDifference)
      }
    }),
    { numRuns: 2000 },
  )
})

test("an amount of an account is credited at the account's own cost where the quantity comes out even", () => {
  const line: DraftLine = { ...emptyLine(1, "gl_account"), no: "8450", quantity: "4", price: "25", lineAmount: "100" }
  const left = {
    takenQuantity: ZERO,
    takenAmount: ZERO,
    quantity: new Decimal(4),
    amount: new Decimal(100),
    takenBy: [],
  }
  const of = (amount: string) => creditedLine(line, left, { quantity: null, amount: new Decimal(amount) }, 2)
  expect(of("50")).toMatchObject({ quantity: "2", price: "25" })
  expect(of("33.33")).toMatchObject({ quantity: "1", price: "33.33" })
})
