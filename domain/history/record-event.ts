import { event, notification } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"

export type SubjectType = (typeof event.$inferInsert)["subjectType"]

export type NewEvent = {
  companyId: number
  /** Null: the system (a job). */
  actor: Pick<Actor, "userId" | "name"> | null
  /** "<noun>.<past participle>", e.g. "purchase_request.ready"; its sentence is `events.<kind>` in the messages. */
  kind: string
  subjectType: SubjectType
  subjectNo: string
  version?: number
  data?: Record<string, unknown>
  /** Users to tell: each gets a notification, by the bell and, where `mail`, by e-mail. */
  tell?: { userIds: number[]; mail: boolean }
}

/**
 * Writes what happened into the history, and who is to be told of it, in the transaction that makes it happen.
 *
 * @returns the event's id
 */
export async function recordEvent(tx: Tx, happened: NewEvent): Promise<number> {
  const [row] = await tx
    .insert(event)
    .values({
      companyId: happened.companyId,
      actorId: happened.actor?.userId ?? null,
      actorName: happened.actor?.name ?? "",
      kind: happened.kind,
      subjectType: happened.subjectType,
      subjectNo: happened.subjectNo,
      version: happened.version ?? null,
      data: happened.data ?? {},
    })
    .returning({ id: event.id })
    .prepare("event")
    .execute()
  const eventId = row!.id
  const { userIds, mail } = happened.tell ?? { userIds: [], mail: false }
  if (userIds.length > 0) {
    await tx.insert(notification).values(
      [...new Set(userIds)].map(userId => ({
        companyId: happened.companyId,
        userId,
        eventId,
        mailState: mail ? ("pending" as const) : ("none" as const),
      })),
    )
  }
  return eventId
}
