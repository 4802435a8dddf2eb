import { and, eq, isNull, sql } from "drizzle-orm"
import { invitation, membership, users } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import type { Role } from "@/domain/access/rights"
import { NotFound, refuse } from "@/domain/errors"
import { recordEvent } from "@/domain/history/record-event"
import { requireNowhereElse, userOf } from "./company-users"
import { hashOfToken, invitationToken } from "./invitation-token"

const daysValid = 7

export type Invited = { id: string; eventId: number }

export type Invitee = { name: string /** In lower case. */; email: string; roles: Role[] }

/**
 * Invites somebody into the actor's company by a link that is valid for seven days. An earlier invitation of the same
 * e-mail is withdrawn.
 *
 * @returns the invitation, and the event that its mail is about
 * @throws Forbidden; Refusal when the e-mail belongs to a user of the company already
 */
export async function inviteUser(actor: Actor, invitee: Invitee): Promise<Invited> {
  authorise(actor, "company.administer")
  return inCompany(actor.companyId, async tx => {
    const [member] = await tx
      .select({ id: users.id })
      .from(users)
      .innerJoin(membership, and(eq(membership.userId, users.id), eq(membership.companyId, actor.companyId)))
      .where(eq(users.email, invitee.email))
      .limit(1)
    if (member) throw refuse("user.already_here", { email: invitee.email }, "email")
    return invite(tx, actor, invitee, "user.invited")
  })
}

/**
 * Makes a link by which a user of the company, and of no other, chooses a new password.
 * @throws Forbidden; NotFound; Refusal for a user of other companies, whose accounts it would open
 */
export async function offerNewPassword(actor: Actor, userId: number): Promise<Invited> {
  authorise(actor, "company.administer")
  return inCompany(actor.companyId, async tx => {
    const user = await userOf(tx, actor, userId)
    await requireNowhereElse(tx, actor, userId)
    return invite(tx, actor, user, "user.password_offered")
  })
}

/** Makes an invitation's link worthless. @throws Forbidden; NotFound when it is not there, another company's, or settled */
export async function withdrawInvitation(actor: Actor, id: string): Promise<void> {
  authorise(actor, "company.administer")
  await inCompany(actor.companyId, async tx => {
    const [withdrawn] = await tx
      .update(invitation)
      .set({ withdrawnAt: sql`now()` })
      .where(and(eq(invitation.tokenHash, id), isOpenIn(actor.companyId)))
      .returning({ email: invitation.email, name: invitation.name })
    if (!withdrawn) throw new NotFound("invitation")
    await recordEvent(tx, {
      companyId: actor.companyId,
      actor,
      kind: "user.invitation_withdrawn",
      subjectType: "user",
      subjectNo: withdrawn.email,
      data: { name: withdrawn.name },
    })
  })
}

async function invite(tx: Tx, actor: Actor, invitee: Invitee, kind: string): Promise<Invited> {
  const { companyId } = actor
  const { name, email, roles } = invitee
  await tx
    .update(invitation)
    .set({ withdrawnAt: sql`now()` })
    .where(and(eq(invitation.email, email), isOpenIn(companyId)))
  const createdAt = new Date()
  const id = hashOfToken(invitationToken({ companyId, email, createdAt }))
  await tx.insert(invitation).values({
    tokenHash: id,
    companyId,
    email,
    name,
    roles,
    invitedBy: actor.userId,
    createdAt,
    expiresAt: sql`now() + make_interval(days => ${daysValid})`,
  })
  const data = { name, roles, invitation: id }
  const eventId = await recordEvent(tx, { companyId, actor, kind, subjectType: "user", subjectNo: email, data })
  return { id, eventId }
}

function isOpenIn(companyId: number) {
  return and(eq(invitation.companyId, companyId), isNull(invitation.acceptedAt), isNull(invitation.withdrawnAt))
}
