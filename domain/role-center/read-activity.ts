import { and, desc, eq, inArray, type SQL, sql } from "drizzle-orm"
import { event, notification } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { type Actor, may } from "@/domain/access/actor"

const eventsShown = 10

export type Activity = Pick<
  typeof event.$inferSelect,
  "id" | "at" | "actorId" | "actorName" | "kind" | "subjectType" | "subjectNo" | "data"
>

/**
 * Purchasers and managers see what everybody did; order processors what they did themselves and what they were told of;
 * administrators what became of users. That an invoice is ready is told once: by the request, not by the draft as well.
 */
export async function readActivity(tx: Tx, actor: Actor): Promise<Activity[]> {
  const own = eq(event.companyId, actor.companyId)
  const trade = sql`${event.subjectType} <> 'user' and ${event.kind} <> 'purchase_invoice.built'`
  if (may(actor, "purchase_request.see_all")) return latest(tx, and(own, trade))
  if (may(actor, "purchase_request.see_own")) {
    // Each half by its index; together they are few.
    const toldOf = tx
      .select({ id: notification.eventId })
      .from(notification)
      .where(and(eq(notification.companyId, actor.companyId), eq(notification.userId, actor.userId)))
      .orderBy(desc(notification.eventId))
      .limit(2 * eventsShown)
    const [done, told] = await Promise.all([
      latest(tx, and(own, eq(event.actorId, actor.userId), trade)),
      latest(tx, and(own, trade, inArray(event.id, toldOf))),
    ])
    const both = new Map([...done, ...told].map(each => [each.id, each]))
    return [...both.values()].sort((a, b) => b.id - a.id).slice(0, eventsShown)
  }
  return may(actor, "company.administer") ? latest(tx, and(own, eq(event.subjectType, "user"))) : []
}

function latest(tx: Tx, matching: SQL | undefined): Promise<Activity[]> {
  return tx
    .select({
      id: event.id,
      at: event.at,
      actorId: event.actorId,
      actorName: event.actorName,
      kind: event.kind,
      subjectType: event.subjectType,
      subjectNo: event.subjectNo,
      data: event.data,
    })
    .from(event)
    .where(matching)
    .orderBy(desc(event.id))
    .limit(eventsShown)
}
