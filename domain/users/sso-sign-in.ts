import { and, eq, gt, isNull, sql } from "drizzle-orm"
import { database } from "@/db/client"
import { companyUser, invitation, linkedIdentity, membership, users } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import type { RequestOrigin } from "@/domain/access/actor"
import { type Role, roles } from "@/domain/access/rights"
import { refuse } from "@/domain/errors"
import { recordEvent } from "@/domain/history/record-event"
import { recordSecurity } from "@/domain/security-log/record"
import { isUnanswered } from "./company-users"
import { followGroups, hasGroup, rolesOfGroups } from "./follow-groups"
import { openSession } from "./sessions"
import { normalisedEmail } from "./sign-in"
import type { SsoProvider } from "./sso-settings"

/** What an issuer says of whom it sends, after next-auth has checked that it is the issuer who says so; groups undefined: nothing of any. */
export type SsoClaims = { subject: string; email?: string; emailVerified: boolean; name?: string; groups?: string[] }

/** As whom a company's issuer knows somebody. */
export type Identity = { companyId: number; issuer: string; subject: string }

export type SsoArrival =
  | { outcome: "signed_in"; sessionId: string }
  /** There is an account with that address: its user has to prove to be that once, by the account's own sign-in. */
  | { outcome: "prove"; identity: Identity; email: string }
  /** Why not: a domain that is not the company's, an address that is not proven, or nobody's. */
  | { outcome: "refused"; reason: "domain" | "unknown" }

/**
 * Lets in whom a company's issuer sends, into that company alone. An issuer is its company's, which chose it: it is believed for
 * whom it was linked to by that user, and for new accounts of the company's own; never, by an address that it claims, for an
 * account that is there.
 */
export async function arriveBySso(provider: SsoProvider, claims: SsoClaims, from: RequestOrigin): Promise<SsoArrival> {
  const identity = { companyId: provider.companyId, issuer: provider.issuer, subject: claims.subject }
  const arrived = await inCompany(provider.companyId, tx => identify(tx, provider, identity, claims))
  if (typeof arrived !== "number") return arrived
  const { companyId } = provider
  const sessionId = await openSession(arrived, from.userAgent, { ssoCompanyId: companyId })
  await recordSecurity(database(), { companyId, userId: arrived, from }, { kind: "signed_in", detail: "sso" })
  return { outcome: "signed_in", sessionId }
}

/**
 * Links an account to whom the issuer has sent, at the hand of the account's user, signed in by their own password.
 * @throws Refusal for somebody else, and for who is not a user of that company
 */
export async function linkIdentity(
  user: { id: number; email: string; ssoCompanyId: number | null },
  asked: { identity: Identity; email: string },
): Promise<void> {
  const { identity, email } = asked
  if (user.ssoCompanyId !== null || user.email !== email) throw refuse("user.sso_other_user", { email })
  if (!(await isMember(identity.companyId, user.id))) throw refuse("user.sso_no_member")
  await database()
    .insert(linkedIdentity)
    .values({ ...identity, userId: user.id })
    .onConflictDoNothing()
  const actor = { companyId: identity.companyId, userId: user.id }
  await recordSecurity(database(), actor, { kind: "second_factor_changed", detail: "sso_linked" })
}

/** @returns the user's id, or what else has become of it */
async function identify(
  tx: Tx,
  provider: SsoProvider,
  identity: Identity,
  claims: SsoClaims,
): Promise<number | SsoArrival> {
  const [linked] = await tx
    .select({ userId: linkedIdentity.userId })
    .from(linkedIdentity)
    .where(
      and(
        eq(linkedIdentity.companyId, identity.companyId),
        eq(linkedIdentity.issuer, identity.issuer),
        eq(linkedIdentity.subject, identity.subject),
      ),
    )
  if (linked) {
    if (!(await isMember(identity.companyId, linked.userId))) return unknown
    return (await followGroups(tx, provider, linked.userId, claims.groups)).length > 0 ? linked.userId : unknown
  }
  const email = normalisedEmail(claims.email ?? "")
  const domain = email.slice(email.lastIndexOf("@") + 1)
  if (!claims.emailVerified || !email.includes("@") || !provider.mailDomains.includes(domain)) {
    return { outcome: "refused", reason: "domain" }
  }
  const [account] = await tx.select({ id: users.id }).from(users).where(eq(users.email, email))
  // Whether it is one of the company's or of others alone is not told; who is no member is stopped at the linking.
  if (account) return { outcome: "prove", identity, email }
  const given = await rolesFor(tx, provider, email, claims.groups)
  if (given.length === 0) return unknown
  return makeUser(tx, identity, { email, name: claims.name?.trim().slice(0, 100) || email }, given)
}

const unknown: SsoArrival = { outcome: "refused", reason: "unknown" }

/** Of groups, and of an open invitation, which is answered by this: a role that has a group comes by it alone, as at later sign-ins. */
async function rolesFor(
  tx: Tx,
  provider: SsoProvider,
  email: string,
  groups: readonly string[] | undefined,
): Promise<Role[]> {
  const isOpen = and(
    isUnanswered(provider.companyId),
    eq(invitation.email, email),
    eq(invitation.purpose, "join"),
    gt(invitation.expiresAt, sql`now()`),
  )
  const [invited] = await tx.select({ roles: invitation.roles }).from(invitation).where(isOpen).for("update")
  const byGroup = rolesOfGroups(provider, groups)
  const given = roles.filter(role =>
    byGroup && hasGroup(provider, role) ? byGroup.includes(role) : invited?.roles.includes(role),
  )
  if (invited && given.length > 0) await tx.update(invitation).set({ acceptedAt: sql`now()` }).where(isOpen)
  return given
}

/** A new account, which no password opens until its user has one mailed. */
async function makeUser(
  tx: Tx,
  identity: Identity,
  { email, name }: { email: string; name: string },
  given: Role[],
): Promise<number> {
  const { companyId } = identity
  const [made] = await tx.insert(users).values({ email, name, passwordHash: noPassword }).returning({ id: users.id })
  const userId = made!.id
  await tx.insert(companyUser).values({ companyId, userId })
  await tx.insert(membership).values(given.map(role => ({ companyId, userId, role })))
  await tx.insert(linkedIdentity).values({ ...identity, userId })
  await recordSecurity(tx, { companyId, userId }, { kind: "rights_changed", detail: "joined" })
  await recordEvent(tx, {
    companyId,
    actor: { userId, name },
    kind: "user.joined",
    subjectType: "user",
    subjectNo: email,
    data: { name, roles: given },
  })
  return userId
}

/** A hash in PHC string format that no password has: its salt is of zeros, its digest too. */
const noPassword = `$argon2id$v=19$m=19456,t=2,p=1$${"A".repeat(22)}$${"A".repeat(43)}`

async function isMember(companyId: number, userId: number): Promise<boolean> {
  const [found] = await database()
    .select({ userId: companyUser.userId })
    .from(companyUser)
    .where(and(eq(companyUser.companyId, companyId), eq(companyUser.userId, userId), isNull(companyUser.disabledAt)))
  return found !== undefined
}
