import { type SQL, sql } from "drizzle-orm"
import { prepared, value } from "@/db/prepared"
import { company as companies, noSeries, purchasesSetup } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { IsoDate } from "@/domain/dates/date"
import { type Refusal, refuse } from "@/domain/errors"
import { drawNumbers, formatDrawn } from "./draw-numbers"

/** The company's choice of series, by what is numbered: columns of purchases_setup. */
const nouns = [
  "vendorNos",
  "customerNos",
  "salesInvoiceNos",
  "purchaseInvoiceNos",
  "purchaseCreditMemoNos",
  "purchaseRequestNos",
] as const
export type NumberedNoun = (typeof nouns)[number]

/**
 * The next number of a series on a date, taken in the caller's transaction: the counter row stays locked until it ends and a
 * rollback gives the number back, so there are no gaps. Take it last (lock order: counter last).
 *
 * @param date of what is numbered, such as its posting date; absent: the company's today
 * @throws Refusal "no_series_missing" where the company has no such series, "no_series_full" where it has come to its end
 */
export async function takeNumber(tx: Tx, companyId: number, seriesCode: string, date?: IsoDate): Promise<string> {
  const [no] = await take(tx, companyId, byCode, { code: seriesCode, count: 1, date })
  return no!
}

/**
 * The next number for a draft, from the series that the company set up for its kind, in the caller's transaction.
 *
 * @throws Refusal as `takeNumber`
 */
export async function takeNumberOf(tx: Tx, companyId: number, noun: NumberedNoun, date?: IsoDate): Promise<string> {
  const [no] = await takeNumbersOf(tx, companyId, noun, 1, date)
  return no!
}

/**
 * As many numbers for drafts as are asked for, in order, with one statement.
 *
 * @throws Refusal as `takeNumber`
 */
export async function takeNumbersOf(
  tx: Tx,
  companyId: number,
  noun: NumberedNoun,
  count: number,
  date?: IsoDate,
): Promise<string[]> {
  if (count === 0) return []
  return take(tx, companyId, byNoun[noun], { code: noun, count, date })
}

type Drawn = { prefix: string | null; digits: number; last: string; isKnown: boolean }
type Draw = ReturnType<typeof drawer>

const company = sql`${value("companyId")}::integer`
const companysToday = sql`(select (now() at time zone c.time_zone)::date from ${companies} c where c.id = ${company})`

/** Whether the company has the series at all. @param code SQL: of the series */
const isSeries = (code: SQL) =>
  sql`exists (select from ${noSeries} s where s.company_id = ${value("companyId")} and s.code = ${code})`

/** SQL: the series that the company set up for a kind. */
const seriesOf = (noun: NumberedNoun) =>
  sql`(select p.${sql.identifier(purchasesSetup[noun].name)} from ${purchasesSetup} p
    where p.company_id = ${value("companyId")})`

/** @param code SQL: of the series */
function drawer(name: string, code: SQL) {
  const drawing = {
    company,
    code,
    date: sql`coalesce(${value("date")}::date, ${companysToday})`,
    count: sql`${value("count")}::bigint`,
  }
  return prepared<Drawn>(
    name,
    () => sql`
      with ${drawNumbers(drawing)}
      select series.prefix, series.digits, series.last_number as last, ${isSeries(code)} as "isKnown"
      from (select) as one left join series on true`,
  )
}

const byCode = drawer("take_number", sql`${value("code")}::text`)
const byNoun = Object.fromEntries(nouns.map(noun => [noun, drawer(`take_${noun}`, seriesOf(noun))])) as Record<
  NumberedNoun,
  Draw
>

/**
 * For a statement that does more at once: the next number for a draft, of the company's today. It asks for the value `companyId`.
 *
 * @param guard a part of the statement, of one row; where it has none, nothing is drawn. Absent: drawn in any case
 * @returns `draw`, parts of the statement (`with …`) of which `series` has `drawnNumber`, or no row; `isKnown`, whether the
 *   company has the series (see `noNumber`)
 */
export function drawingOf(noun: NumberedNoun, guard?: SQL): { draw: SQL; isKnown: SQL } {
  const code = seriesOf(noun)
  const draw = drawNumbers({ company, code, date: companysToday, count: sql`1`, guard })
  return { draw, isKnown: isSeries(code) }
}

async function take(
  tx: Tx,
  companyId: number,
  draw: Draw,
  { code, count, date }: { code: string; count: number; date: IsoDate | undefined },
): Promise<string[]> {
  const [drawn] = await draw(tx, { companyId, code, count, date: date ?? null })
  const { prefix, digits, last, isKnown } = drawn!
  if (prefix === null) throw noNumber(code, isKnown)
  return Array.from({ length: count }, (_, index) => formatDrawn(prefix, digits, Number(last) - count + 1 + index))
}

/** Why no number was drawn. @param isKnown the company has the series, and no number of it is left */
export function noNumber(series: string, isKnown: boolean): Refusal {
  return refuse(isKnown ? "no_series_full" : "no_series_missing", { series })
}
