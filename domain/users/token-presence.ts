import { and, eq, sql } from "drizzle-orm"
import { database } from "@/db/client"
import { apiToken, company, companySignIn, companyUser, membership, users } from "@/db/schema"
import type { Role } from "@/domain/access/rights"
import type { Language } from "@/language/language"
import type { ApiScope } from "./api-scopes"
import { hashOfApiToken, looksLikeToken } from "./api-tokens"
import { type CompanyInfo, isEndedFor, lacksFactorFor, wantsOtherFor } from "./memberships"

/** Requests that a token may be used for within the seconds. */
export const tokenPace = { requests: 300, seconds: 60 }

/** For whom a token speaks now, with the roles of this moment. */
export type TokenPresence = {
  tokenId: number
  scopes: ApiScope[]
  user: { id: number; name: string; language: Language | null }
  roles: Role[]
  company: CompanyInfo
  /** Requests left until `resetsIn`; below 0 this one is one too many. */
  left: number
  /** Seconds until requests are counted anew. */
  resetsIn: number
}

/**
 * Looks a token up and counts its use, in one statement.
 * @returns undefined for what is no token, one that is withdrawn, expired, or ended with sessions or membership, and one that lacks what
 *   the company wants of whoever signs in
 */
export async function presentByToken(token: string): Promise<TokenPresence | undefined> {
  if (!looksLikeToken(token)) return undefined
  const isOver = sql`${apiToken.countedFrom} <= now() - make_interval(secs => ${tokenPace.seconds})`
  const used = database()
    .$with("used")
    .as(
      database()
        .update(apiToken)
        .set({
          lastUsedAt: sql`now()`,
          countedFrom: sql`CASE WHEN ${isOver} THEN now() ELSE ${apiToken.countedFrom} END`,
          counted: sql`CASE WHEN ${isOver} THEN 1 ELSE ${apiToken.counted} + 1 END`,
        })
        .where(and(eq(apiToken.tokenHash, hashOfApiToken(token)), sql`${apiToken.expiresAt} > now()`))
        .returning(),
    )
  const roles = sql<Role[]>`ARRAY(SELECT ${membership.role} FROM ${membership}
    WHERE ${membership.companyId} = ${companyUser.companyId} AND ${membership.userId} = ${companyUser.userId} ORDER BY 1)`
  const [found] = await database()
    .with(used)
    .select({
      tokenId: used.id,
      scopes: used.scopes,
      counted: used.counted,
      resetsIn: sql<number>`greatest(1, ceil(extract(epoch FROM ${used.countedFrom} - now()) + ${tokenPace.seconds}))::integer`,
      user: { id: users.id, name: users.name, language: users.language },
      company: {
        id: company.id,
        slug: company.slug,
        name: company.name,
        currencyCode: company.currencyCode,
        timeZone: company.timeZone,
        countryRegionCode: company.countryRegionCode,
        fiscalYearStartMonth: company.fiscalYearStartMonth,
      },
      roles,
      isShut: sql<boolean>`${isEndedFor(sql`${used.createdAt}`)}
        OR ${wantsOtherFor(sql`${used.ssoCompanyId}`, sql`${used.userId}`)}
        OR (${used.ssoCompanyId} IS NULL AND ${lacksFactorFor(sql`${used.hasFactor}`)})`,
    })
    .from(used)
    .innerJoin(companyUser, and(eq(companyUser.companyId, used.companyId), eq(companyUser.userId, used.userId)))
    .innerJoin(users, eq(users.id, used.userId))
    .innerJoin(company, eq(company.id, used.companyId))
    .leftJoin(companySignIn, eq(companySignIn.companyId, companyUser.companyId))
  if (!found || found.isShut || found.roles.length === 0) return undefined
  const { isShut: _, counted, scopes, ...presence } = found
  return { ...presence, scopes: scopes as ApiScope[], left: tokenPace.requests - counted }
}
