import { and, eq, sql } from "drizzle-orm"
import { database } from "@/db/client"
import { company, membership } from "@/db/schema"
import type { Role } from "@/domain/access/rights"

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
}

const info = {
  id: company.id,
  slug: company.slug,
  name: company.name,
  currencyCode: company.currencyCode,
  timeZone: company.timeZone,
  countryRegionCode: company.countryRegionCode,
}

/** @returns the company of that slug and the user's roles there; undefined for an unknown company and a foreign one */
export async function findMembership(
  userId: number,
  slug: string,
): Promise<{ company: CompanyInfo; roles: Role[] } | undefined> {
  const [found] = await database()
    .select({ company: info, roles: sql<Role[]>`array_agg(${membership.role} ORDER BY ${membership.role})` })
    .from(membership)
    .innerJoin(company, eq(company.id, membership.companyId))
    .where(and(eq(membership.userId, userId), eq(company.slug, slug)))
    .groupBy(company.id)
  return found
}

/** The companies a user belongs to, by name. */
export async function companiesOf(userId: number): Promise<CompanyInfo[]> {
  return database()
    .selectDistinct({ ...info, order: sql`${company.name} COLLATE "und-x-icu"` })
    .from(company)
    .innerJoin(membership, eq(membership.companyId, company.id))
    .where(eq(membership.userId, userId))
    .orderBy(sql`${company.name} COLLATE "und-x-icu"`)
    .then(found => found.map(({ order: _, ...shown }) => shown))
}
