import { and, desc, eq, lt, or, type SQL, sql } from "drizzle-orm"
import { database } from "@/db/client"
import { company, securityEntry } from "@/db/schema"
import { type Actor, authorise } from "@/domain/access/actor"
import { shownName } from "@/domain/access/shown-name"
import { cutForward } from "@/domain/lists/cut-page"
import type { SecurityKind } from "./kinds"

export type SecurityLogFilter = {
  /** Who did it, or to whom it was done. */
  userId?: number
  kind?: SecurityKind
  /** Dates in the company's time zone, YYYY-MM-DD, both included. */
  from?: string
  to?: string
}

/** An entry as an administrator reads it. */
export type SecurityLine = {
  id: number
  at: Date
  /** Null: nobody whom the company knows. */
  person: { id: number; name: string } | null
  subject: { id: number; name: string } | null
  kind: SecurityKind
  detail: string
  address: string
  browser: string
  system: string
}

/**
 * What happened to the security of the actor's company, the latest first. Names are those of today; of whoever was erased, the
 * pseudonym.
 *
 * @param page.before id of the last one on the page before
 * @throws Forbidden
 */
export async function listSecurityLog(
  actor: Actor,
  { userId, kind, from, to }: SecurityLogFilter,
  page: { before?: number; limit: number },
): Promise<{ lines: SecurityLine[]; next?: number }> {
  authorise(actor, "company.administer")
  const isAbout = (id: number) => or(eq(securityEntry.userId, id), eq(securityEntry.subjectId, id))
  const entries = await database()
    .select({
      id: securityEntry.id,
      at: securityEntry.at,
      userId: securityEntry.userId,
      name: shownName(securityEntry.companyId, securityEntry.userId),
      subjectId: securityEntry.subjectId,
      subjectName: shownName(securityEntry.companyId, securityEntry.subjectId),
      kind: sql<SecurityKind>`${securityEntry.kind}`,
      detail: securityEntry.detail,
      address: securityEntry.address,
      browser: securityEntry.browser,
      system: securityEntry.system,
    })
    .from(securityEntry)
    .innerJoin(company, eq(company.id, securityEntry.companyId))
    .where(
      and(
        eq(securityEntry.companyId, actor.companyId),
        userId === undefined ? undefined : isAbout(userId),
        kind === undefined ? undefined : eq(securityEntry.kind, kind),
        from === undefined ? undefined : sql`${securityEntry.at} >= ${midnight(from)}`,
        to === undefined ? undefined : sql`${securityEntry.at} < ${midnight(to, 1)}`,
        page.before === undefined ? undefined : lt(securityEntry.id, page.before),
      ),
    )
    .orderBy(desc(securityEntry.id))
    .limit(page.limit + 1)
  const { rows, next } = cutForward(entries, page.limit, ({ id }) => id)
  return { lines: rows.map(lineOf), next }
}

type Found = Omit<SecurityLine, "person" | "subject"> & {
  userId: number | null
  name: string
  subjectId: number | null
  subjectName: string
}

function lineOf({ userId, name, subjectId, subjectName, ...line }: Found): SecurityLine {
  return { ...line, person: named(userId, name), subject: named(subjectId, subjectName) }
}

/** An account that is gone, and of which the company kept nothing, is nobody's. */
function named(id: number | null, name: string) {
  return id === null || name === "" ? null : { id, name }
}

/** Where the day begins in the company's time zone, or the one so many days later. */
function midnight(date: string, days = 0): SQL {
  return sql`((${date}::date + ${days}::integer)::timestamp AT TIME ZONE ${company.timeZone})`
}
