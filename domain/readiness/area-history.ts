/** What the history tells of the areas of setup: who changed them last, and what somebody said of them by hand. */
import { and, desc, eq, inArray, like, ne, or, sql } from "drizzle-orm"
import { event } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { areasSubject } from "./setup-areas"

/** Who did it, and when; the name as it was then. */
export type ByWhom = { by: string; at: Date }

export type Deed = ByWhom & { kind: string; data: Record<string, unknown> }

export const byWhom = (deed: ByWhom | null): ByWhom | null => deed && { by: deed.by, at: deed.at }

export const isAway = (deed: Deed | undefined) => deed?.kind === "setup_area.put_away"

const told = { id: event.id, by: event.actorName, at: event.at }

/** The last change of each table of setup, the latest first. That the company was founded is none. */
export async function readChanges(tx: Tx, companyId: number): Promise<(ByWhom & { slug: string })[]> {
  const slug = sql<string>`split_part(${event.subjectNo}, '/', 1)`
  const last = tx
    .selectDistinctOn([slug], { ...told, slug: slug.as("slug") })
    .from(event)
    .where(
      and(
        eq(event.companyId, companyId),
        eq(event.subjectType, "setup"),
        inArray(event.kind, ["setup.created", "setup.changed", "setup.deleted"]),
        ne(event.subjectNo, "company-information"),
      ),
    )
    .orderBy(slug, desc(event.id))
    .as("last")
  return tx.select().from(last).orderBy(desc(last.id))
}

/** The last that somebody said of each area, and of them all, by its subject. */
export async function readDeeds(tx: Tx, companyId: number): Promise<Map<string, Deed>> {
  const rows = await tx
    .selectDistinctOn([event.subjectNo], { ...told, subjectNo: event.subjectNo, kind: event.kind, data: event.data })
    .from(event)
    .where(
      and(
        eq(event.companyId, companyId),
        eq(event.subjectType, "setup"),
        or(eq(event.subjectNo, areasSubject), like(event.subjectNo, `${areasSubject}/%`)),
      ),
    )
    .orderBy(event.subjectNo, desc(event.id))
  return new Map(rows.map(({ subjectNo, ...deed }) => [subjectNo, deed]))
}
