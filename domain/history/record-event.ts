import { type SQL, sql } from "drizzle-orm"
import { prepared, value } from "@/db/prepared"
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
  const [row] = await insertEvent(tx, eventValues(happened))
  return Number(row!.id)
}

/** The values that `eventInsertion` asks for. */
export function eventValues(happened: NewEvent): Record<string, unknown> {
  const { userIds, mail } = happened.tell ?? { userIds: [], mail: false }
  return {
    companyId: happened.companyId,
    actorId: happened.actor?.userId ?? null,
    actorName: happened.actor?.name ?? "",
    kind: happened.kind,
    subjectType: happened.subjectType,
    subjectNo: happened.subjectNo,
    version: happened.version ?? null,
    data: JSON.stringify(happened.data ?? {}),
    told: [...new Set(userIds)],
    mailState: mail ? "pending" : "none",
  }
}

/**
 * The parts of a statement (`with …`) that write an event, for a statement that does more at once.
 *
 * @param more jsonb that is added to the event's data
 * @param from a part of one row that `more` speaks of; where it has none, nothing is written
 */
export function eventInsertion(more?: SQL, from?: SQL): SQL {
  const given = sql`${value("data")}::jsonb`
  return sql`
    happened as (
      insert into ${event} (company_id, actor_id, actor_name, kind, subject_type, subject_no, version, data)
      select ${value("companyId")}::integer, ${value("actorId")}::integer, ${value("actorName")}::text,
        ${value("kind")}::text, ${value("subjectType")}::text, ${value("subjectNo")}::text, ${value("version")}::integer,
        ${more ? sql`${given} || ${more}` : given}
      ${from ? sql`from ${from}` : sql``}
      returning company_id, id
    ), told as (
      insert into ${notification} (company_id, user_id, event_id, mail_state)
      select company_id, user_id, id, ${value("mailState")}::text
      from happened, unnest(${value("told")}::integer[]) as user_id
    )`
}

const insertEvent = prepared<{ id: string }>("event", () => sql`with ${eventInsertion()} select id from happened`)
