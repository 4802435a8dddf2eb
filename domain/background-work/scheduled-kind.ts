import { and, eq, lt, ne, sql } from "drizzle-orm"
import { backgroundWork, type WorkName } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { announce } from "@/domain/live/announce"
import { keptAs } from "./kept-as"
import type { QueueSettings, WorkKind } from "./work-kind"

/** When work is due: a cron expression (minute, hour, day of month, month, day of week), by the clocks of a time zone. */
export type Schedule = { cron: string; timeZone: string }

/** Work that nobody asks for: it is due by the clock, in each company on its own. */
export type ScheduledWork = WorkKind & { name: WorkName; schedule: Schedule }

type Description = {
  name: string
  schedule: Schedule
  /**
   * Does in a company what is due, such as removing what is too old; begun again, it goes on, and done twice it is done once.
   * @returns how many, which the Job Queue page says in the words of the kind
   */
  perform: (companyId: number) => Promise<number>
}

/** One after the other, so that they leave the other work its time. */
const queue: QueueSettings = {
  name: "schedules",
  title: "jobs.name.schedules",
  attempts: 5,
  pause: { milliseconds: 1_000, doubling: true },
  atOnce: 1,
}

/** Makes a kind of work that is due by the clock; its runs are kept in `background_work`, of the ended ones the last. */
export function scheduledKind({ name: text, schedule, perform }: Description): ScheduledWork {
  const name = text as WorkName
  return {
    name,
    schedule,
    queue,
    job: text.replaceAll("_", ""),
    kept: keptAs(name),
    run: async (companyId, no) => {
      if (!(await begin(name, companyId, Number(no)))) return "not_queued"
      const count = await perform(companyId)
      await end(name, companyId, Number(no), { state: "finished", result: { count } })
      return "finished"
    },
    giveUp: (companyId, no) => end(name, companyId, Number(no), { state: "failed" }),
    page: () => "administration/job-queue",
    letters: {},
  }
}

async function begin(name: WorkName, companyId: number, no: number): Promise<boolean> {
  const w = backgroundWork
  return inCompany(companyId, async tx => {
    const begun = await tx
      .update(w)
      .set({ attempts: sql`${w.attempts} + 1`, startedAt: sql`coalesce(${w.startedAt}, now())` })
      .where(and(eq(w.companyId, companyId), eq(w.kind, name), eq(w.no, no), eq(w.state, "queued")))
      .returning({ no: w.no })
    return begun.length > 0
  })
}

type Ended = { state: "finished"; result: { count: number } } | { state: "failed" }

async function end(name: WorkName, companyId: number, no: number, ended: Ended): Promise<void> {
  const w = backgroundWork
  const ofKind = and(eq(w.companyId, companyId), eq(w.kind, name))
  await inCompany(companyId, async tx => {
    const settled = await tx
      .update(w)
      .set({ ...ended, finishedAt: sql`now()` })
      .where(and(ofKind, eq(w.no, no), eq(w.state, "queued")))
      .returning({ no: w.no })
    if (settled.length === 0) return
    await tx.delete(w).where(and(ofKind, lt(w.no, no), ne(w.state, "queued")))
    await announce(tx, companyId, name, String(no))
  })
}
