import { and, desc, eq, lt, or, type SQL, sql } from "drizzle-orm"
import { alias } from "drizzle-orm/pg-core"
import { database } from "@/db/client"
import { company, securityEntry, users } from "@/db/schema"
import { type Actor, authorise } from "@/domain/access/actor"
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

const subject = alias(users, "subject")

/**
 * What happened to the security of the actor's company, the latest first. Names are those of today: whoever was erased is not
 * named any more.
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
      userId: users.id,
      name: users.name,
      subjectId: subject.id,
      subjectName: subject.name,
      kind: sql<SecurityKind>`${securityEntry.kind}`,
      detail: securityEntry.detail,
      address: securityEntry.address,
      browser: securityEntry.browser,
      system: securityEntry.system,
    })
    .from(securityEntry)
    .innerJoin(company, eq(company.id, securityEntry.companyId))
    .leftJoin(users, eq(users.id, securityEntry.userId))
    .leftJoin(subject, eq(subject.id, securityEntry.subjectId))
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
  name: string | null
  subjectId: number | null
  subjectName: string | null
}

function lineOf({ userId, name, subjectId, subjectName, ...line }: Found): SecurityLine {
  return { ...line, person: named(userId, name), subject: named(subjectId, subjectName) }
}

function named(id: number | null, name: string | null) {
  return id === null ? null : { id, name: name ?? "" }
}

/** Where the day begins in the company's time zone, or the one so many days later. */
function midnight(date: string, days = 0): SQL {
  return sql`((${date}::date + ${days}::integer)::timestamp AT TIME ZONE ${company.timeZone})`
}
