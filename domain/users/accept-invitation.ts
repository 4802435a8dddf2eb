import { and, eq, gt, isNull, sql } from "drizzle-orm"
import { database } from "@/db/client"
import { company, companyUser, invitation, membership, users } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import type { Role } from "@/domain/access/rights"
import { NotFound, refuse } from "@/domain/errors"
import { recordEvent } from "@/domain/history/record-event"
import { recordSecurity } from "@/domain/security-log/record"
import { belongsElsewhere } from "./company-users"
import { hashOfToken } from "./invitation-token"
import { hashPassword } from "./password"
import { requireStrong } from "./password-rules"
import { revokeSessions } from "./sessions"
import { recordUserEvent } from "./user-events"

/**
 * What accepting does:
 * - new_user makes an account, whose address the link proves;
 * - joins lets a user of another company into this one too, signed in as who they are, be the address proven or not; the
 *   link then proves it;
 * - returns does so for an account that no company has any more, so that none could offer a forgotten password anew:
 *   whoever reads its mail chooses one, and whoever used it until then is signed out;
 * - new_password replaces the password of a user of this company and of no other.
 */
export type Acceptance = "new_user" | "joins" | "returns" | "new_password"

export type Invitation = {
  companyId: number
  companyName: string
  companySlug: string
  email: string
  name: string
  roles: Role[]
  /** Null: whoever operates the portal. */
  invitedBy: number | null
  acceptance: Acceptance
}

/** Who accepts: the signed-in user, if any, and what a form asked for. */
export type Accepting = { userId?: number; name?: string; password?: string }

/** @returns undefined for a token that is unknown, answered, withdrawn or past its seven days: nobody learns which */
export async function findInvitation(token: string): Promise<Invitation | undefined> {
  const [named] = await database().select({ companyId: invitation.companyId }).from(invitation).where(isOpen(token))
  return named && inCompany(named.companyId, tx => read(tx, token))
}

/**
 * Accepts an invitation, once. What the link may do is asked again in the transaction that does it, which one at a time
 * does for a user: a link for a password is worthless once its user works for another company too.
 *
 * @throws NotFound for a link that is not valid (any more); Refusal when name or password are missing, for a password that
 *   is easily guessed, when another user than the invited one is signed in, or none, and when the account came to be since the page was opened
 */
export async function acceptInvitation(token: string, accepting: Accepting): Promise<void> {
  const asked = await findInvitation(token)
  if (!asked) throw new NotFound("invitation")
  // Slow, and so before anything is locked.
  const passwordHash = asked.acceptance === "joins" ? undefined : await hashed(asked, accepting)
  await inCompany(asked.companyId, async tx => {
    await tx.select({ id: users.id }).from(users).where(eq(users.email, asked.email)).for("update")
    const found = await read(tx, token)
    if (!found) throw new NotFound("invitation")
    if (found.acceptance !== asked.acceptance) throw refuse("user.just_made")
    await take(tx, token)
    const user = await userFor(tx, found, accepting, passwordHash)
    if (found.acceptance === "new_password") {
      await recordUserEvent(
        tx,
        { companyId: found.companyId, userId: user.id, name: user.name },
        "user.password_chosen",
        {
          userId: user.id,
          name: user.name,
          email: found.email,
        },
      )
      return
    }
    await join(tx, found, user)
  })
}

/**
 * Declines an invitation to join, once; nobody need be signed in, so that it says nothing of an account either.
 * @throws NotFound for a link that is not valid (any more), or for a password
 */
export async function declineInvitation(token: string): Promise<void> {
  const found = await findInvitation(token)
  if (!found || found.acceptance === "new_password") throw new NotFound("invitation")
  await inCompany(found.companyId, async tx => {
    const declined = await tx
      .update(invitation)
      .set({ declinedAt: sql`now()` })
      .where(isOpen(token))
      .returning({ id: invitation.tokenHash })
    if (declined.length === 0) throw new NotFound("invitation")
    await recordEvent(tx, {
      companyId: found.companyId,
      actor: null,
      kind: "user.invitation_declined",
      subjectType: "user",
      subjectNo: found.email,
      data: { name: found.name },
      tell: { userIds: inviter(found) },
    })
  })
}

async function read(tx: Tx, token: string): Promise<Invitation | undefined> {
  const [found] = await tx
    .select({
      companyId: invitation.companyId,
      companyName: company.name,
      companySlug: company.slug,
      email: invitation.email,
      name: invitation.name,
      roles: sql<Role[]>`${invitation.roles}`,
      invitedBy: invitation.invitedBy,
      purpose: invitation.purpose,
      userId: users.id,
      memberId: companyUser.userId,
    })
    .from(invitation)
    .innerJoin(company, eq(company.id, invitation.companyId))
    .leftJoin(users, eq(users.email, invitation.email))
    .leftJoin(companyUser, and(eq(companyUser.companyId, invitation.companyId), eq(companyUser.userId, users.id)))
    .where(isOpen(token))
  if (!found) return undefined
  const { purpose, userId, memberId, ...shown } = found
  const isMember = memberId !== null
  const isElsewhere = userId !== null && (await belongsElsewhere(tx, found.companyId, userId))
  if (purpose === "join") {
    // Whoever may no longer let people in has let nobody in.
    if (isMember || !(await mayInvite(tx, found.companyId, found.invitedBy))) return undefined
    return { ...shown, acceptance: userId === null ? "new_user" : isElsewhere ? "joins" : "returns" }
  }
  if (!isMember || isElsewhere) return undefined
  return { ...shown, acceptance: "new_password" }
}

const inviter = ({ invitedBy }: Invitation) => (invitedBy === null ? [] : [invitedBy])

async function mayInvite(tx: Tx, companyId: number, userId: number | null): Promise<boolean> {
  if (userId === null) return true
  const isThat = and(
    eq(membership.companyId, companyId),
    eq(membership.userId, userId),
    eq(membership.role, "administrator"),
  )
  const [found] = await tx.select({ userId: membership.userId }).from(membership).where(isThat)
  return found !== undefined
}

/** Once: of two at a time, one finds it open no more. */
async function take(tx: Tx, token: string): Promise<void> {
  const taken = await tx
    .update(invitation)
    .set({ acceptedAt: sql`now()` })
    .where(isOpen(token))
    .returning({ id: invitation.tokenHash })
  if (taken.length === 0) throw new NotFound("invitation")
}

/** Who has the link reads the mail of its address. */
const proven = sql`coalesce(${users.verifiedAt}, now())`

type Account = { id: number; name: string }

async function userFor(
  tx: Tx,
  found: Invitation,
  { userId, name }: Accepting,
  passwordHash: string | undefined,
): Promise<Account> {
  if (found.acceptance === "new_user") {
    if (!name) throw refuse("required", undefined, "name")
    const [made] = await tx
      .insert(users)
      .values({ email: found.email, name, passwordHash: passwordHash ?? "", verifiedAt: sql`now()` })
      .onConflictDoNothing()
      .returning({ id: users.id, name: users.name })
    // Another company's invitation made this user a moment ago; the link now lets them join.
    if (!made) throw refuse("user.just_made")
    return made
  }
  const [user] = await tx.select({ id: users.id, name: users.name }).from(users).where(eq(users.email, found.email))
  if (!user) throw new NotFound("user")
  if (found.acceptance === "joins") {
    if (userId !== user.id) throw refuse("user.sign_in_to_join", { email: found.email })
    await tx.update(users).set({ verifiedAt: proven }).where(eq(users.id, user.id))
    return user
  }
  await tx
    .update(users)
    .set({ passwordHash: passwordHash ?? "", verifiedAt: proven })
    .where(eq(users.id, user.id))
  await revokeSessions(user.id, undefined, tx)
  return user
}

/** Makes the user one of the company's; from then on no link of another company's opens the account. */
async function join(tx: Tx, found: Invitation, user: Account): Promise<void> {
  const { companyId, email, roles } = found
  await tx.insert(companyUser).values({ companyId, userId: user.id })
  await tx.insert(membership).values(roles.map(role => ({ companyId, userId: user.id, role })))
  await tx
    .update(invitation)
    .set({ withdrawnAt: sql`now()` })
    .where(
      and(
        eq(invitation.email, email),
        eq(invitation.purpose, "new_password"),
        isNull(invitation.acceptedAt),
        isNull(invitation.withdrawnAt),
      ),
    )
  await recordSecurity(tx, { companyId, userId: user.id }, { kind: "rights_changed", detail: "joined" })
  await recordEvent(tx, {
    companyId,
    actor: { userId: user.id, name: user.name },
    kind: "user.joined",
    subjectType: "user",
    subjectNo: email,
    data: { name: user.name, roles },
    tell: { userIds: inviter(found) },
  })
}

async function hashed({ companyName, email, name }: Invitation, given: Accepting): Promise<string> {
  if (!given.password) throw refuse("required", undefined, "password")
  await requireStrong(given.password, [companyName, email, name, given.name ?? ""], "password")
  return hashPassword(given.password)
}

function isOpen(token: string) {
  return and(
    eq(invitation.tokenHash, hashOfToken(token)),
    isNull(invitation.acceptedAt),
    isNull(invitation.declinedAt),
    isNull(invitation.withdrawnAt),
    gt(invitation.expiresAt, sql`now()`),
  )
}
