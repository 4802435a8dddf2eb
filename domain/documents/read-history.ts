import { and, desc, eq, inArray, like, notLike, sql } from "drizzle-orm"
import { event } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import type { SubjectType } from "@/domain/history/record-event"

export type HistoryEntry = {
  id: number
  at: Date
  by: string
  kind: string
  /** The event's data; of a long list of changes only the first few. */
  data: Record<string, unknown>
}

const latest = 30

/** Who did what to a document, the latest first. @param no several where it had several numbers */
export async function readHistory(
  tx: Tx,
  companyId: number,
  subjectType: SubjectType,
  no: string | readonly string[],
): Promise<HistoryEntry[]> {
  const firstOf = (list: string) => sql`case when ${event.data} ? ${list} then
    jsonb_build_object(${list}::text, jsonb_path_query_array(${event.data} -> ${list}::text, '$[0 to 4]'),
      ${`${list}Count`}::text, jsonb_array_length(${event.data} -> ${list}::text)) else '{}' end`
  return tx
    .select({
      id: event.id,
      at: event.at,
      by: event.actorName,
      kind: event.kind,
      // A save may have changed thousands of fields: the page shows a few, and how many there are.
      data: sql<Record<string, unknown>>`${event.data} || ${firstOf("changes")} || ${firstOf("added")}
        || ${firstOf("removed")} || ${firstOf("moved")}`,
    })
    .from(event)
    .where(
      and(
        eq(event.companyId, companyId),
        eq(event.subjectType, subjectType),
        inArray(event.subjectNo, [no].flat()),
        // A comment stands in the history itself.
        notLike(event.kind, "comment.%"),
      ),
    )
    .orderBy(desc(event.id))
    .limit(latest)
}

/** Kind of the event by which the actor deleted the document of this number; undefined where they did not. */
export async function deletionBy(
  tx: Tx,
  actor: Actor,
  subjectType: SubjectType,
  no: string,
): Promise<string | undefined> {
  const [deletion] = await tx
    .select({ kind: event.kind })
    .from(event)
    .where(
      and(
        eq(event.companyId, actor.companyId),
        eq(event.subjectType, subjectType),
        eq(event.subjectNo, no),
        eq(event.actorId, actor.userId),
        like(event.kind, "%.deleted"),
      ),
    )
    .limit(1)
  return deletion?.kind
}
