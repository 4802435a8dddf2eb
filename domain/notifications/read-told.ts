import { and, eq, sql } from "drizzle-orm"
import { company, event, membership, notification, users } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { SubjectType } from "@/domain/history/record-event"
import { type Language, languageOfCountry } from "@/language/language"

/** Names one notification: an event that one user is told of. */
export type ToldKey = { companyId: number; userId: number; eventId: number }

/** What somebody is told outside the portal: who, in which language, about what. */
export type ToldOutside = ToldKey & {
  to: { name: string; address: string }
  language: Language
  company: { slug: string; name: string }
  kind: string
  subjectType: SubjectType
  subjectNo: string
  /** Who made it happen; empty for the system. */
  actorName: string
  data: Record<string, unknown>
}

/** What a notification tells, and how its mail stands; undefined where it is gone. */
export async function readTold(tx: Tx, key: ToldKey) {
  const { companyId, userId } = key
  const [found] = await tx
    .select({
      name: users.name,
      address: users.email,
      language: users.language,
      companyLanguage: company.language,
      isMember: sql<boolean>`exists (select from ${membership}
        where ${membership.companyId} = ${companyId} and ${membership.userId} = ${userId})`,
      slug: company.slug,
      companyName: company.name,
      country: company.countryRegionCode,
      kind: event.kind,
      subjectType: event.subjectType,
      subjectNo: event.subjectNo,
      actorName: event.actorName,
      data: event.data,
      mailState: notification.mailState,
      digestEventId: notification.digestEventId,
    })
    .from(notification)
    .innerJoin(event, and(eq(event.companyId, notification.companyId), eq(event.id, notification.eventId)))
    .innerJoin(users, eq(users.id, notification.userId))
    .innerJoin(company, eq(company.id, notification.companyId))
    .where(isTold(key))
  if (!found) return undefined
  const { name, address, slug, companyName, kind, subjectType, subjectNo, actorName, data } = found
  const told: ToldOutside = {
    ...key,
    to: { name, address },
    language: found.language ?? found.companyLanguage ?? languageOfCountry(found.country),
    company: { slug, name: companyName },
    kind,
    subjectType,
    subjectNo,
    actorName,
    data,
  }
  const { isMember, mailState, digestEventId } = found
  return { told, isMember, mailState, digestEventId }
}

/** Which row of `notification` it is. */
export function isTold({ companyId, userId, eventId }: ToldKey) {
  return and(eq(notification.companyId, companyId), eq(notification.userId, userId), eq(notification.eventId, eventId))
}
