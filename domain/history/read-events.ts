import { and, desc, eq } from "drizzle-orm"
import { event } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { SubjectType } from "./record-event"

export type EventRead = Omit<typeof event.$inferSelect, "companyId" | "databaseTransaction">

/** What happened to a subject, the latest first. @param atMost how many; absent: all of it */
export async function readEvents(
  tx: Tx,
  companyId: number,
  subjectType: SubjectType,
  subjectNo: string,
  atMost?: number,
): Promise<EventRead[]> {
  const query = tx
    .select()
    .from(event)
    .where(and(eq(event.companyId, companyId), eq(event.subjectType, subjectType), eq(event.subjectNo, subjectNo)))
    .orderBy(desc(event.id))
    .$dynamic()
  const events = await (atMost === undefined ? query : query.limit(atMost))
  return events.map(({ companyId: _, databaseTransaction: __, ...rest }) => rest)
}
