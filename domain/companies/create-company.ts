import { eq, sql } from "drizzle-orm"
import { company } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { today } from "@/domain/dates/date"
import { recordEvent } from "@/domain/history/record-event"
import type { CompanyDetails } from "./company-details"
import { companySlug } from "./company-slug"
import { rowsOfTemplate } from "./rows-of-template"
import { insertSetup } from "./setup-rows"

/** A company's own row, as it is inserted. */
export type NewCompanyRow = typeof company.$inferInsert

export type Founded = { id: number; slug: string }

/**
 * Makes a company with the whole setup of its template, in one transaction that is then the company's. Who inserts the row
 * differs: the owner of the database, or the application by a link.
 *
 * @param insert inserts the row and answers its id
 * @param slug what stands in its address, known to be free; absent: made of its name
 * @param actor who makes it; null: whoever operates the portal
 */
export async function createCompany(
  tx: Tx,
  details: CompanyDetails,
  insert: (row: NewCompanyRow) => Promise<number>,
  slug?: string,
): Promise<Founded> {
  const { template, iban, ...row } = details
  const chosen = slug ?? (await companySlug(details.name, wanted => isTaken(tx, wanted)))
  const id = await insert({ ...row, slug: chosen })
  await tx.execute(sql`select set_config('app.company_id', ${String(id)}, true)`)
  const year = Number(today(details.timeZone).slice(0, 4))
  await insertSetup(tx, id, rowsOfTemplate(template, { currencyCode: details.currencyCode, year, iban }))
  return { id, slug: chosen }
}

/** The row by the names of its columns, as JSON: for the functions of the database that insert it where the application may not. */
export function companyRowAsJson(row: NewCompanyRow): string {
  return JSON.stringify({
    slug: row.slug,
    name: row.name,
    legal_form: row.legalForm,
    address: row.address,
    post_code: row.postCode,
    city: row.city,
    country_region_code: row.countryRegionCode,
    vat_registration_no: row.vatRegistrationNo,
    registration_no: row.registrationNo,
    email: row.email,
    language: row.language,
    fiscal_year_start_month: row.fiscalYearStartMonth,
    currency_code: row.currencyCode,
    time_zone: row.timeZone,
  })
}

/** Writes into its history that a company was made. @param actor null: by whoever operates the portal */
export async function recordFounding(tx: Tx, companyId: number, actor: Pick<Actor, "userId" | "name"> | null) {
  await recordEvent(tx, {
    companyId,
    actor,
    kind: "setup.created",
    subjectType: "setup",
    subjectNo: "company-information",
  })
}

/** Whether a company has that address. */
export async function isTaken(tx: Tx, slug: string): Promise<boolean> {
  const rows = await tx.select({ id: company.id }).from(company).where(eq(company.slug, slug))
  return rows.length > 0
}
