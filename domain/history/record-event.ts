import { type SQL, sql } from "drizzle-orm"
import { prepared, value } from "@/db/prepared"
import { event, notification, notificationSetting, pushDelivery, pushSubscription, session } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { toldKindOf } from "./told-kinds"

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
  /**
   * Users to tell, each as they chose about kinds of `toldKinds`: by the bell, by e-mail and push too, or not. Of the others nobody chooses:
   * by the bell, by push where that is on and, where `mail`, by e-mail.
   */
  tell?: { userIds: number[]; mail?: boolean }
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

/**
 * The values that `eventInsertion` asks for.
 * @param of which of the events that the statement writes
 */
export function eventValues(happened: NewEvent, of = ""): Record<string, unknown> {
  const { userIds, mail = false } = happened.tell ?? { userIds: [] }
  const chosen = toldKindOf(happened.kind)
  const values = {
    companyId: happened.companyId,
    actorId: happened.actor?.userId ?? null,
    actorName: happened.actor?.name ?? "",
    kind: happened.kind,
    subjectType: happened.subjectType,
    subjectNo: happened.subjectNo,
    version: happened.version ?? null,
    data: JSON.stringify(happened.data ?? {}),
    told: [...new Set(userIds)],
    toldKind: chosen?.name ?? null,
    usual: chosen?.usual ?? (mail ? "mail" : "bell"),
  }
  return Object.fromEntries(Object.entries(values).map(([name, given]) => [of + name, given]))
}

type EventPart = {
  /** Which of several events in one statement; absent: the only one. */
  of?: string
  /** jsonb that is added to the event's data. */
  more?: SQL
  /** Number of the subject, where the statement draws it: the event's own is passed over. */
  subjectNo?: SQL
  /** A part of one row that these speak of, or that is to come before; where it has none, nothing is written. */
  from?: SQL
  /** A query of user ids that are told besides. */
  alsoTold?: SQL
}

/** The parts of a statement (`with …`) that write an event, for a statement that does more at once. */
export function eventInsertion({ of = "", more, subjectNo, from, alsoTold }: EventPart = {}): SQL {
  const given = (name: string) => value(of + name)
  const data = sql`${given("data")}::jsonb`
  const happened = sql.identifier(`${of}happened`)
  const told = sql`unnest(${given("told")}::integer[])`
  const way = sql`coalesce(s.ways ->> ${given("toldKind")}::text, ${given("usual")}::text)`
  return sql`
    ${happened} as (
      insert into ${event} (company_id, actor_id, actor_name, kind, subject_type, subject_no, version, data)
      select ${given("companyId")}::integer, ${given("actorId")}::integer, ${given("actorName")}::text,
        ${given("kind")}::text, ${given("subjectType")}::text, ${subjectNo ?? sql`${given("subjectNo")}::text`}, ${given("version")}::integer,
        ${more ? sql`${data} || ${more}` : data}
      ${from ? sql`from ${from}` : sql``}
      returning company_id, id
    ), ${sql.identifier(`${of}told`)} as (
      insert into ${notification} (company_id, user_id, event_id, mail_state)
      select h.company_id, told.user_id, h.id,
        case ${way} when 'mail' then 'pending' when 'digest' then 'digest' else 'none' end
      from ${happened} h
      cross join ${alsoTold ? sql`(select ${told} union ${alsoTold})` : told} as told (user_id)
      left join ${notificationSetting} s on s.company_id = h.company_id and s.user_id = told.user_id
      where ${way} <> 'off'
      returning company_id, user_id, event_id
    ), ${sql.identifier(`${of}pushed`)} as (
      insert into ${pushDelivery} (company_id, user_id, event_id, subscription_id)
      select t.company_id, t.user_id, t.event_id, p.id
      from ${sql.identifier(`${of}told`)} t
      join ${session} o on o.user_id = t.user_id and o.revoked_at is null
      join ${pushSubscription} p on p.session_hash = o.id_hash
      left join ${notificationSetting} s on s.company_id = t.company_id and s.user_id = t.user_id
      where coalesce((s.pushes ->> ${given("toldKind")}::text)::boolean, true)
    )`
}

const insertEvent = prepared<{ id: string }>("event", () => sql`with ${eventInsertion()} select id from happened`)
