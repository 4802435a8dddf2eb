import { dateOf, FIRST_YEAR, type IsoDate, isCalendarDay, LAST_YEAR } from "@/domain/dates/date"
import { monthOf } from "./month-names"
import { type DateOrder, dateOrders } from "./understanding"

/**
 * What a text is in each order of day, month and year, in that of `dateOrders`; null where it is no day in it.
 * `problem` says why it is none in any: the keyboard's shorthand leaves a part out, a spreadsheet's number is no date to people.
 */
export type DateReading = {
  values: readonly (IsoDate | null)[]
  problem: "not_a_date" | "incomplete" | "serial" | "no_such_day" | null
}

/** Behind a date: `08:45`, `8:45:10 PM`, `T08:45:00.000Z`. It is left out. */
const time = /[T\s,]+\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?\s?(?:[ap]\.?m\.?)?\s?(?:Z|UTC|[+-]\d{2}:?\d{2})?$/iu

const yearFirst = /^(\d{4})([-/. ])(\d{1,2})\2(\d{1,2})$/u
const figures = /^(\d{1,2})([-/. ]|\. )(\d{1,2})\2(\d{4}|\d{2})$/u
const eightYearFirst = /^(19\d{2}|2[01]\d{2}|2200)(0[1-9]|1[0-2])(\d{2})$/u
const eightYearLast = /^(\d{2})(\d{2})(\d{4})$/u
const monthInside = /^(\d{1,2})[-/. ]{0,2}(\p{L}+)\.?[-/. ]{0,2}(\d{4}|\d{2})$/u
const monthFirst = /^(\p{L}+)\.?[-/. ]?(\d{1,2}),?[-/. ](\d{4})$/u
const yearMonthDay = /^(\d{4})[-/. ](\p{L}+)\.?[-/. ](\d{1,2})$/u

const incomplete =
  /^(?:\d{1,2}|\d{4}|\d{6}|\d{1,2}[-/. ]\d{1,2}|\p{L}|\d{1,2}[-/. ]{0,2}\p{L}+\.?|\p{L}+\.?[-/. ]?\d{2,4})$/u

/** Characters of a date with its time. */
const MAX_LENGTH = 60

type Parts = { year: string; month: string; day: string }

/**
 * Reads a date as it stands in a file, in every order that it may be meant. It needs day, month and year: what is left out
 * on a keyboard is today's, and in a file nobody's. Points between figures are those of countries where the day comes first.
 *
 * @param text not blank, without spaces around it
 * @param thisYear two digits of a year stand for one from fifty before to forty-nine after it
 */
export function readDate(text: string, thisYear: number): DateReading {
  if (text.length > MAX_LENGTH) return { values: dateOrders.map(() => null), problem: "not_a_date" }
  const day = withoutTime(text)
  const parts = readingsOf(day)
  if (!parts) return { values: dateOrders.map(() => null), problem: problemOf(day) }
  const values = parts.map(each => each && dateFrom(each, thisYear))
  return { values, problem: values.some(value => value !== null) ? null : "no_such_day" }
}

function withoutTime(text: string): string {
  const day = text.replace(/\s+/gu, " ")
  return day.length > 8 ? day.replace(time, "") : day
}

function problemOf(text: string): DateReading["problem"] {
  if (/^[2-9]\d{4}(?:[.,]\d+)?$/u.test(text)) return "serial"
  return incomplete.test(text) ? "incomplete" : "not_a_date"
}

/** The parts of a date in each order; null: it has not the form of a date. */
function readingsOf(text: string): (Parts | null)[] | null {
  const same = (parts: Parts) => dateOrders.map(() => parts)
  let found = yearFirst.exec(text)
  if (found) return same({ year: found[1]!, month: found[3]!, day: found[4]! })
  found = eightYearFirst.exec(text)
  if (found) return same({ year: found[1]!, month: found[2]!, day: found[3]! })
  found = eightYearLast.exec(text)
  if (found) return dateOrders.map(order => inOrder(order, found![1]!, found![2]!, found![3]!))
  found = figures.exec(text)
  if (found) {
    const isPoint = found[2]!.startsWith(".")
    return dateOrders.map(order =>
      isPoint && order === "mdy" ? null : inOrder(order, found![1]!, found![3]!, found![4]!),
    )
  }
  return withMonthName(text)
}

function withMonthName(text: string): (Parts | null)[] | null {
  const inside = monthInside.exec(text)
  const first = monthFirst.exec(text)
  const last = yearMonthDay.exec(text)
  const name = inside?.[2] ?? first?.[1] ?? last?.[2]
  const month = name === undefined ? undefined : monthOf(name)
  if (month === undefined) return null
  const year = inside?.[3] ?? first?.[3] ?? last?.[1]
  const day = inside?.[1] ?? first?.[2] ?? last?.[3]
  return dateOrders.map(() => ({ year: year!, month: String(month), day: day! }))
}

/** Three figures in an order; the year has four digits only where it comes last or first. */
function inOrder(order: DateOrder, one: string, two: string, three: string): Parts | null {
  if (order === "dmy") return { day: one, month: two, year: three }
  if (order === "mdy") return { month: one, day: two, year: three }
  return one.length === 2 && three.length === 2 ? { year: one, month: two, day: three } : null
}

function dateFrom({ year, month, day }: Parts, thisYear: number): IsoDate | null {
  const parts = { year: fullYear(year, thisYear), month: Number(month), day: Number(day) }
  if (parts.year < FIRST_YEAR || parts.year > LAST_YEAR) return null
  return isCalendarDay(parts.year, parts.month, parts.day) ? dateOf(parts.year, parts.month, parts.day) : null
}

function fullYear(typed: string, thisYear: number): number {
  if (typed.length === 4) return Number(typed)
  const earliest = thisYear - 50
  return earliest + ((((Number(typed) - earliest) % 100) + 100) % 100)
}
