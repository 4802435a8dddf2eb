import fc from "fast-check"
import { describe, expect, it } from "vitest"
import type { Language } from "@/language/language"
import { compareDates, dateOfDayNumber, weekday } from "./date"
import {
  applyDateFormula,
  type DateFormula,
  MAX_FORMULA_LENGTH,
  parseDateFormula,
  printDateFormula,
} from "./date-formula"
import type { DateTerm, PeriodUnit } from "./date-term"

function formula(text: string, language: Language = "en"): DateFormula {
  const parsed = parseDateFormula(text, language)
  if (!parsed.ok) throw new Error(`${text}: ${parsed.reason} at ${parsed.position}`)
  return parsed.formula
}

const anyDate = fc.integer({ min: -25_567, max: 84_370 }).map(dateOfDayNumber)
const largest = { D: 9999, W: 999, M: 999, Q: 399, Y: 99 }
const unit = fc.constantFrom<PeriodUnit>("D", "W", "M", "Q", "Y")
const sign = fc.constantFrom<1 | -1>(1, -1)
const term: fc.Arbitrary<DateTerm> = fc.oneof(
  unit.chain(of =>
    fc.record({
      sign,
      kind: fc.constant("offset" as const),
      count: fc.integer({ min: 1, max: largest[of] }),
      unit: fc.constant(of),
    }),
  ),
  fc.record({ sign, kind: fc.constant("current" as const), unit }),
  fc.record({ sign, kind: fc.constant("dayOfMonth" as const), day: fc.integer({ min: 1, max: 31 }) }),
  fc.record({ sign, kind: fc.constant("weekday" as const), weekday: fc.integer({ min: 1, max: 7 }) }),
)
const anyFormula = fc
  .array(term, { maxLength: 6 })
  .filter(terms => printDateFormula(terms).length <= MAX_FORMULA_LENGTH)

describe("worked examples", () => {
  it.each([
    ["", "2026-11-22", "2026-11-22"],
    ["30D", "2026-11-22", "2026-12-22"],
    ["2W", "2026-11-22", "2026-12-06"],
    ["-1W", "2026-11-22", "2026-11-15"],
    ["1M", "2026-01-31", "2026-02-28"],
    ["1Q", "2026-11-30", "2027-02-28"],
    ["1Y", "2028-02-29", "2029-02-28"],
    ["1M+CM", "2026-01-31", "2026-02-28"],
    ["CM+15D", "2026-11-22", "2026-12-15"],
    ["CM+1M", "2026-11-22", "2026-12-30"],
    ["CD", "2026-11-22", "2026-11-22"],
    ["CW", "2026-11-18", "2026-11-22"],
    ["CW", "2026-11-22", "2026-11-22"],
    ["-CW", "2026-11-22", "2026-11-16"],
    ["CM", "2026-02-10", "2026-02-28"],
    ["-CM", "2026-11-22", "2026-11-01"],
    ["CQ", "2026-11-22", "2026-12-31"],
    ["-CQ", "2026-11-22", "2026-10-01"],
    ["CY", "2026-11-22", "2026-12-31"],
    ["-CY", "2026-11-22", "2026-01-01"],
    ["1Y-1M", "2026-11-22", "2027-10-22"],
    ["-1M-CM", "2026-03-31", "2026-02-01"],
    ["D15", "2026-11-14", "2026-11-15"],
    ["D15", "2026-11-15", "2026-12-15"],
    ["D15", "2026-12-22", "2027-01-15"],
    ["-D15", "2026-11-22", "2026-11-15"],
    ["-D15", "2026-11-15", "2026-10-15"],
    ["D31", "2026-01-31", "2026-02-28"],
    ["D31", "2026-02-28", "2026-03-31"],
    ["-D31", "2026-03-31", "2026-02-28"],
    // 22 November 2026 is a Sunday.
    ["WD2", "2026-11-22", "2026-11-24"],
    ["WD7", "2026-11-22", "2026-11-29"],
    ["-WD7", "2026-11-22", "2026-11-15"],
    ["-WD1", "2026-11-22", "2026-11-16"],
    // Microsoft's own examples for CalcDate, whose reference date is Tuesday 21 May 1996.
    ["CQ+1M-10D", "1996-05-21", "1996-07-20"],
    ["-WD2", "1996-05-21", "1996-05-14"],
    ["CM+30D", "1996-05-21", "1996-06-30"],
    // First Monday of the next quarter.
    ["3M-CQ+WD1", "2021-06-15", "2021-07-05"],
  ])("%s from %s is %s", (text, from, to) => {
    expect(applyDateFormula(formula(text), from)).toBe(to)
  })

  it.each([
    ["lm+30d", "CM+30D"],
    ["1M + LM", "1M+CM"],
    ["-1j", "-1Y"],
    ["LK", "CQ"],
    ["2k", "2Q"],
    ["-WD1", "-WD1"],
    ["1Y", "1Y"],
    ["CM", "CM"],
  ])("a Dutch %s is stored as %s", (typed, stored) => {
    expect(printDateFormula(formula(typed, "nl"))).toBe(stored)
  })

  it("takes a term without a sign forward, and any case, spaces or minus sign", () => {
    expect(printDateFormula(formula(" +1m 15d "))).toBe("1M+15D")
    expect(printDateFormula(formula("\u22121 W"))).toBe("-1W")
    expect(printDateFormula(formula("030D"))).toBe("30D")
  })
})

describe("errors", () => {
  it.each([
    ["30", 3, "incomplete"],
    ["1M+", 4, "incomplete"],
    ["D", 2, "incomplete"],
    ["C", 2, "incomplete"],
    ["1M++1D", 4, "incomplete"],
    ["1C", 2, "incomplete"],
    ["3X", 2, "unexpected_character"],
    ["1M+LM", 4, "unexpected_character"],
    ["<1M>", 1, "unexpected_character"],
    ["1.5D", 2, "unexpected_character"],
    ["1M+2WD", 4, "unsupported_term"],
    ["CWD", 1, "unsupported_term"],
    ["M6", 1, "unsupported_term"],
    ["1M W10", 4, "unsupported_term"],
    ["D32", 2, "no_such_day_of_month"],
    ["D0", 2, "no_such_day_of_month"],
    ["CM+WD8", 6, "no_such_weekday"],
    ["0D", 1, "number_out_of_range"],
    ["10000D", 1, "number_out_of_range"],
    ["100Y", 1, "number_out_of_range"],
    ["1D+1D+1D+1D+1D+1D+1D+1D+1D+1D+1D+1D", 33, "too_long"],
  ])("%s fails at %i: %s", (text, position, reason) => {
    expect(parseDateFormula(text)).toEqual({ ok: false, position, reason })
  })

  it("are answers, never exceptions, whatever is typed", () => {
    const formulaLike = fc.string({ unit: fc.constantFrom(..."0123459DWMQYCKJL+- x"), maxLength: 40 })
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: "binary" }), formulaLike),
        fc.constantFrom("en" as const, "nl" as const),
        (text, language) => {
          const parsed = parseDateFormula(text, language)
          if (parsed.ok) expect(formula(printDateFormula(parsed.formula))).toEqual(parsed.formula)
          else expect(parsed.position >= 1 && parsed.position <= [...text].length + 1).toBe(true)
        },
      ),
      { numRuns: 5000 },
    )
  })
})

describe("properties", () => {
  it("what is printed is read back, in both languages", () => {
    fc.assert(
      fc.property(anyFormula, terms => {
        expect(formula(printDateFormula(terms))).toEqual(terms)
        expect(formula(printDateFormula(terms, "nl"), "nl")).toEqual(terms)
      }),
      { numRuns: 1000 },
    )
  })

  it("a later date never leads to an earlier one", () => {
    fc.assert(
      fc.property(anyFormula, anyDate, anyDate, (terms, a, b) => {
        const [earlier, later] = a <= b ? [a, b] : [b, a]
        expect(compareDates(applyDateFormula(terms, earlier), applyDateFormula(terms, later))).toBeLessThanOrEqual(0)
      }),
      { numRuns: 2000 },
    )
  })

  it("every formula that can be read leads to a date", () => {
    fc.assert(
      fc.property(anyFormula, anyDate, (terms, date) => {
        expect(applyDateFormula(terms, date)).toMatch(/^\d{4}-\d{2}-\d{2}$/u)
      }),
      { numRuns: 2000 },
    )
    for (const text of ["99Y+99Y+99Y+99Y+99Y+99Y+99Y+99Y", "-99Y-99Y-99Y-99Y-99Y-99Y-99Y-99Y"]) {
      for (const date of ["1900-01-01", "2200-12-31"]) {
        expect(applyDateFormula(formula(text), date)).toMatch(/^\d{4}-/u)
      }
    }
  })

  it("weekdays and days of the month are met, and never today", () => {
    fc.assert(
      fc.property(
        anyDate,
        sign,
        fc.integer({ min: 1, max: 7 }),
        fc.integer({ min: 1, max: 28 }),
        (date, way, wanted, day) => {
          const onWeekday = applyDateFormula([{ sign: way, kind: "weekday", weekday: wanted }], date)
          expect(weekday(onWeekday)).toBe(wanted)
          expect(compareDates(onWeekday, date)).toBe(way)
          const onDay = applyDateFormula([{ sign: way, kind: "dayOfMonth", day }], date)
          expect(Number(onDay.slice(8))).toBe(day)
          expect(compareDates(onDay, date)).toBe(way)
        },
      ),
    )
  })

  it("the end of a period is reached once", () => {
    fc.assert(
      fc.property(anyDate, unit, sign, (date, of, way) => {
        const once: DateTerm = { sign: way, kind: "current", unit: of }
        expect(applyDateFormula([once, once], date)).toBe(applyDateFormula([once], date))
      }),
    )
  })
})
