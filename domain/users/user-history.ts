import { and, desc, eq, lt } from "drizzle-orm"
import { event } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import type { Role } from "@/domain/access/rights"
import { cutForward } from "@/domain/lists/cut-page"

/** What was done to a user, or to somebody invited. */
export type UserChange = {
  id: number
  at: Date
  /** Empty for the system. */
  actorName: string
  name: string
  email: string
  /** "user.<past participle>". */
  kind: string
  /** What a change of roles began with; what it, or an invitation, gives. */
  before?: Role[]
  after?: Role[]
}

/**
 * Who did what to whom, of users and their rights in the actor's company: append-only, the latest first.
 * @param before id of the last one on the page before
 * @throws Forbidden
 */
export async function listUserHistory(
  actor: Actor,
  { before, limit }: { before?: number; limit: number },
): Promise<{ changes: UserChange[]; next?: number }> {
  authorise(actor, "user_history.see")
  const events = await inCompany(actor.companyId, tx =>
    tx
      .select()
      .from(event)
      .where(
        and(
          eq(event.companyId, actor.companyId),
          eq(event.subjectType, "user"),
          before === undefined ? undefined : lt(event.id, before),
        ),
      )
      .orderBy(desc(event.id))
      .limit(limit + 1),
  )
  const { rows, next } = cutForward(events, limit, ({ id }) => id)
  const changes = rows.map(({ id, at, actorName, subjectNo, kind, data }): UserChange => {
    const name = typeof data.name === "string" ? data.name : subjectNo
    return {
      id,
      at,
      actorName,
      name,
      email: subjectNo,
      kind,
      before: rolesOf(data.before),
      after: rolesOf(data.after ?? data.roles),
    }
  })
  return { changes, next }
}

function rolesOf(value: unknown): Role[] | undefined {
  return Array.isArray(value) ? (value as Role[]) : undefined
}
