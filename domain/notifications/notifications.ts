import { and, desc, eq, inArray, isNull, lt, lte, type SQL, sql } from "drizzle-orm"
import { prepared, value } from "@/db/prepared"
import { event, notification } from "@/db/schema"
import { inCompany, type Tx, withCommit } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import type { SubjectType } from "@/domain/history/record-event"
import { countFew } from "@/domain/lists/count-few"
import { cutForward } from "@/domain/lists/cut-page"
import { announceToUser } from "@/domain/live/announce"

/** What the actor was told: the event, and whether it was read. */
export type Notification = {
  eventId: number
  at: Date
  kind: string
  subjectType: SubjectType
  subjectNo: string
  actorName: string
  data: Record<string, unknown>
  read: boolean
}

/**
 * The actor's own notifications in the company, the latest first.
 * @param before eventId of the last one on the page before
 */
export async function listNotifications(
  actor: Actor,
  { before, limit }: { before?: number; limit: number },
): Promise<{ notifications: Notification[]; next?: number }> {
  authorise(actor, "company.enter")
  const rows = await inCompany(actor.companyId, tx =>
    select(tx)
      .where(and(isOwn(actor), before === undefined ? undefined : lt(notification.eventId, before)))
      .orderBy(desc(notification.eventId))
      .limit(limit + 1),
  )
  const { rows: notifications, next } = cutForward(rows, limit, ({ eventId }) => eventId)
  return { notifications, next }
}

/** One of the actor's own notifications; undefined for somebody else's. */
export async function findNotification(actor: Actor, eventId: number): Promise<Notification | undefined> {
  authorise(actor, "company.enter")
  const [found] = await inCompany(actor.companyId, tx =>
    select(tx).where(and(isOwn(actor), eq(notification.eventId, eventId))),
  )
  return found
}

/** Of every bell, so that its text is made once. */
const unread = prepared<{ unread: number }>(
  "notifications_unread",
  () =>
    sql`select ${countFew(
      notification,
      and(
        eq(notification.companyId, value("companyId")),
        eq(notification.userId, value("userId")),
        isNull(notification.readAt),
      ),
    )} as unread`,
)

/** How many notifications the actor has not read in the company, as far as `countFew` counts. */
export async function countUnread(actor: Actor): Promise<number> {
  authorise(actor, "company.enter")
  const { companyId, userId } = actor
  const [row] = await inCompany(companyId, async tx => withCommit(unread(tx, { companyId, userId })))
  return row?.unread ?? 0
}

/** Marks the actor's own notifications as read; others, and those read before, are left as they are. */
export async function markRead(actor: Actor, eventIds: readonly number[]): Promise<void> {
  authorise(actor, "company.enter")
  if (eventIds.length > 0) await setRead(actor, inArray(notification.eventId, [...eventIds]))
}

/** Marks all of the actor's notifications as read. @param upTo eventId of the latest one the page showed */
export async function markAllRead(actor: Actor, upTo: number): Promise<void> {
  authorise(actor, "company.enter")
  await setRead(actor, lte(notification.eventId, upTo))
}

async function setRead(actor: Actor, which: SQL): Promise<void> {
  await inCompany(actor.companyId, async tx => {
    await tx
      .update(notification)
      .set({ readAt: sql`now()` })
      .where(and(isOwn(actor), isNull(notification.readAt), which))
    await announceToUser(tx, actor.companyId, actor.userId)
  })
}

function select(tx: Tx) {
  return tx
    .select({
      eventId: notification.eventId,
      at: event.at,
      kind: event.kind,
      subjectType: event.subjectType,
      subjectNo: event.subjectNo,
      actorName: event.actorName,
      data: event.data,
      read: sql<boolean>`${notification.readAt} is not null`,
    })
    .from(notification)
    .innerJoin(event, and(eq(event.companyId, notification.companyId), eq(event.id, notification.eventId)))
    .$dynamic()
}

function isOwn(actor: Actor) {
  return and(eq(notification.companyId, actor.companyId), eq(notification.userId, actor.userId))
}
