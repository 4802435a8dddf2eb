import { and, between, eq } from "drizzle-orm"
import { holiday, purchasesSetup } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { addDays, type IsoDate } from "@/domain/dates/date"
import type { WorkingCalendar } from "@/domain/dates/working-days"

/** Days around a date of which holidays are read: further than any deadline reaches. */
const REACH = 1000

const week = {
  1: purchasesSetup.nonworkingMonday,
  2: purchasesSetup.nonworkingTuesday,
  3: purchasesSetup.nonworkingWednesday,
  4: purchasesSetup.nonworkingThursday,
  5: purchasesSetup.nonworkingFriday,
  6: purchasesSetup.nonworkingSaturday,
  7: purchasesSetup.nonworkingSunday,
}

/** The company's working days, with the holidays of some years around a date. Two statements. */
export async function readWorkingCalendar(tx: Tx, companyId: number, around: IsoDate): Promise<WorkingCalendar> {
  const [days] = await tx.select(week).from(purchasesSetup).where(eq(purchasesSetup.companyId, companyId))
  const holidays = await tx
    .select({ date: holiday.date })
    .from(holiday)
    .where(
      and(eq(holiday.companyId, companyId), between(holiday.date, addDays(around, -REACH), addDays(around, REACH))),
    )
  const off = Object.entries(days ?? {}).filter(([, isOff]) => isOff)
  return { off: new Set(off.map(([day]) => Number(day))), holidays: new Set(holidays.map(({ date }) => date)) }
}
