import { eq, sql } from "drizzle-orm"
import { company, purchasesSetup } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { type IsoDate, today } from "@/domain/dates/date"

/** Of the company, what reading and checking its setup needs. */
export type SetupCompany = { companyId: number; companyCurrencyCode: string; today: IsoDate }

/**
 * Takes the one row that stands for all of the company's setup, before anything else: changes wait for each other, and
 * for postings that rest on what they change. Counts the setup's version up: a posting that has read it as it was, and has
 * not locked it yet, finds out.
 */
export async function lockSetup(tx: Tx, companyId: number): Promise<SetupCompany> {
  await tx
    .update(purchasesSetup)
    .set({ setupVersion: sql`${purchasesSetup.setupVersion} + 1` })
    .where(eq(purchasesSetup.companyId, companyId))
  const [row] = await tx
    .select({ companyCurrencyCode: company.currencyCode, timeZone: company.timeZone })
    .from(company)
    .where(eq(company.id, companyId))
  return { companyId, companyCurrencyCode: row!.companyCurrencyCode, today: today(row!.timeZone) }
}
