import { channel } from "node:diagnostics_channel"
import { and, eq, gt, isNull, sql } from "drizzle-orm"
import { database } from "@/db/client"
import { company, companyUser, securityEntry } from "@/db/schema"
import type { Actor, RequestOrigin } from "@/domain/access/actor"
import { deviceNamed } from "./device-named"
import type { SecurityKind } from "./kinds"

/** What happened. */
export type SecurityEvent = {
  kind: SecurityKind
  /** A word or two of the portal's own, never of what was typed. */
  detail?: string
  /** Id of the user to whom it was done. */
  subjectId?: number
  /** For what can be done a thousand times a minute: only once in a minute. */
  once?: boolean
}

type Writer = Pick<ReturnType<typeof database>, "insert" | "select">

/** What the portal writes its log lines from; see writeSecurityLines. */
export const securityChannel = channel("inkoop.security")

/** Writes what somebody did in a company, in the transaction that does it. */
export async function recordSecurity(
  writer: Writer,
  actor: Pick<Actor, "companyId" | "userId" | "from">,
  event: SecurityEvent,
): Promise<void> {
  await write(writer, { companyId: actor.companyId, userId: actor.userId }, actor.from, event)
}

/**
 * Writes what somebody did, or tried, where the company is not said: it is that of the address they were on the way to, if
 * they are one of its users, else the only one that they work for. To other companies it is nobody's business.
 *
 * @param who undefined: nobody whom the portal knows
 * @param slug of the company in the address
 */
export async function recordSecurityOf(
  who: { userId: number } | undefined,
  slug: string,
  from: RequestOrigin,
  event: SecurityEvent,
): Promise<void> {
  await write(database(), await placeOf(who?.userId, slug), from, event)
}

type Place = { companyId: number | null; userId: number | null }

async function placeOf(userId: number | undefined, slug: string): Promise<Place> {
  if (userId === undefined) {
    const [named] = await database().select({ id: company.id }).from(company).where(eq(company.slug, slug))
    return { companyId: named?.id ?? null, userId: null }
  }
  const companies = await database()
    .select({ id: company.id, slug: company.slug })
    .from(companyUser)
    .innerJoin(company, eq(company.id, companyUser.companyId))
    .where(and(eq(companyUser.userId, userId), isNull(companyUser.disabledAt)))
  const [only] = companies.length === 1 ? companies : []
  return { companyId: (companies.find(each => each.slug === slug) ?? only)?.id ?? null, userId }
}

async function write(writer: Writer, place: Place, from: RequestOrigin | undefined, event: SecurityEvent) {
  const { browser = "", system = "" } = deviceNamed(from?.userAgent ?? "")
  const { kind, detail = "", subjectId, once = false } = event
  const entry = { ...place, kind, detail, subjectId, address: from?.address ?? "", browser, system }
  if (once && (await isWritten(writer, entry))) return
  await writer.insert(securityEntry).values(entry)
  securityChannel.publish(entry)
}

/** Whether the same was written within a minute. */
async function isWritten(writer: Writer, entry: typeof securityEntry.$inferInsert): Promise<boolean> {
  const { companyId = null, userId = null, kind, detail = "", address = "" } = entry
  const [before] = await writer
    .select({ id: securityEntry.id })
    .from(securityEntry)
    .where(
      and(
        companyId === null ? isNull(securityEntry.companyId) : eq(securityEntry.companyId, companyId),
        userId === null ? isNull(securityEntry.userId) : eq(securityEntry.userId, userId),
        eq(securityEntry.kind, kind),
        eq(securityEntry.detail, detail),
        eq(securityEntry.address, address),
        gt(securityEntry.at, sql`now() - interval '1 minute'`),
      ),
    )
    .limit(1)
  return before !== undefined
}
