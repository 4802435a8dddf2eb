import { and, eq, isNull, sql } from "drizzle-orm"
import { database } from "@/db/client"
import { company, companyUser, membership, users } from "@/db/schema"
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

/** Whose session asks: see SignedInUser. */
type Asking = { id: number; signedInAt: string }

export type Membership = {
  company: CompanyInfo
  roles: Role[]
  /** Names of whom to ask for another role. */
  administrators: string[]
}

/** Whether the company has ended the session that asks. */
const ended = ({ signedInAt }: Asking) =>
  sql<boolean>`coalesce(${companyUser.sessionsEndedAt} >= ${signedInAt}::timestamptz, false)`

/**
 * Asked at every request, so that what an administrator of the company decides counts at once.
 *
 * @returns the company of that slug and the user's roles there; undefined for an unknown company, a foreign one, and one
 *   where the user is disabled; "session_ended" where the company wants the user to sign in again
 */
export async function findMembership(user: Asking, slug: string): Promise<Membership | "session_ended" | undefined> {
  const counting = sql`SELECT ${membership.role} FROM ${membership}
    WHERE ${membership.companyId} = ${companyUser.companyId} AND ${membership.userId} = ${companyUser.userId}`
  const administering = sql`SELECT ${users.name} FROM ${membership} JOIN ${users} ON ${users.id} = ${membership.userId}
    WHERE ${membership.companyId} = ${companyUser.companyId} AND ${membership.role} = 'administrator'`
  const [found] = await database()
    .select({
      company: info,
      roles: sql<Role[]>`ARRAY(${counting} ORDER BY 1)`,
      administrators: sql<string[]>`ARRAY(${administering} ORDER BY 1)`,
      ended: ended(user),
      unseen: sql<boolean>`coalesce(${companyUser.lastSeenAt} < now() - interval '5 minutes', true)`,
    })
    .from(companyUser)
    .innerJoin(company, eq(company.id, companyUser.companyId))
    .where(and(eq(companyUser.userId, user.id), eq(company.slug, slug)))
  if (!found) return undefined
  if (found.ended) return "session_ended"
  if (found.roles.length === 0) return undefined
  if (found.unseen) await noteSeen(found.company.id, user.id)
  return { company: found.company, roles: found.roles, administrators: found.administrators }
}

async function noteSeen(companyId: number, userId: number): Promise<void> {
  await database()
    .update(companyUser)
    .set({ lastSeenAt: sql`now()` })
    .where(and(eq(companyUser.companyId, companyId), eq(companyUser.userId, userId)))
}

/** The companies a user may enter, by name; `ended`: not before signing in again. */
export async function companiesOf(user: Asking): Promise<(CompanyInfo & { ended: boolean })[]> {
  return database()
    .select({ ...info, ended: ended(user) })
    .from(company)
    .innerJoin(companyUser, eq(companyUser.companyId, company.id))
    .where(and(eq(companyUser.userId, user.id), isNull(companyUser.disabledAt)))
    .orderBy(sql`${company.name} COLLATE "und-x-icu"`)
}
