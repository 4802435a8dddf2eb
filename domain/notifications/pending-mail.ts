import { and, asc, eq, type SQL, sql } from "drizzle-orm"
import { database } from "@/db/client"
import { event, notification } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { isAboutAccess } from "./about-access"
import { isTold, readTold, type ToldKey, type ToldOutside } from "./read-told"

/** A mail to send. */
export type PendingMail = ToldOutside & {
  /** Set: the daily mail, about these, of which this one is the last. */
  digest?: Digest
}

/** What happened, as far as a mail lists it. */
export type DigestItem = {
  eventId: number
  kind: string
  subjectNo: string
  actorName: string
  data: Record<string, unknown>
}

/** The earliest of what was collected, and how many there are in all. */
export type Digest = { items: DigestItem[]; count: number }

/** A mail lists so many; the portal has the rest. */
const listedAtMost = 100

/** Tries by the relay after which a mail is no longer worth sending: some two days with the mail server away. */
const lastGeneration = 300

/**
 * What a notification's mail needs.
 * @returns undefined when there is nothing to send: sent already, or the user is disabled or has left the company and it
 *   is not that which the mail is about
 */
export async function pendingMail(
  companyId: number,
  userId: number,
  eventId: number,
): Promise<PendingMail | undefined> {
  const key = { companyId, userId, eventId }
  return inCompany(companyId, async tx => {
    const found = await readTold(tx, key)
    if (found?.mailState !== "pending") return undefined
    const { told, isMember, digestEventId } = found
    if (!isMember && !isAboutAccess(told.kind)) {
      await setMailState(tx, key, "none")
      return undefined
    }
    return { ...told, ...(digestEventId !== null && { digest: await readDigest(tx, key) }) }
  })
}

async function readDigest(tx: Tx, { companyId, userId, eventId }: ToldKey): Promise<Digest> {
  const n = notification
  const isOfIt = and(eq(n.companyId, companyId), eq(n.userId, userId), eq(n.digestEventId, eventId))
  const items = await tx
    .select({
      eventId: n.eventId,
      kind: event.kind,
      subjectNo: event.subjectNo,
      actorName: event.actorName,
      data: event.data,
    })
    .from(n)
    .innerJoin(event, and(eq(event.companyId, n.companyId), eq(event.id, n.eventId)))
    .where(isOfIt)
    .orderBy(asc(n.eventId))
    .limit(listedAtMost)
  return { items, count: items.length < listedAtMost ? items.length : await tx.$count(n, isOfIt) }
}

/** Marks a mail as taken by the mail server. */
export async function markMailed(companyId: number, userId: number, eventId: number): Promise<void> {
  await inCompany(companyId, tx => setMailState(tx, { companyId, userId, eventId }, "sent"))
}

/** Marks a mail as refused for good, e.g. an address that does not exist; the bell still tells. */
export async function markUndeliverable(companyId: number, userId: number, eventId: number): Promise<void> {
  await inCompany(companyId, tx => setMailState(tx, { companyId, userId, eventId }, "failed"))
}

/** Marks what is not mailed after all: there is no letter for this kind of event. */
export async function markNotMailed(companyId: number, userId: number, eventId: number): Promise<void> {
  await inCompany(companyId, tx => setMailState(tx, { companyId, userId, eventId }, "none"))
}

/** Mails that have waited for longer than that, in any company, the oldest first: ids by a SECURITY DEFINER function. */
export async function listPendingMail(olderThanSeconds: number, atMost: number): Promise<ToldKey[]> {
  const rows = await database().execute<{ companyId: number; userId: number; eventId: string }>(
    sql`select company_id as "companyId", user_id as "userId", event_id as "eventId"
      from pending_mail(make_interval(secs => ${olderThanSeconds}), ${atMost})`,
  )
  return rows.map(({ companyId, userId, eventId }) => ({ companyId, userId, eventId: Number(eventId) }))
}

/**
 * Raises the generation of mails that still wait and nobody else is raising; those tried too often are marked failed.
 * @param keys all of one company
 * @returns those to enqueue
 */
export async function nextMailGenerations(
  companyId: number,
  keys: readonly ToldKey[],
): Promise<(ToldKey & { generation: number })[]> {
  return inCompany(companyId, async tx => {
    const free = await tx
      .select({ userId: notification.userId, eventId: notification.eventId })
      .from(notification)
      .where(and(eq(notification.companyId, companyId), eq(notification.mailState, "pending"), isOneOf(keys)))
      .for("update", { skipLocked: true })
    if (free.length === 0) return []
    const raised = await tx
      .update(notification)
      .set({
        mailAttempts: sql`${notification.mailAttempts} + 1`,
        mailState: sql`case when ${notification.mailAttempts} >= ${lastGeneration} then 'failed' else 'pending' end`,
      })
      .where(and(eq(notification.companyId, companyId), isOneOf(free)))
      .returning({
        companyId: notification.companyId,
        userId: notification.userId,
        eventId: notification.eventId,
        generation: notification.mailAttempts,
        state: notification.mailState,
      })
    return raised.filter(row => row.state === "pending").map(({ state: _, ...row }) => row)
  })
}

/** Joined, not a list of pairs: PostgreSQL compares each row with each of those. */
function isOneOf(keys: readonly Pick<ToldKey, "userId" | "eventId">[]): SQL {
  const userIds = sql.param(keys.map(key => key.userId))
  const eventIds = sql.param(keys.map(key => key.eventId))
  return sql`(${notification.userId}, ${notification.eventId}) in (
    select * from unnest(${userIds}::text[]::int[], ${eventIds}::text[]::bigint[]))`
}

async function setMailState(tx: Tx, key: ToldKey, mailState: "none" | "sent" | "failed"): Promise<void> {
  await tx.update(notification).set({ mailState }).where(isTold(key))
}
