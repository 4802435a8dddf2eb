import { eq } from "drizzle-orm"
import { company } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { readRegistrationNo } from "@/domain/countries/registration-no"
import { isTimeZone } from "@/domain/dates/time-zone"
import type { Issue } from "@/domain/errors"
import type { ReadText, RecordChange, RecordField } from "@/domain/records/definition"
import type { SetupDefinition } from "@/domain/setup/definition"
import { readVatRegistrationNo } from "@/domain/vendors/vat-registration-no"

const text = (name: string, maximum: number, read?: ReadText): RecordField => ({ name, kind: "text", maximum, read })

const readEmail: ReadText = typed => (/^[^\s@]+@[^\s@]+\.[^\s@]+$/u.test(typed) ? typed : { code: "email" })

const readTimeZone: ReadText = typed => (isTimeZone(typed) ? typed : { code: "company.time_zone", params: { typed } })

/** What a company says of itself. Its country and its currency stay: its books, its VAT and its register rest on them. */
export const companyInformationDefinition: SetupDefinition = {
  slug: "company-information",
  table: company,
  companyColumn: "id",
  keys: [],
  fields: [
    { ...text("name", 100), required: true },
    text("legalForm", 30),
    text("address", 100),
    text("postCode", 20),
    text("city", 50),
    { ...text("email", 100, readEmail), input: "email" } as RecordField,
    text("vatRegistrationNo", 30),
    text("registrationNo", 30),
    { name: "language", kind: "language" },
    { ...text("timeZone", 50, readTimeZone), required: true },
    { name: "fiscalYearStartMonth", kind: "integer", minimum: 1, maximum: 12, required: true },
  ],
  listed: [],
  check: readNumbers,
}

/** Numbers are read by the rules of the company's country, and stored as they are compared. */
async function readNumbers(tx: Tx, { companyId, after }: RecordChange): Promise<Issue[]> {
  const [own] = await tx.select({ country: company.countryRegionCode }).from(company).where(eq(company.id, companyId))
  const { country } = own!
  const issues: Issue[] = []
  const read = (field: string, code: string, rule: (typed: string, country: string) => string | null) => {
    const no = after[field] ?? ""
    const kept = rule(no, country)
    if (kept === null) issues.push({ field, code, params: { no, country } })
    else after[field] = kept
  }
  read("vatRegistrationNo", "vat_registration_no_invalid", readVatRegistrationNo)
  read("registrationNo", "company.registration_no", readRegistrationNo)
  return issues
}
