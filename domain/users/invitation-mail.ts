import { and, eq, gt, isNull, sql } from "drizzle-orm"
import { company, event, invitation, users } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { mailLanguage } from "@/domain/notifications/mail-language"
import { invitationToken } from "./invitation-token"

/** What the mail about an invitation, or about a new password, needs. */
export type InvitationMail = {
  kind: string
  to: { name: string; address: string }
  language: "en" | "nl"
  companyName: string
  /** Who invites. */
  actorName: string
  /** Path of the link that accepts. */
  path: string
}

/**
 * @param eventId as inviteUser and offerNewPassword return it
 * @returns undefined when the link opens nothing (any more): then there is nothing to mail
 */
export async function invitationMail(companyId: number, eventId: number): Promise<InvitationMail | undefined> {
  const [found] = await inCompany(companyId, tx =>
    tx
      .select({
        kind: event.kind,
        actorName: event.actorName,
        email: invitation.email,
        name: invitation.name,
        createdAt: invitation.createdAt,
        companyName: company.name,
        country: company.countryRegionCode,
        language: users.language,
      })
      .from(event)
      .innerJoin(invitation, eq(invitation.tokenHash, sql`${event.data} ->> 'invitation'`))
      .innerJoin(company, eq(company.id, invitation.companyId))
      .leftJoin(users, eq(users.email, invitation.email))
      .where(
        and(
          eq(event.companyId, companyId),
          eq(event.id, eventId),
          eq(invitation.companyId, companyId),
          isNull(invitation.acceptedAt),
          isNull(invitation.withdrawnAt),
          gt(invitation.expiresAt, sql`now()`),
        ),
      ),
  )
  if (!found) return undefined
  const { kind, actorName, companyName, email, name, createdAt, language, country } = found
  return {
    kind,
    actorName,
    companyName,
    to: { name, address: email },
    language: mailLanguage(language, country),
    path: `/invitation/${invitationToken({ companyId, email, createdAt })}`,
  }
}
