import { and, eq, type SQL, sql } from "drizzle-orm"
import { prepared, value } from "@/db/prepared"
import { noSeries, purchasesSetup } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { refuse } from "@/domain/errors"

/** The company's choice of series, by what is numbered: columns of purchases_setup. */
export type NumberedNoun =
  | "vendorNos"
  | "customerNos"
  | "salesInvoiceNos"
  | "purchaseInvoiceNos"
  | "purchaseCreditMemoNos"
  | "purchaseRequestNos"

/**
 * The next number of a series, taken in the caller's transaction: the counter row stays locked until it ends and a
 * rollback gives the number back, so there are no gaps. Take it last (lock order: counter last).
 *
 * @throws Refusal "no_series_missing" where the company has no such series
 */
export async function takeNumber(tx: Tx, companyId: number, seriesCode: string): Promise<string> {
  const [series] = await advanceByOne(tx, { companyId, code: seriesCode })
  if (!series) throw refuse("no_series_missing", { series: seriesCode })
  return format({ ...series, lastNumber: Number(series.last) })
}

const advanceByOne = prepared<{ prefix: string; digits: number; last: string }>(
  "take_number",
  () => sql`
    update ${noSeries} set last_number = last_number + 1
    where company_id = ${value("companyId")} and code = ${value("code")}
    returning prefix, digits, last_number as last`,
)

/** In a statement that draws a number and uses it at once: the drawn number as text, as `format` makes it. */
export const formattedNumber = sql`${noSeries.prefix} ||
  lpad(${noSeries.lastNumber}::text, greatest(${noSeries.digits}, length(${noSeries.lastNumber}::text)), '0')`

/**
 * The next number for a draft, from the series that the company set up for its kind, in the caller's transaction.
 *
 * @throws Refusal "no_series_missing" where the company has no such series
 */
export async function takeNumberOf(tx: Tx, companyId: number, noun: NumberedNoun): Promise<string> {
  const chosen = tx
    .select({ code: purchasesSetup[noun] })
    .from(purchasesSetup)
    .where(eq(purchasesSetup.companyId, companyId))
  return format(await advance(tx, companyId, sql`(${chosen})`, noun, 1))
}

/**
 * As many numbers for drafts as are asked for, in order, with one statement.
 *
 * @throws Refusal "no_series_missing" where the company has no such series
 */
export async function takeNumbersOf(tx: Tx, companyId: number, noun: NumberedNoun, count: number): Promise<string[]> {
  if (count === 0) return []
  const chosen = tx
    .select({ code: purchasesSetup[noun] })
    .from(purchasesSetup)
    .where(eq(purchasesSetup.companyId, companyId))
  const series = await advance(tx, companyId, sql`(${chosen})`, noun, count)
  return Array.from({ length: count }, (_, index) =>
    format({ ...series, lastNumber: series.lastNumber - count + 1 + index }),
  )
}

/**
 * The next number for a draft, in a transaction of its own: a long build holds no counter that others wait for. A
 * draft that is then not made leaves a gap, which drafts may. Call it before opening the main transaction, so that no
 * process holds two connections.
 *
 * Its commit does not wait for the disk: a crash could only forget a number whose document was not committed either,
 * as a later commit flushes this one with it.
 *
 * @throws Refusal "no_series_missing" where the company has no such series
 */
export async function takeDraftNumber(companyId: number, noun: NumberedNoun): Promise<string> {
  return inCompany(companyId, async tx => {
    await tx.execute(sql`set local synchronous_commit = off`)
    return takeNumberOf(tx, companyId, noun)
  })
}

type Series = Pick<typeof noSeries.$inferSelect, "prefix" | "digits" | "lastNumber">

async function advance(tx: Tx, companyId: number, code: SQL, name: string, count: number): Promise<Series> {
  const [series] = await tx
    .update(noSeries)
    .set({ lastNumber: sql`${noSeries.lastNumber} + ${count}` })
    .where(and(eq(noSeries.companyId, companyId), sql`${noSeries.code} = ${code}`))
    .returning({ prefix: noSeries.prefix, digits: noSeries.digits, lastNumber: noSeries.lastNumber })
    .prepare("take_numbers")
    .execute()
  if (!series) throw refuse("no_series_missing", { series: name })
  return series
}

function format({ prefix, digits, lastNumber }: Series): string {
  return prefix + String(lastNumber).padStart(digits, "0")
}
