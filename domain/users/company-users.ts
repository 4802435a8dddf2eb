import { and, eq, isNull, ne, sql } from "drizzle-orm"
import { companyUser, invitation, membership, users } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import type { Role } from "@/domain/access/rights"
import { NotFound, refuse } from "@/domain/errors"

export type CompanyUser = {
  userId: number
  name: string
  email: string
  /** Also those that a disabled user will have again. */
  roles: Role[]
  /** In this company. */
  disabled: boolean
  /** In this company; null: never. */
  lastSeenAt: Date | null
}

export type OpenInvitation = {
  /** Names the invitation; opens nothing. */
  id: string
  name: string
  email: string
  roles: Role[]
  expiresAt: Date
  expired: boolean
}

/** The users of the actor's company, by name. @throws Forbidden */
export async function listUsers(actor: Actor): Promise<CompanyUser[]> {
  authorise(actor, "company.administer")
  return inCompany(actor.companyId, tx => readUsers(tx, actor))
}

/** One user of the actor's company. @throws Forbidden; NotFound, also for a user of other companies alone */
export async function readUser(actor: Actor, userId: number): Promise<CompanyUser> {
  authorise(actor, "company.administer")
  return inCompany(actor.companyId, tx => userOf(tx, actor, userId))
}

/**
 * Invitations to the actor's company that nobody has answered or withdrawn, the latest first. They say what the inviter
 * typed and nothing else: whether the address has an account is its owner's to tell, by accepting.
 * @throws Forbidden
 */
export async function listInvitations(actor: Actor): Promise<OpenInvitation[]> {
  authorise(actor, "company.administer")
  const rows = await inCompany(actor.companyId, tx =>
    tx
      .select()
      .from(invitation)
      .where(and(isUnanswered(actor.companyId), eq(invitation.purpose, "join")))
      .orderBy(sql`${invitation.createdAt} DESC`),
  )
  return rows.map(({ tokenHash, name, email, roles, expiresAt }) => ({
    id: tokenHash,
    name,
    email,
    roles: roles as Role[],
    expiresAt,
    expired: expiresAt.getTime() <= Date.now(),
  }))
}

/** The company's links that were neither used nor declined nor withdrawn; they may have expired. */
export function isUnanswered(companyId: number) {
  return and(
    eq(invitation.companyId, companyId),
    isNull(invitation.acceptedAt),
    isNull(invitation.declinedAt),
    isNull(invitation.withdrawnAt),
  )
}

/** @throws NotFound unless the user belongs to the actor's company */
export async function userOf(tx: Tx, actor: Actor, userId: number): Promise<CompanyUser> {
  const [found] = await readUsers(tx, actor, userId)
  if (!found) throw new NotFound("user")
  return found
}

async function readUsers(tx: Tx, { companyId }: Actor, userId?: number): Promise<CompanyUser[]> {
  const counting = sql`SELECT ${membership.role} FROM ${membership}
    WHERE ${membership.companyId} = ${companyUser.companyId} AND ${membership.userId} = ${companyUser.userId}`
  const rows = await tx
    .select({
      userId: users.id,
      name: users.name,
      email: users.email,
      roles: sql<Role[]>`ARRAY(${counting} UNION SELECT unnest(${companyUser.keptRoles}) ORDER BY 1)`,
      disabledAt: companyUser.disabledAt,
      lastSeenAt: companyUser.lastSeenAt,
    })
    .from(companyUser)
    .innerJoin(users, eq(users.id, companyUser.userId))
    .where(and(eq(companyUser.companyId, companyId), userId === undefined ? undefined : eq(companyUser.userId, userId)))
    .orderBy(sql`${users.name} COLLATE "und-x-icu"`, users.id)
  return rows.map(({ disabledAt, ...row }) => ({ ...row, disabled: disabledAt !== null }))
}

/**
 * Lets one transaction at a time change who administers a company, so that two administrators cannot remove each other
 * at once. (The application may not update roles and so cannot lock their rows.)
 */
export async function lockMemberships(tx: Tx, companyId: number): Promise<void> {
  await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtext('membership'), ${companyId})`)
}

/** @throws Refusal when nobody is left who can administer the company; ask after the change */
export async function requireAdministrator(tx: Tx, companyId: number): Promise<void> {
  const [left] = await tx
    .select({ userId: membership.userId })
    .from(membership)
    .where(and(eq(membership.companyId, companyId), eq(membership.role, "administrator")))
    .limit(1)
  if (!left) throw refuse("user.last_administrator")
}

/** Whether the user belongs to other companies too. No company's administrator may learn it. */
export async function belongsElsewhere(tx: Tx, companyId: number, userId: number): Promise<boolean> {
  const [elsewhere] = await tx
    .select({ companyId: companyUser.companyId })
    .from(companyUser)
    .where(and(eq(companyUser.userId, userId), ne(companyUser.companyId, companyId)))
    .limit(1)
  return elsewhere !== undefined
}
