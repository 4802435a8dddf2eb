import { and, eq, isNull, sql } from "drizzle-orm"
import { companyUser, invitation, users } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import type { Role } from "@/domain/access/rights"
import { NotFound, refuse } from "@/domain/errors"
import { recordEvent } from "@/domain/history/record-event"
import { recordSecurity } from "@/domain/security-log/record"
import { belongsElsewhere, isUnanswered, userOf } from "./company-users"
import { hashOfToken, invitationToken } from "./invitation-token"
import { linksReachMailboxes } from "./link-mail"

const daysValid = 7

export type Invited = { id: string; eventId: number }

export type Invitee = { name: string /** In lower case. */; email: string; roles: Role[] }

/**
 * Invites somebody into the actor's company by a link that is valid for seven days and goes to the address alone: who
 * invites never sees it, and never learns whether the address has an account. An earlier invitation of the same e-mail is
 * withdrawn.
 *
 * @returns the invitation, and the event that its mail is about
 * @throws Forbidden; Refusal when the e-mail belongs to a user of the company already, or no mail goes out
 */
export async function inviteUser(actor: Actor, invitee: Invitee): Promise<Invited> {
  authorise(actor, "company.administer")
  return inCompany(actor.companyId, async tx => {
    await requireMail(tx)
    const [member] = await tx
      .select({ id: users.id })
      .from(users)
      .innerJoin(companyUser, and(eq(companyUser.userId, users.id), eq(companyUser.companyId, actor.companyId)))
      .where(eq(users.email, invitee.email))
      .limit(1)
    if (member) throw refuse("user.already_here", { email: invitee.email }, "email")
    return linkOf(await makeLink(tx, actor, "join", invitee))
  })
}

/**
 * Mails a user of the company a link by which to choose a new password. Nobody else sees it. It opens the accounts of
 * who works for this company alone: to who works elsewhere too, the mail says that no one company decides it, and what to
 * do instead. The actor is told the same in either case.
 *
 * @returns the link, and the event that its mail is about
 * @throws Forbidden; NotFound for a user of other companies alone; Refusal when no mail goes out
 */
export async function offerNewPassword(actor: Actor, userId: number): Promise<Invited> {
  authorise(actor, "company.administer")
  return inCompany(actor.companyId, async tx => {
    await requireMail(tx)
    const user = await userOf(tx, actor, userId)
    // So that it is not answered before somebody who joins elsewhere at this moment has done so, or after.
    await tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).for("share")
    const elsewhere = await belongsElsewhere(tx, actor.companyId, userId)
    return linkOf(await makeLink(tx, actor, elsewhere ? "no_password" : "new_password", user))
  })
}

/** Makes an invitation's link worthless. @throws Forbidden; NotFound when it is not there, another company's, or settled */
export async function withdrawInvitation(actor: Actor, id: string): Promise<void> {
  authorise(actor, "company.administer")
  await inCompany(actor.companyId, async tx => {
    const [withdrawn] = await tx
      .update(invitation)
      .set({ withdrawnAt: sql`now()` })
      .where(and(eq(invitation.tokenHash, id), eq(invitation.purpose, "join"), isUnanswered(actor.companyId)))
      .returning({ email: invitation.email, name: invitation.name, roles: invitation.roles })
    if (!withdrawn) throw new NotFound("invitation")
    await record(tx, actor, "user.invitation_withdrawn", withdrawn)
  })
}

/** Without the token: who invites never sees it. */
const linkOf = ({ id, eventId }: Invited): Invited => ({ id, eventId })

/** @throws Refusal where no link could reach the mailbox that it is for */
async function requireMail(tx: Tx): Promise<void> {
  if (!(await linksReachMailboxes(tx))) throw refuse("user.no_mail_server")
}

/** Who invites; without a user it is whoever operates the portal. */
type Inviter = Pick<Actor, "companyId" | "name" | "from"> & { userId: number | null }

export type FirstInvitation = {
  /** Of the link. */
  path: string
  mailed: boolean
  /** That its mail is about. */
  eventId: number
}

/**
 * Invites the first administrator of a company, whom nobody in it could invite. The link is mailed where a mail server is;
 * where none is, whoever operates the portal hands it on.
 *
 * @param tx a transaction whose app.company_id is the company
 */
export async function inviteFirstAdministrator(
  tx: Tx,
  companyId: number,
  invitee: { name: string /** In lower case. */; email: string },
): Promise<FirstInvitation> {
  const operator = { companyId, userId: null, name: "" }
  const { token, eventId } = await makeLink(tx, operator, "join", { ...invitee, roles: ["administrator"] })
  return { path: pathOf(token), mailed: await linksReachMailboxes(tx), eventId }
}

/**
 * The link that a company's first administrator was invited by, again, while nobody has answered it.
 *
 * @returns undefined where it is answered, withdrawn, or another address was invited
 */
export async function findFirstInvitation(
  tx: Tx,
  companyId: number,
  email: string,
): Promise<FirstInvitation | undefined> {
  const [found] = await tx
    .select({ createdAt: invitation.createdAt, eventId: invitation.eventId })
    .from(invitation)
    .where(and(eq(invitation.email, email), isNull(invitation.invitedBy), isUnanswered(companyId)))
  if (!found?.eventId) return undefined
  const token = invitationToken({ companyId, email, createdAt: found.createdAt })
  return { path: pathOf(token), mailed: await linksReachMailboxes(tx), eventId: found.eventId }
}

const pathOf = (token: string) => `/invitation/${token}`

type Purpose = (typeof invitation.$inferInsert)["purpose"]

async function makeLink(
  tx: Tx,
  actor: Inviter,
  purpose: Purpose,
  invitee: Invitee,
): Promise<Invited & { token: string }> {
  const { companyId } = actor
  const { name, email, roles } = invitee
  await tx
    .update(invitation)
    .set({ withdrawnAt: sql`now()` })
    .where(and(eq(invitation.email, email), isUnanswered(companyId)))
  const eventId = await record(tx, actor, purpose === "join" ? "user.invited" : "user.password_offered", invitee)
  const createdAt = new Date()
  const token = invitationToken({ companyId, email, createdAt })
  const id = hashOfToken(token)
  await tx.insert(invitation).values({
    tokenHash: id,
    companyId,
    purpose,
    email,
    name,
    roles,
    invitedBy: actor.userId,
    createdAt,
    expiresAt: sql`now() + make_interval(days => ${daysValid})`,
    withdrawnAt: purpose === "no_password" ? createdAt : null,
    eventId,
    mailDueAt: sql`now() + interval '30 seconds'`,
  })
  return { id, eventId, token }
}

async function record(
  tx: Tx,
  { companyId, userId, name: inviter, from }: Inviter,
  kind: string,
  { name, email, roles }: { name: string; email: string; roles: string[] },
): Promise<number> {
  const data = { name, roles }
  const actor = userId === null ? null : { userId, name: inviter }
  const detail = kind.replace("user.", "")
  if (userId !== null) await recordSecurity(tx, { companyId, userId, from }, { kind: "rights_changed", detail })
  return recordEvent(tx, { companyId, actor, kind, subjectType: "user", subjectNo: email, data })
}
