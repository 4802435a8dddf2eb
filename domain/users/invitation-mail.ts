import { and, eq, gt, isNotNull, or, sql } from "drizzle-orm"
import { database } from "@/db/client"
import { company, event, invitation, users } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Language, languageOfCountry } from "@/language/language"
import { isUnanswered } from "./company-users"
import { invitationToken } from "./invitation-token"
import { linksReachMailboxes } from "./link-mail"

/** What the mail about an invitation, or about a new password, needs. */
export type InvitationMail = {
  /** "user.invited", "user.password_offered", or "user.password_not_offered" to who works elsewhere too. */
  kind: string
  to: { name: string; address: string }
  language: Language
  companyName: string
  /** Who invites. */
  actorName: string
  /** Path of the link: it accepts, or, of a password that is not offered, leads to where one signs in. */
  path: string
}

/**
 * @param eventId as inviteUser and offerNewPassword return it
 * @returns undefined when it has been sent, when the link opens nothing (any more), or when no mailbox can be reached
 */
export async function invitationMail(companyId: number, eventId: number): Promise<InvitationMail | undefined> {
  if (!(await linksReachMailboxes())) return undefined
  const opensSomething = and(isUnanswered(companyId), gt(invitation.expiresAt, sql`now()`))
  const [found] = await inCompany(companyId, tx =>
    tx
      .select({
        kind: event.kind,
        actorName: event.actorName,
        purpose: invitation.purpose,
        email: invitation.email,
        name: invitation.name,
        createdAt: invitation.createdAt,
        companyName: company.name,
        country: company.countryRegionCode,
        language: users.language,
        companyLanguage: company.language,
      })
      .from(invitation)
      .innerJoin(event, and(eq(event.companyId, invitation.companyId), eq(event.id, invitation.eventId)))
      .innerJoin(company, eq(company.id, invitation.companyId))
      .leftJoin(users, eq(users.email, invitation.email))
      .where(
        and(
          isMailOf(companyId, eventId),
          isNotNull(invitation.mailDueAt),
          or(eq(invitation.purpose, "no_password"), opensSomething),
        ),
      ),
  )
  if (!found) return undefined
  const { kind, purpose, actorName, companyName, email, name, createdAt, language, companyLanguage, country } = found
  const isOffered = purpose !== "no_password"
  return {
    kind: isOffered ? kind : "user.password_not_offered",
    actorName,
    companyName,
    to: { name, address: email },
    language: language ?? companyLanguage ?? languageOfCountry(country),
    path: isOffered ? `/invitation/${invitationToken({ companyId, email, createdAt })}` : "/sign-in",
  }
}

/** The mail server has taken it, or never will. */
export async function settleInvitationMail(companyId: number, eventId: number): Promise<void> {
  await database().update(invitation).set({ mailDueAt: null }).where(isMailOf(companyId, eventId))
}

/** A mail to be sent again. */
export type InvitationMailKey = { companyId: number; eventId: number; generation: number }

/**
 * Takes the mails of any company whose time has come, each under its next generation, and puts off the next try: by a
 * minute, by two, by four, up to an hour. One whose link has expired by then is given up.
 */
export async function takeDueInvitationMails(atMost: number): Promise<InvitationMailKey[]> {
  const due = sql`(SELECT ${invitation.tokenHash} FROM ${invitation} WHERE ${invitation.mailDueAt} < now()
    ORDER BY ${invitation.mailDueAt} LIMIT ${atMost} FOR UPDATE SKIP LOCKED)`
  const pause = sql`make_interval(mins => least(power(2, ${invitation.mailAttempts}), 60)::integer)`
  const taken = await database()
    .update(invitation)
    .set({
      mailAttempts: sql`${invitation.mailAttempts} + 1`,
      mailDueAt: sql`CASE WHEN ${invitation.expiresAt} > now() THEN now() + ${pause} END`,
    })
    .where(sql`${invitation.tokenHash} IN ${due}`)
    .returning({
      companyId: invitation.companyId,
      eventId: invitation.eventId,
      generation: invitation.mailAttempts,
      dueAt: invitation.mailDueAt,
    })
  return taken.flatMap(({ companyId, eventId, generation, dueAt }) =>
    eventId !== null && dueAt !== null ? [{ companyId, eventId, generation }] : [],
  )
}

function isMailOf(companyId: number, eventId: number) {
  return and(eq(invitation.companyId, companyId), eq(invitation.eventId, eventId))
}
