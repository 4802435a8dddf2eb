import { and, eq, gt, isNull, sql } from "drizzle-orm"
import { database } from "@/db/client"
import { company, invitation, membership, users } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import type { Role } from "@/domain/access/rights"
import { NotFound, refuse } from "@/domain/errors"
import { recordEvent } from "@/domain/history/record-event"
import { hashOfToken } from "./invitation-token"
import { hashPassword } from "./password"
import { revokeSessions } from "./sessions"

/**
 * What accepting does: makes a user, lets a user of another company join with the account there is, or lets a user of
 * this company choose a new password.
 */
export type Acceptance = "new_user" | "joins" | "new_password"

export type Invitation = {
  companyId: number
  companyName: string
  email: string
  name: string
  roles: Role[]
  acceptance: Acceptance
}

/** @returns undefined for a token that is unknown, used, withdrawn or past its seven days: nobody learns which */
export async function findInvitation(token: string): Promise<Invitation | undefined> {
  const [found] = await database()
    .select({
      companyId: invitation.companyId,
      companyName: company.name,
      email: invitation.email,
      name: invitation.name,
      roles: sql<Role[]>`${invitation.roles}`,
      userId: users.id,
      member: sql<boolean>`EXISTS (SELECT FROM ${membership}
        WHERE ${membership.companyId} = ${invitation.companyId} AND ${membership.userId} = ${users.id})`,
    })
    .from(invitation)
    .innerJoin(company, eq(company.id, invitation.companyId))
    .leftJoin(users, eq(users.email, invitation.email))
    .where(isOpen(token))
  if (!found) return undefined
  const { userId, member, ...shown } = found
  return { ...shown, acceptance: userId === null ? "new_user" : member ? "new_password" : "joins" }
}

/**
 * Accepts an invitation, once.
 * @param chosen name (for a new user) and password (for a new user and a new password)
 * @throws NotFound for a link that is not valid (any more); Refusal when name or password are missing
 */
export async function acceptInvitation(token: string, chosen: { name?: string; password?: string }): Promise<void> {
  const found = await findInvitation(token)
  if (!found) throw new NotFound("invitation")
  const passwordHash = found.acceptance === "joins" ? undefined : await hashed(chosen.password)
  await inCompany(found.companyId, async tx => {
    const [accepted] = await tx
      .update(invitation)
      .set({ acceptedAt: sql`now()` })
      .where(isOpen(token))
      .returning({ id: invitation.tokenHash })
    if (!accepted) throw new NotFound("invitation")
    const user = await userFor(tx, found, chosen.name, passwordHash)
    if (found.acceptance !== "new_password") {
      const rows = found.roles.map(role => ({ companyId: found.companyId, userId: user.id, role }))
      await tx.insert(membership).values(rows).onConflictDoNothing()
    }
    await recordEvent(tx, {
      companyId: found.companyId,
      actor: { userId: user.id, name: user.name },
      kind: found.acceptance === "new_password" ? "user.password_chosen" : "user.joined",
      subjectType: "user",
      subjectNo: found.email,
      data: { name: user.name },
    })
  })
}

async function userFor(tx: Tx, found: Invitation, name: string | undefined, passwordHash: string | undefined) {
  if (found.acceptance === "new_user") {
    if (!name) throw refuse("required", undefined, "name")
    const [made] = await tx
      .insert(users)
      .values({ email: found.email, name, passwordHash: passwordHash ?? "" })
      .onConflictDoNothing()
      .returning({ id: users.id, name: users.name })
    // Another company's invitation made this user a moment ago; the link now lets them join.
    if (!made) throw refuse("user.just_made")
    return made
  }
  const [user] = await tx.select().from(users).where(eq(users.email, found.email))
  if (!user) throw new NotFound("user")
  if (passwordHash !== undefined) {
    await tx.update(users).set({ passwordHash }).where(eq(users.id, user.id))
    await revokeSessions(user.id, undefined, tx)
  }
  return user
}

async function hashed(password: string | undefined): Promise<string> {
  if (!password) throw refuse("required", undefined, "password")
  return hashPassword(password)
}

function isOpen(token: string) {
  return and(
    eq(invitation.tokenHash, hashOfToken(token)),
    isNull(invitation.acceptedAt),
    isNull(invitation.withdrawnAt),
    gt(invitation.expiresAt, sql`now()`),
  )
}
