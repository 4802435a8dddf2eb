import { type SQL, sql } from "drizzle-orm"
import { noSeries, noSeriesLine } from "@/db/schema"

/** What a series is drawn by, in SQL. */
type Drawing = {
  company: SQL
  /** Of the series. */
  code: SQL
  /** That the number is of: the posting date, or today. */
  date: SQL
  /** How many numbers. */
  count: SQL
  /** A part of the statement, of one row; where it has none, nothing is drawn. */
  guard?: SQL
}

/**
 * The parts of a statement (`with …`) that draw numbers from the line of a series that holds on a date: the latest whose
 * Starting Date is not after it, else the series itself, which holds before the first. Each has its counter, whose row stays
 * locked until the transaction ends. `series` then has prefix, digits and last_number; no row where there is no such series, or no
 * number left up to its Ending No.
 */
export function drawNumbers({ company, code, date, count, guard }: Drawing): SQL {
  const from = guard ? sql`from ${guard}` : sql``
  const left = sql`(ending_number = 0 or last_number + ${count} <= ending_number)`
  return sql`
    line_in_force as materialized (
      select l.starting_date as since from ${noSeriesLine} l
      where l.company_id = ${company} and l.series_code = ${code} and l.starting_date <= ${date}
      order by l.starting_date desc limit 1
    ), of_line as (
      update ${noSeriesLine} set last_number = last_number + ${count} from ${guard ? sql`${guard}, ` : sql``}line_in_force
      where company_id = ${company} and series_code = ${code} and starting_date = line_in_force.since and ${left}
      returning prefix, digits, last_number
    ), of_series as (
      update ${noSeries} set last_number = last_number + ${count} ${from}
      where company_id = ${company} and code = ${code} and ${left} and not exists (select from line_in_force)
      returning prefix, digits, last_number
    ), series as (
      select * from of_line union all select * from of_series
    )`
}

/** In a statement that draws numbers: the last of them as text, as `formatNumber` makes it. */
export const drawnNumber = sql`series.prefix ||
  lpad(series.last_number::text, greatest(series.digits, length(series.last_number::text)), '0')`

/** A number of a series: its prefix, then the number padded to its digits. */
export const formatDrawn = (prefix: string, digits: number, number: number) =>
  prefix + String(number).padStart(digits, "0")
