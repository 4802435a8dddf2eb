import fc from "fast-check"
import { describe, expect, it } from "vitest"
import {
  addDays,
  addMonths,
  compareDates,
  dateOfDayNumber,
  dayNumber,
  daysBetween,
  endOfMonth,
  endOfQuarter,
  endOfWeek,
  endOfYear,
  isValidDate,
  startOfFiscalYear,
  startOfMonth,
  startOfQuarter,
  startOfWeek,
  startOfYear,
  today,
  weekday,
} from "./date"

/** Days since 1970-01-01 of 1900-01-01 and 2200-12-31. */
const anyDate = fc.integer({ min: -25_567, max: 84_370 }).map(dateOfDayNumber)

describe("dates", () => {
  it("agree with the platform's calendar on every day from 1900 to 2200", () => {
    for (let days = -25_567; days <= 84_370; days += 1) {
      const platform = new Date(days * 86_400_000)
      const date = platform.toISOString().slice(0, 10)
      if (dateOfDayNumber(days) !== date || dayNumber(date) !== days || weekday(date) !== (platform.getUTCDay() || 7)) {
        expect.fail(`${date} is not day ${days}`)
      }
    }
    expect(dateOfDayNumber(-25_567)).toBe("1900-01-01")
    expect(dateOfDayNumber(84_370)).toBe("2200-12-31")
  })

  it.each([
    ["2026-02-28", true],
    ["2026-02-29", false],
    ["2028-02-29", true],
    ["2100-02-29", false],
    ["2000-02-29", true],
    ["2026-13-01", false],
    ["2026-00-10", false],
    ["2026-04-31", false],
    ["2026-4-3", false],
    ["1899-12-31", false],
    ["1900-01-01", true],
    ["2200-12-31", true],
    ["2201-01-01", false],
    ["2026-11-22T00:00", false],
    ["", false],
  ])("%s is a date: %s", (text, valid) => {
    expect(isValidDate(text)).toBe(valid)
  })

  it.each([
    ["2026-01-31", 1, "2026-02-28"],
    ["2028-01-31", 1, "2028-02-29"],
    ["2026-11-30", 3, "2027-02-28"],
    ["2026-03-31", -1, "2026-02-28"],
    ["2026-01-15", -1, "2025-12-15"],
    ["2026-12-15", 1, "2027-01-15"],
    ["2028-02-29", 12, "2029-02-28"],
    ["2026-11-22", 0, "2026-11-22"],
  ])("%s and %i months is %s", (date, months, expected) => {
    expect(addMonths(date, months)).toBe(expected)
  })

  it("find the ends of periods", () => {
    expect(startOfWeek("2026-11-22")).toBe("2026-11-16")
    expect(endOfWeek("2026-11-22")).toBe("2026-11-22")
    expect(endOfWeek("2026-12-31")).toBe("2027-01-03")
    expect(endOfMonth("2028-02-01")).toBe("2028-02-29")
    expect(startOfMonth("2026-11-22")).toBe("2026-11-01")
    expect(startOfQuarter("2026-11-22")).toBe("2026-10-01")
    expect(endOfQuarter("2026-05-31")).toBe("2026-06-30")
    expect(startOfYear("2026-11-22")).toBe("2026-01-01")
    expect(endOfYear("2026-11-22")).toBe("2026-12-31")
    expect(startOfFiscalYear("2026-11-22", 1)).toBe("2026-01-01")
    expect(startOfFiscalYear("2026-06-30", 7)).toBe("2025-07-01")
    expect(startOfFiscalYear("2026-07-01", 7)).toBe("2026-07-01")
  })

  it("add and count days consistently", () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -100_000, max: 100_000 }), (date, days) => {
        const moved = addDays(date, days)
        expect(daysBetween(date, moved)).toBe(days)
        expect(Math.sign(compareDates(moved, date))).toBe(Math.sign(days))
      }),
    )
  })

  it("keep the day of the month, or the last, when months are added", () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -600, max: 600 }), (date, months) => {
        const moved = addMonths(date, months)
        expect(
          moved.slice(8) === date.slice(8) || (moved === endOfMonth(moved) && moved.slice(8) < date.slice(8)),
        ).toBe(true)
      }),
    )
  })

  it("know what day it is in a time zone, not on the server", () => {
    const moment = new Date("2026-11-22T23:30:00Z")
    expect(today("Europe/Amsterdam", moment)).toBe("2026-11-23")
    expect(today("America/New_York", moment)).toBe("2026-11-22")
    expect(today("Pacific/Kiritimati", moment)).toBe("2026-11-23")
    expect(() => today("Europe/Utrecht", moment)).toThrow(RangeError)
  })
})
