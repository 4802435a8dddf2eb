import { expect, test } from "vitest"
import { calendarPeriodsOf, fiscalYearOf, monthNamed, monthsOf, periodBetween } from "./period"

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

test.each([
  ["2026-01-01", "2026-12-31", ["12 2026-01-01"]],
  ["2026-04-01", "2027-03-31", ["3 2026-04-01", "3 2026-07-01", "3 2026-10-01", "3 2027-01-01"]],
  ["2025-12-01", "2026-05-31", ["1 2025-12-01", "3 2026-01-01", "1 2026-04-01", "1 2026-05-01"]],
  ["2026-02-01", "2026-02-28", ["1 2026-02-01"]],
] as const)("from %s to %s is made of years, quarters and months of the calendar", (from, to, expected) => {
  expect(calendarPeriodsOf({ from, to }).map(({ months, begins }) => `${months} ${begins}`)).toEqual(expected)
})
