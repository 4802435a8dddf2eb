import fc from "fast-check"
import { expect, test } from "vitest"
import { addDays, dateOfDayNumber } from "./date"
import { addWorkingDays, isWorkingDay, type WorkingCalendar, workingDaysBetween } from "./working-days"

const dutch: WorkingCalendar = { off: new Set([6, 7]), holidays: new Set(["2026-04-06", "2026-04-27"]) }

const anyDay = fc.integer({ min: 20_000, max: 22_000 })
const anyDate = anyDay.map(dateOfDayNumber)
const anyCalendar = fc.record({
  off: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 6 }).map(days => new Set(days)),
  holidays: fc.uniqueArray(anyDate, { maxLength: 200 }).map(dates => new Set(dates)),
})
const someDays = fc.integer({ min: 0, max: 40 })

test.each([
  // A Thursday; Good Friday is worked, Easter Monday is not.
  ["2026-04-02", 1, "2026-04-03"],
  ["2026-04-02", 2, "2026-04-07"],
  // From a Saturday, and from a holiday.
  ["2026-04-04", 0, "2026-04-07"],
  ["2026-04-04", 1, "2026-04-07"],
  ["2026-04-27", 0, "2026-04-28"],
  ["2026-04-28", 0, "2026-04-28"],
  ["2026-04-24", 5, "2026-05-04"],
])("%s and %i working days is %s", (date, days, expected) => {
  expect(addWorkingDays(date, days, dutch)).toBe(expected)
})

test("it ends on a working day, with as many of them passed as were asked for, and no earlier day would do", () => {
  fc.assert(
    fc.property(anyDate, someDays, anyCalendar, (date, days, calendar) => {
      const due = addWorkingDays(date, days, calendar)
      expect(isWorkingDay(due, calendar)).toBe(true)
      const isMoved = days === 0 && !isWorkingDay(date, calendar)
      expect(workingDaysBetween(date, due, calendar)).toBe(isMoved ? 1 : days)
      if (due > date) expect(workingDaysBetween(date, addDays(due, -1), calendar)).toBeLessThan(Math.max(days, 1))
    }),
  )
})

test("two steps are one of both, and a later start is never due earlier", () => {
  fc.assert(
    fc.property(anyDate, someDays, someDays, anyCalendar, (date, first, second, calendar) => {
      const between = addWorkingDays(date, first, calendar)
      if (first > 0) {
        expect(addWorkingDays(between, second, calendar)).toBe(addWorkingDays(date, first + second, calendar))
      }
      expect(addWorkingDays(addDays(date, 1), second, calendar) >= addWorkingDays(date, second, calendar)).toBe(true)
    }),
  )
})

test("the days between are those that work, one by one, and the way back is their number below nought", () => {
  fc.assert(
    fc.property(anyDay, someDays, anyCalendar, (day, length, calendar) => {
      const [from, to] = [dateOfDayNumber(day), dateOfDayNumber(day + length)]
      const worked = Array.from({ length }, (_, index) => dateOfDayNumber(day + index + 1)).filter(date =>
        isWorkingDay(date, calendar),
      )
      expect(workingDaysBetween(from, to, calendar)).toBe(worked.length)
      expect(workingDaysBetween(to, from, calendar) + worked.length).toBe(0)
    }),
  )
})

test("a week without a working day, and days backward, are refused and not looked for", () => {
  const never = { off: new Set([1, 2, 3, 4, 5, 6, 7]), holidays: new Set<string>() }
  expect(() => addWorkingDays("2026-04-02", 1, never)).toThrow(RangeError)
  expect(() => addWorkingDays("2026-04-02", -1, dutch)).toThrow(RangeError)
})
