import type { DemoPeriod } from "@/db/demo/company"
import {
  addDays,
  addMonths,
  endOfQuarter,
  endOfYear,
  type IsoDate,
  startOfQuarter,
  startOfYear,
} from "@/domain/dates/date"

/** From when to when (null: open) a price of this period holds, seen from a day. */
export function datesOf(period: DemoPeriod, today: IsoDate): { startingDate: IsoDate; endingDate: IsoDate | null } {
  const newYear = startOfYear(today)
  switch (period) {
    case "always":
      return { startingDate: "0001-01-01", endingDate: null }
    case "last_year":
      return { startingDate: addMonths(newYear, -12), endingDate: addDays(newYear, -1) }
    case "this_year":
      return { startingDate: newYear, endingDate: null }
    case "this_quarter":
      return { startingDate: startOfQuarter(today), endingDate: null }
    case "until_year_end":
      return { startingDate: newYear, endingDate: endOfYear(today) }
    case "next_quarter":
      return { startingDate: addDays(endOfQuarter(today), 1), endingDate: null }
  }
}
