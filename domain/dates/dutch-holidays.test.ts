import { expect, test } from "vitest"
import { weekday } from "./date"
import { dutchHolidays } from "./dutch-holidays"

const datesOf = (year: number) => Object.fromEntries(dutchHolidays(year).map(({ name, date }) => [name, date]))

test("the holidays of 2026 stand where the calendar prints them", () => {
  expect(dutchHolidays(2026)).toEqual([
    { date: "2026-01-01", name: "new_year", isOff: true },
    { date: "2026-04-03", name: "good_friday", isOff: false },
    { date: "2026-04-06", name: "easter_monday", isOff: true },
    { date: "2026-04-27", name: "kings_day", isOff: true },
    { date: "2026-05-05", name: "liberation_day", isOff: false },
    { date: "2026-05-14", name: "ascension", isOff: true },
    { date: "2026-05-25", name: "whit_monday", isOff: true },
    { date: "2026-12-25", name: "christmas", isOff: true },
    { date: "2026-12-26", name: "boxing_day", isOff: true },
  ])
})

test("Easter, and what moves with it, in years known for it", () => {
  // The earliest and the latest, and years that other rules of thumb get wrong.
  const mondays = { 1818: "1818-03-23", 1943: "1943-04-26", 1954: "1954-04-19", 1981: "1981-04-20", 2027: "2027-03-29" }
  for (const [year, monday] of Object.entries(mondays)) expect(datesOf(Number(year)).easter_monday).toBe(monday)
  for (let year = 1900; year <= 2200; year += 1) {
    const { good_friday, easter_monday, ascension, whit_monday } = datesOf(year)
    expect([good_friday, easter_monday, ascension, whit_monday].map(date => weekday(date!))).toEqual([5, 1, 4, 1])
  }
})

test("the king celebrates on a Saturday rather than on a Sunday, and the liberation is a day off every fifth year", () => {
  expect([2025, 2031, 2026].map(year => datesOf(year).kings_day)).toEqual(["2025-04-26", "2031-04-26", "2026-04-27"])
  const lustrum = (year: number) => dutchHolidays(year).find(({ name }) => name === "liberation_day")!.isOff
  expect([2025, 2026, 2030].map(lustrum)).toEqual([true, false, true])
  // Ascension on 5 May, as in 2016: both are said.
  const of2016 = dutchHolidays(2016)
  expect(of2016.filter(({ date }) => date === "2016-05-05").map(({ name }) => name)).toEqual([
    "liberation_day",
    "ascension",
  ])
})
