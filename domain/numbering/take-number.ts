import { and, eq, sql } from "drizzle-orm"
import { noSeries } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { refuse } from "@/domain/errors"

/**
 * The next number of a series, taken in the caller's transaction: the counter row stays locked until it ends and a
 * rollback gives the number back, so there are no gaps. Take it last (lock order: counter last).
 *
 * @throws Refusal "no_series_missing" where the company has no such series
 */
export async function takeNumber(tx: Tx, companyId: number, seriesCode: string): Promise<string> {
  const [series] = await tx
    .update(noSeries)
    .set({ lastNumber: sql`${noSeries.lastNumber} + 1` })
    .where(and(eq(noSeries.companyId, companyId), eq(noSeries.code, seriesCode)))
    .returning({ prefix: noSeries.prefix, digits: noSeries.digits, lastNumber: noSeries.lastNumber })
  if (!series) throw refuse("no_series_missing", { series: seriesCode })
  return formatNumber(series)
}

/**
 * The next number of a draft's series, in a transaction of its own: a long build holds no counter that others wait
 * for. A draft that is then not made leaves a gap, which drafts may. Call it before opening the main transaction, so
 * that no process holds two connections.
 *
 * Its commit does not wait for the disk: a crash could only forget a number whose document was not committed either,
 * as a later commit flushes this one with it.
 *
 * @throws Refusal "no_series_missing" where the company has no such series
 */
export async function takeDraftNumber(companyId: number, seriesCode: string): Promise<string> {
  return inCompany(companyId, async tx => {
    await tx.execute(sql`set local synchronous_commit = off`)
    return takeNumber(tx, companyId, seriesCode)
  })
}

function formatNumber(series: { prefix: string; digits: number; lastNumber: number }): string {
  return series.prefix + String(series.lastNumber).padStart(series.digits, "0")
}
