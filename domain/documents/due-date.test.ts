import { expect, it } from "vitest"
import { dueDates } from "./due-date"

it.each([
  ["30D", "8D", "2026-12-22", "2026-11-30"],
  ["1M+CM", "", "2026-12-31", "2026-11-22"],
  ["CM+15D", "CM", "2026-12-15", "2026-11-30"],
  ["", "", "2026-11-22", "2026-11-22"],
])(
  "terms of %s and %s, from 22 November 2026: due %s, discount until %s",
  (due, discount, dueDate, pmtDiscountDate) => {
    expect(dueDates("2026-11-22", { dueDateCalculation: due, discountDateCalculation: discount })).toEqual({
      dueDate,
      pmtDiscountDate,
    })
  },
)

it("is the document date without terms", () => {
  expect(dueDates("2026-11-22", null)).toEqual({ dueDate: "2026-11-22", pmtDiscountDate: "2026-11-22" })
})

it("does not hide a damaged row of the setup", () => {
  expect(() => dueDates("2026-11-22", { dueDateCalculation: "30", discountDateCalculation: "" })).toThrow(/'30'/u)
})
