import { and, eq, isNull, type SQL, sql } from "drizzle-orm"
import { database } from "@/db/client"
import { preparedSelect, value } from "@/db/prepared"
import { company, companySignIn, companyUser } from "@/db/schema"

/** What every page of a company needs to know of it. */
export type CompanyInfo = {
  id: number
  /** Stands in the address. */
  slug: string
  name: string
  /** ISO 4217. */
  currencyCode: string
  /** IANA name; "today" is the date there. */
  timeZone: string
  countryRegionCode: string
  /** 1 to 12: periods of reports begin with it where nobody says otherwise. */
  fiscalYearStartMonth: number
}

const info = {
  id: company.id,
  slug: company.slug,
  name: company.name,
  currencyCode: company.currencyCode,
  timeZone: company.timeZone,
  countryRegionCode: company.countryRegionCode,
  fiscalYearStartMonth: company.fiscalYearStartMonth,
}

/** Whose session asks: see SignedInUser. */
type Asking = { id: number; signedInAt: string; pause: number; hasFactor: boolean; ssoCompanyId: number | null }

/** Whether the company has ended the session that asks. @param signedInAt when it was opened */
export const isEndedFor = (signedInAt: SQL) =>
  sql<boolean>`coalesce(${companyUser.sessionsEndedAt} >= ${signedInAt}, false)`

/** Whether the session was not used for longer than the company allows; a minute more, as its use is noted once a minute. */
export const isIdleFor = (pause: SQL) =>
  sql<boolean>`coalesce(${pause} > (${companySignIn.idleMinutes} + 1) * 60, false)`

/** Whether the company wants a second factor that the session lacks. */
export const lacksFactorFor = (hasFactor: SQL) =>
  sql<boolean>`coalesce(${companySignIn.secondFactor} AND NOT ${hasFactor}, false)`

/** Whether the session was opened in a way that does not open the company. */
export const wantsOtherFor = (ssoCompanyId: SQL, userId: SQL) => sql<boolean>`CASE WHEN ${ssoCompanyId} IS NOT NULL
  THEN coalesce(${ssoCompanyId} <> ${companyUser.companyId}, false)
  ELSE coalesce(NOT ${companySignIn.passwordSignIn} AND ${companySignIn.emergencyUserId} IS DISTINCT FROM ${userId}, false) END`

/** Of many pages, so that its text is made once. */
const sso = sql`${value("ssoCompanyId")}::integer`
const open = preparedSelect("companies_open", query =>
  query
    .select({
      ...info,
      ended: sql<boolean>`${isEndedFor(sql`${value("signedInAt")}::timestamptz`)} OR ${isIdleFor(sql`${value("pause")}::integer`)}
        OR ${lacksFactorFor(sql`(${value("hasFactor")}::boolean OR ${sso} IS NOT NULL)`)}
        OR ${wantsOtherFor(sso, sql`${value("userId")}::integer`)}`,
    })
    .from(company)
    .innerJoin(companyUser, eq(companyUser.companyId, company.id))
    .leftJoin(companySignIn, eq(companySignIn.companyId, company.id))
    .where(
      and(
        eq(companyUser.userId, value("userId")),
        isNull(companyUser.disabledAt),
        // Of others it does not even tell the names.
        sql`(${sso} IS NULL OR ${company.id} = ${sso})`,
      ),
    )
    .orderBy(sql`${company.name} COLLATE "und-x-icu"`),
)

/** The companies a user may enter, by name; `ended`: not before signing in again. */
export function companiesOf(user: Asking): Promise<(CompanyInfo & { ended: boolean })[]> {
  return open(database(), {
    userId: user.id,
    signedInAt: user.signedInAt,
    pause: user.pause,
    hasFactor: user.hasFactor,
    ssoCompanyId: user.ssoCompanyId,
  })
}
