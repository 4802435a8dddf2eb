import { addDays, dateOf, type IsoDate, weekday } from "./date"

export type HolidayName =
  | "new_year"
  | "good_friday"
  | "easter_monday"
  | "kings_day"
  | "liberation_day"
  | "ascension"
  | "whit_monday"
  | "christmas"
  | "boxing_day"

/** A public holiday; `isOff`: most firms are closed, while of the others each decides for itself. */
export type PublicHoliday = { date: IsoDate; name: HolidayName; isOff: boolean }

/**
 * The Dutch public holidays of a year that do not always fall on a Sunday, by date (Algemene termijnenwet, article 3).
 * King's Day is on 26 April where the 27th is a Sunday; Liberation Day is a day off in years of a lustrum; on Good Friday
 * shops and offices are open.
 *
 * @param year 1583 or later: Easter is the Gregorian one
 */
export function dutchHolidays(year: number): PublicHoliday[] {
  const easter = easterSunday(year)
  const kingsDay = dateOf(year, 4, 27)
  const off = (date: IsoDate, name: HolidayName, isOff = true): PublicHoliday => ({ date, name, isOff })
  return [
    off(dateOf(year, 1, 1), "new_year"),
    off(addDays(easter, -2), "good_friday", false),
    off(addDays(easter, 1), "easter_monday"),
    off(weekday(kingsDay) === 7 ? addDays(kingsDay, -1) : kingsDay, "kings_day"),
    off(dateOf(year, 5, 5), "liberation_day", year % 5 === 0),
    off(addDays(easter, 39), "ascension"),
    off(addDays(easter, 50), "whit_monday"),
    off(dateOf(year, 12, 25), "christmas"),
    off(dateOf(year, 12, 26), "boxing_day"),
  ].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))
}

/** Easter by the anonymous Gregorian algorithm (Nature, 20 April 1876; Meeus, "Astronomical Algorithms", chapter 8). */
function easterSunday(year: number): IsoDate {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const d = Math.floor(b / 4)
  const e = b % 4
  const g = Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3)
  const h = (19 * a + b - d - g + 15) % 30
  const i = Math.floor(c / 4)
  const k = c % 4
  const l = (32 + 2 * e + 2 * i - h - k) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const n = h + l - 7 * m + 114
  return dateOf(year, Math.floor(n / 31), (n % 31) + 1)
}
