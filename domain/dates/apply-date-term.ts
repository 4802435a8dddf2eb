import {
  addDays,
  addMonths,
  dateOf,
  daysInMonth,
  endOfMonth,
  endOfQuarter,
  endOfWeek,
  endOfYear,
  type IsoDate,
  partsOf,
  startOfMonth,
  startOfQuarter,
  startOfWeek,
  startOfYear,
  weekday,
} from "./date"
import type { DateTerm, PeriodUnit } from "./date-term"

/** Where one term of a date formula leads from a date. */
export function applyDateTerm(date: IsoDate, term: DateTerm): IsoDate {
  switch (term.kind) {
    case "offset":
      return shift(date, term.sign * term.count, term.unit)
    case "current":
      return term.sign > 0 ? endOf(date, term.unit) : startOf(date, term.unit)
    case "dayOfMonth":
      return dayOfMonth(date, term.day, term.sign)
    case "weekday": {
      const ahead = (term.weekday - weekday(date) + 7) % 7
      if (term.sign > 0) return addDays(date, ahead || 7)
      return addDays(date, ahead - 7)
    }
  }
}

function shift(date: IsoDate, count: number, unit: PeriodUnit): IsoDate {
  switch (unit) {
    case "D":
      return addDays(date, count)
    case "W":
      return addDays(date, count * 7)
    case "M":
      return addMonths(date, count)
    case "Q":
      return addMonths(date, count * 3)
    case "Y":
      return addMonths(date, count * 12)
  }
}

function endOf(date: IsoDate, unit: PeriodUnit): IsoDate {
  return { D: (d: IsoDate) => d, W: endOfWeek, M: endOfMonth, Q: endOfQuarter, Y: endOfYear }[unit](date)
}

function startOf(date: IsoDate, unit: PeriodUnit): IsoDate {
  return { D: (d: IsoDate) => d, W: startOfWeek, M: startOfMonth, Q: startOfQuarter, Y: startOfYear }[unit](date)
}

/** In a month without such a day its last one stands in, so that every month has exactly one. */
function dayOfMonth(date: IsoDate, day: number, sign: 1 | -1): IsoDate {
  const inMonth = (of: IsoDate) => {
    const { year, month } = partsOf(of)
    return dateOf(year, month, Math.min(day, daysInMonth(year, month)))
  }
  const here = inMonth(date)
  if (sign > 0 ? here > date : here < date) return here
  return inMonth(addMonths(startOfMonth(date), sign))
}
