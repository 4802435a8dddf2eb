import { expect, test } from "vitest"
import { fiscalYearOf, monthNamed, monthsOf, periodBetween } from "./period"

const place = { today: "2026-11-20", startMonth: 4 }

test.each([
  [undefined, undefined, "2026-04-01", "2027-03-31"],
  ["2026-02-01", undefined, "2026-02-01", "2026-02-28"],
  [undefined, "2026-02-01", "2026-02-01", "2026-02-28"],
  ["2026-01-01", "2026-03-01", "2026-01-01", "2026-03-31"],
  ["2026-03-01", "2026-01-01", "2026-01-01", "2026-03-31"],
  ["2020-01-01", "2026-03-01", "2024-04-01", "2026-03-31"],
])("between %s and %s: %s to %s", (one, other, from, to) => {
  expect(periodBetween(one, other, place)).toEqual({ from, to })
})

test("what is no month is as if it were not there", () => {
  expect(["2026-13", "2026-1", "soon", "", undefined].map(monthNamed)).toEqual(Array(5).fill(undefined))
  expect(monthNamed("2026-02")).toBe("2026-02-01")
})

test("a fiscal year has twelve months", () => {
  expect(monthsOf(fiscalYearOf("2026-02-10", 4))).toHaveLength(12)
})
