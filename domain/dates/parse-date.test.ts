import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { formatDate } from "@/language/date-format"
import { addDays, dateOfDayNumber } from "./date"
import { parseDate } from "./parse-date"

const TODAY = "2026-11-22"
const read = (text: string) => {
  const parsed = parseDate(text, TODAY)
  return parsed.ok ? parsed.value : parsed.reason
}

describe("parseDate", () => {
  it.each([
    "20-11-2026",
    "20/11/2026",
    "20.11.2026",
    "20 11 2026",
    "20-11-26",
    "20-11",
    "2011",
    "20",
    "201126",
    "20112026",
    "20261120",
    "2026-11-20",
    "2026/11/20",
    "20 nov 2026",
    "20 Nov 2026",
    "20 NOV 26",
    "20 november 2026",
    "20 november",
    "20nov2026",
    "20-nov-2026",
    "20. nov. 2026",
    "November 20, 2026",
    "nov 20",
    " 20  nov  2026 ",
  ])("reads %s as 20 November 2026", text => {
    expect(read(text)).toBe("2026-11-20")
  })

  it.each([
    ["t", TODAY],
    ["V", TODAY],
    ["vandaag", TODAY],
    ["1 mrt 2026", "2026-03-01"],
    ["1 maart 2026", "2026-03-01"],
    ["1 mar 2026", "2026-03-01"],
    ["1 mei 2026", "2026-05-01"],
    ["1 may 2026", "2026-05-01"],
    ["1 okt 2026", "2026-10-01"],
    ["1 oct 2026", "2026-10-01"],
    ["3/4/2026", "2026-04-03"],
    ["1-1-75", "2075-01-01"],
    ["1-1-76", "1976-01-01"],
    ["29-2-28", "2028-02-29"],
  ])("reads %s as %s", (text, expected) => {
    expect(read(text)).toBe(expected)
  })

  it.each([
    ["", "empty"],
    ["  ", "empty"],
    ["31-11-2026", "no_such_day"],
    ["29-02-2026", "no_such_day"],
    ["11/20/2026", "no_such_day"],
    ["00", "no_such_day"],
    ["31", "no_such_day"],
    ["1-1-1899", "year_out_of_range"],
    ["1-1-2201", "year_out_of_range"],
    ["20-11/2026", "not_a_date"],
    ["20-11-202", "not_a_date"],
    ["1 foo 2026", "not_a_date"],
    ["morgen", "not_a_date"],
    ["20 november 2026 12:00", "not_a_date"],
    ["123", "not_a_date"],
  ])("refuses %s: %s", (text, reason) => {
    expect(read(text)).toBe(reason)
  })

  it.each([
    ["+7", 7],
    ["-3", -3],
    ["+0", 0],
  ])("%s counts from today", (text, days) => expect(read(text)).toBe(addDays(TODAY, days)))

  it("w45 is the Monday of that week of this year", () => {
    expect(parseDate("w45", "2026-11-29")).toEqual({ ok: true, value: "2026-11-02" })
    expect(parseDate("W1", "2026-11-29")).toEqual({ ok: true, value: "2025-12-29" })
    expect(parseDate("w53", "2026-11-29")).toEqual({ ok: true, value: "2026-12-28" })
    expect(parseDate("w53", "2025-11-29")).toEqual({ ok: false, reason: "no_such_day" })
    expect(parseDate("w0", "2025-11-29")).toEqual({ ok: false, reason: "no_such_day" })
    expect(parseDate("+9999", "2199-11-29")).toEqual({ ok: false, reason: "year_out_of_range" })
  })

  it("never throws", () => {
    const dateLike = fc.string({ unit: fc.constantFrom(..."0123456789-/. novmeit") })
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), dateLike), text => {
        const parsed = parseDate(text, TODAY)
        if (parsed.ok) expect(parsed.value).toMatch(/^\d{4}-\d{2}-\d{2}$/u)
      }),
      { numRuns: 2000 },
    )
  })

  it("reads back what is shown, in both languages, with and without separators", () => {
    fc.assert(
      fc.property(fc.integer({ min: -25_567, max: 84_370 }).map(dateOfDayNumber), date => {
        const dutch = formatDate(date, "nl")
        for (const text of [date, dutch, formatDate(date, "en"), date.replaceAll("-", ""), dutch.replaceAll("-", "")]) {
          expect(parseDate(text, TODAY)).toEqual({ ok: true, value: date })
        }
      }),
      { numRuns: 1000 },
    )
  })
})

it("shows dates in the reader's way", () => {
  expect(formatDate("2026-03-05", "nl")).toBe("05-03-2026")
  expect(formatDate("2026-03-05", "en")).toBe("5 Mar 2026")
})
