import { and, eq, isNull, sql } from "drizzle-orm"
import { database } from "@/db/client"
import { company, invitation, membership, session, users } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import type { Role } from "@/domain/access/rights"
import { NotFound, refuse } from "@/domain/errors"
import { invitationToken } from "./invitation-token"

export type CompanyUser = {
  userId: number
  name: string
  email: string
  roles: Role[]
  disabled: boolean
  /** Null: never signed in. */
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
  /** Path of the link that accepts it. */
  path: string
}

/** The users of the actor's company, by name. @throws Forbidden */
export async function listUsers(actor: Actor): Promise<CompanyUser[]> {
  authorise(actor, "company.administer")
  return inCompany(actor.companyId, tx => readUsers(tx, actor))
}

/** Names of those who can administer a company, for its users to turn to; by name. */
export async function administratorsOf(companyId: number): Promise<string[]> {
  const rows = await database()
    .select({ name: users.name })
    .from(membership)
    .innerJoin(users, eq(users.id, membership.userId))
    .where(and(eq(membership.companyId, companyId), eq(membership.role, "administrator"), isNull(users.disabledAt)))
    .orderBy(users.name)
  return rows.map(({ name }) => name)
}

/** One user of the actor's company. @throws Forbidden; NotFound, also for a user of other companies alone */
export async function readUser(actor: Actor, userId: number): Promise<CompanyUser> {
  authorise(actor, "company.administer")
  return inCompany(actor.companyId, tx => userOf(tx, actor, userId))
}

/** Invitations to the actor's company that were neither accepted nor withdrawn, the latest first. @throws Forbidden */
export async function listInvitations(actor: Actor): Promise<OpenInvitation[]> {
  authorise(actor, "company.administer")
  const rows = await inCompany(actor.companyId, tx =>
    tx
      .select()
      .from(invitation)
      .where(
        and(eq(invitation.companyId, actor.companyId), isNull(invitation.acceptedAt), isNull(invitation.withdrawnAt)),
      )
      .orderBy(sql`${invitation.createdAt} DESC`),
  )
  return rows.map(row => ({
    id: row.tokenHash,
    name: row.name,
    email: row.email,
    roles: row.roles as Role[],
    expiresAt: row.expiresAt,
    expired: row.expiresAt.getTime() <= Date.now(),
    path: `/invitation/${invitationToken(row)}`,
  }))
}

/** @throws NotFound unless the user belongs to the actor's company */
export async function userOf(tx: Tx, actor: Actor, userId: number): Promise<CompanyUser> {
  const [found] = await readUsers(tx, actor, userId)
  if (!found) throw new NotFound("user")
  return found
}

async function readUsers(tx: Tx, actor: Actor, userId?: number): Promise<CompanyUser[]> {
  const lastSeen = sql<string | null>`(SELECT max(${session.lastSeenAt}) FROM ${session}
    WHERE ${session.userId} = ${users.id})`
  const rows = await tx
    .select({
      userId: users.id,
      name: users.name,
      email: users.email,
      roles: sql<Role[]>`array_agg(${membership.role} ORDER BY ${membership.role})`,
      disabledAt: users.disabledAt,
      lastSeenAt: lastSeen.mapWith(session.lastSeenAt),
    })
    .from(users)
    .innerJoin(membership, eq(membership.userId, users.id))
    .where(
      and(eq(membership.companyId, actor.companyId), userId === undefined ? undefined : eq(membership.userId, userId)),
    )
    .groupBy(users.id)
    .orderBy(sql`${users.name} COLLATE "und-x-icu"`, users.id)
  return rows.map(({ disabledAt, ...row }) => ({ ...row, disabled: disabledAt !== null }))
}

/**
 * Lets one transaction at a time change who administers a company, so that two administrators cannot remove each other
 * at once. (The application may not update memberships and so cannot lock their rows.)
 */
export async function lockMemberships(tx: Tx, companyId: number): Promise<void> {
  await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtext('membership'), ${companyId})`)
}

/** @throws Refusal when nobody is left who can sign in and administer the company; ask after the change */
export async function requireAdministrator(tx: Tx, companyId: number): Promise<void> {
  const [left] = await tx
    .select({ userId: membership.userId })
    .from(membership)
    .innerJoin(users, eq(users.id, membership.userId))
    .where(and(eq(membership.companyId, companyId), eq(membership.role, "administrator"), isNull(users.disabledAt)))
    .limit(1)
  if (!left) throw refuse("user.last_administrator")
}

/** @throws Refusal when the user belongs to other companies too, which this one must not decide for */
export async function requireNowhereElse(tx: Tx, actor: Actor, userId: number): Promise<void> {
  const [elsewhere] = await tx
    .select({ id: company.id })
    .from(membership)
    .innerJoin(company, eq(company.id, membership.companyId))
    .where(and(eq(membership.userId, userId), sql`${company.id} <> ${actor.companyId}`))
    .limit(1)
  if (elsewhere) throw refuse("user.elsewhere")
}
