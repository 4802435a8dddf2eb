import { and, eq, gt, isNull, sql } from "drizzle-orm"
import { database } from "@/db/client"
import { preparedSelect, value } from "@/db/prepared"
import { company, companySignIn, companyUser, membership, session, users } from "@/db/schema"
import type { Role } from "@/domain/access/rights"
import type { QuickPathField } from "@/domain/documents/quick-path"
import type { Language } from "@/language/language"
import { type CompanyInfo, isEndedFor, isIdleFor, lacksFactorFor, wantsOtherFor } from "./memberships"
import { nameOfSession } from "./sessions"

export type SignedInUser = {
  id: number
  name: string
  email: string
  language: Language | null
  theme: "light" | "dark" | null
  singleKeys: boolean
  /** Fields of a document's line that Enter stops at. */
  quickPath: QuickPathField[]
  /** Whether there is another company to go to. */
  hasOtherCompanies: boolean
  /** When the session was opened, as the database writes it: a company may have ended those opened before. */
  signedInAt: string
  /** Seconds of the longest pause in the session's use: a company may want a new sign-in after one. */
  pause: number
  /** Whether the second factor came. */
  hasFactor: boolean
  /** The company whose single sign-on opened the session, which opens that company alone; null: the password did. */
  ssoCompanyId: number | null
}

export type Membership = {
  company: CompanyInfo
  roles: Role[]
  /** Names of whom to ask for another role. */
  administrators: string[]
}

/**
 * Why a company wants more of a session: it has ended those of before, this one was not used for longer than it allows, or it
 * wants a second factor, or a sign-in of another kind: single sign-on vouches to its own company alone, and a company may want
 * that instead of the password.
 */
export type Closed = "session_ended" | "session_idle" | "second_factor_wanted" | "other_sign_in_wanted"

type Presence = {
  user: SignedInUser
  /**
   * The company that was asked for and the user's roles there; undefined for an unknown company, a foreign one, and one where the
   * user is disabled; a reason where the company wants the user to sign in again.
   */
  membership: Membership | Closed | undefined
}

const counting = sql`SELECT ${membership.role} FROM ${membership}
  WHERE ${membership.companyId} = ${companyUser.companyId} AND ${membership.userId} = ${companyUser.userId}`
const administering = sql`SELECT ${users.name} FROM ${membership} JOIN ${users} ON ${users.id} = ${membership.userId}
  WHERE ${membership.companyId} = ${companyUser.companyId} AND ${membership.role} = 'administrator'`
const others = sql`SELECT FROM ${companyUser} AS other WHERE other.user_id = ${users.id} AND other.disabled_at IS NULL
  AND other.company_id IS DISTINCT FROM ${companyUser.companyId}`
const beforeLong = sql`now() - interval '5 minutes'`
const lately = sql`now() - interval '1 minute'`
/** Seconds of the longest pause in a session's use; that of this moment counts as well. */
export const longestPause = sql<number>`greatest(${session.longestPause}, extract(epoch FROM now() - ${session.lastSeenAt})::integer)`

/** Of every request, so that its text is made once. */
const present = preparedSelect("presence", query =>
  query
    .select({
      id: users.id,
      name: users.name,
      email: users.email,
      language: users.language,
      theme: users.theme,
      singleKeys: users.singleKeys,
      quickPath: users.quickPath,
      hasOtherCompanies: sql<boolean>`${session.ssoCompanyId} IS NULL AND EXISTS (${others})`,
      signedInAt: sql<string>`${session.createdAt}::text`,
      pause: longestPause,
      hasFactor: sql<boolean>`${session.factorAt} IS NOT NULL`,
      unseen: sql<boolean>`${session.lastSeenAt} < ${lately}`,
      companyId: companyUser.companyId,
      slug: company.slug,
      companyName: company.name,
      currencyCode: company.currencyCode,
      timeZone: company.timeZone,
      countryRegionCode: company.countryRegionCode,
      fiscalYearStartMonth: company.fiscalYearStartMonth,
      roles: sql<Role[]>`ARRAY(${counting} ORDER BY 1)`,
      administrators: sql<string[]>`ARRAY(${administering} ORDER BY 1)`,
      ended: isEndedFor(sql`${session.createdAt}`),
      idle: isIdleFor(longestPause),
      ssoCompanyId: session.ssoCompanyId,
      wantsOther: wantsOtherFor(sql`${session.ssoCompanyId}`, sql`${users.id}`),
      lacksFactor: lacksFactorFor(sql`${session.factorAt} IS NOT NULL`),
      unseenThere: sql<boolean>`coalesce(${companyUser.lastSeenAt} < ${beforeLong}, true)`,
    })
    .from(session)
    .innerJoin(users, eq(users.id, session.userId))
    .leftJoin(company, eq(company.slug, value("slug")))
    .leftJoin(companyUser, and(eq(companyUser.companyId, company.id), eq(companyUser.userId, users.id)))
    .leftJoin(companySignIn, eq(companySignIn.companyId, companyUser.companyId))
    .where(
      and(
        eq(session.idHash, value("idHash")),
        eq(session.awaitsFactor, false),
        isNull(session.revokedAt),
        gt(session.expiresAt, sql`now()`),
      ),
    ),
)

/**
 * Who holds the session, and what they are in the company of that slug; asked at every request, in one statement, so that a session
 * that is revoked, and whatever an administrator of the company decides, counts at once.
 *
 * @param noting false for what a browser asks by itself: it uses nothing
 * @returns undefined when the session is unknown, revoked or over
 */
export async function findPresence(sessionId: string, slug: string, noting = true): Promise<Presence | undefined> {
  const idHash = nameOfSession(sessionId)
  const [found] = await present(database(), { idHash, slug })
  if (!found) return undefined
  const { companyId, slug: itsSlug, companyName, currencyCode, timeZone, ...placed } = found
  const { countryRegionCode, fiscalYearStartMonth, ...rest } = placed
  const { roles, administrators, ended, idle, wantsOther, lacksFactor, unseen, unseenThere, ...user } = rest
  if (unseen && noting) await noteUsed(idHash)
  if (ended || idle) return { user, membership: ended ? "session_ended" : "session_idle" }
  if (wantsOther) return { user, membership: "other_sign_in_wanted" }
  if (lacksFactor && user.ssoCompanyId === null) return { user, membership: "second_factor_wanted" }
  if (companyId === null || roles.length === 0) return { user, membership: undefined }
  if (unseenThere && noting) await noteSeen(companyId, user.id)
  // Of a company that is there, nothing is missing.
  const info = { id: companyId, slug: itsSlug!, name: companyName!, currencyCode: currencyCode!, timeZone: timeZone! }
  const there = { ...info, countryRegionCode: countryRegionCode!, fiscalYearStartMonth: fiscalYearStartMonth! }
  return { user, membership: { company: there, roles, administrators } }
}

/** Who holds the session, wherever they are; see findPresence. */
export async function findSession(sessionId: string, noting = true): Promise<SignedInUser | undefined> {
  return (await findPresence(sessionId, "", noting))?.user
}

async function noteUsed(idHash: string): Promise<void> {
  await database().update(session).set({ lastSeenAt: sql`now()`, longestPause }).where(eq(session.idHash, idHash))
}

async function noteSeen(companyId: number, userId: number): Promise<void> {
  await database()
    .update(companyUser)
    .set({ lastSeenAt: sql`now()` })
    .where(and(eq(companyUser.companyId, companyId), eq(companyUser.userId, userId)))
}
