import { and, eq, inArray } from "drizzle-orm"
import { holiday } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { type IsoDate, partsOf } from "@/domain/dates/date"
import { dutchHolidays, type PublicHoliday } from "@/domain/dates/dutch-holidays"
import { readRecordCompany, saveRecord } from "@/domain/records/save-record"
import { shownRecordValue } from "@/domain/records/values"
import { lockSetup } from "./lock-setup"
import { holidaysDefinition } from "./tables/calendar"

/** The public holidays of a year that the company has not in its calendar. */
export type ProposedHolidays = { year: number; holidays: PublicHoliday[] }

/**
 * What the company may add to its calendar.
 *
 * @param year absent: this one as long as some of it are missing that are still to come, else the next
 * @throws Forbidden
 */
export async function proposeHolidays(actor: Actor, year?: number): Promise<ProposedHolidays> {
  authorise(actor, "company.administer")
  return inCompany(actor.companyId, async tx => {
    if (year !== undefined) return { year, holidays: await lackingOf(tx, actor.companyId, year) }
    const { today } = await readRecordCompany(tx, actor.companyId)
    const thisYear = partsOf(today).year
    const holidays = await lackingOf(tx, actor.companyId, thisYear)
    if (holidays.some(({ date, isOff }) => isOff && date >= today)) return { year: thisYear, holidays }
    return { year: thisYear + 1, holidays: await lackingOf(tx, actor.companyId, thisYear + 1) }
  })
}

async function lackingOf(tx: Tx, companyId: number, year: number): Promise<PublicHoliday[]> {
  const holidays = dutchHolidays(year)
  const kept = await keptOf(
    tx,
    companyId,
    holidays.map(({ date }) => date),
  )
  return holidays.filter(({ date }) => !kept.has(date))
}

async function keptOf(tx: Tx, companyId: number, dates: readonly IsoDate[]): Promise<ReadonlySet<IsoDate>> {
  const rows = await tx
    .select({ date: holiday.date })
    .from(holiday)
    .where(and(eq(holiday.companyId, companyId), inArray(holiday.date, [...dates])))
  return new Set(rows.map(({ date }) => date))
}

/**
 * Adds days to the company's calendar, each as its form would. One that is there already stays as it is.
 *
 * @returns how many were added
 * @throws Refusal as the form; Forbidden
 */
export async function addHolidays(
  actor: Actor,
  days: readonly { date: IsoDate; description: string }[],
): Promise<number> {
  authorise(actor, "company.administer")
  if (days.length === 0) return 0
  const [dateField] = holidaysDefinition.fields
  return inCompany(actor.companyId, async tx => {
    const company = await lockSetup(tx, actor.companyId)
    const kept = await keptOf(
      tx,
      actor.companyId,
      days.map(({ date }) => date),
    )
    const added = days.filter(({ date }) => !kept.has(date))
    for (const { date, description } of added) {
      const typed = { date: shownRecordValue(dateField!, date, actor.language), description }
      await saveRecord(tx, actor, holidaysDefinition, company, { key: null, version: 0, typed })
    }
    return added.length
  })
}
