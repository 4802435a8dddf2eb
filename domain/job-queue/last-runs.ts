import { and, desc, eq, inArray } from "drizzle-orm"
import { backgroundWork } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { dueTimes, scheduledKinds } from "./due-work"

/** A kind of scheduled work, with its latest run in the company. */
export type LastRuns = {
  name: string
  /** Absent: there was none yet. */
  last?: { state: "queued" | "finished" | "failed"; at: Date; count: number | null }
  next: Date
}

/** The company's scheduled work, in the order of its kinds. @throws Forbidden */
export async function readScheduledRuns(actor: Actor, now = new Date()): Promise<LastRuns[]> {
  authorise(actor, "company.administer")
  const kinds = scheduledKinds()
  const w = backgroundWork
  const names = kinds.map(({ name }) => name)
  const runs = await inCompany(actor.companyId, tx =>
    tx
      .select({
        kind: w.kind,
        state: w.state,
        requestedAt: w.requestedAt,
        startedAt: w.startedAt,
        finishedAt: w.finishedAt,
        result: w.result,
      })
      .from(w)
      .where(and(eq(w.companyId, actor.companyId), inArray(w.kind, names)))
      .orderBy(desc(w.no)),
  )
  return kinds.map(({ name, schedule }) => {
    const { next } = dueTimes(schedule, now)
    const run = runs.find(({ kind }) => kind === name)
    if (!run) return { name, next }
    const at = run.finishedAt ?? run.startedAt ?? run.requestedAt
    return { name, next, last: { state: run.state, at, count: run.result?.count ?? null } }
  })
}
