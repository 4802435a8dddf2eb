import { CronExpressionParser } from "cron-parser"
import { sql } from "drizzle-orm"
import { database } from "@/db/client"
import { backgroundWork, company } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Schedule, ScheduledWork } from "@/domain/background-work/scheduled-kind"
import { workKinds } from "./work-kinds"

/** The kinds of work that are due by the clock. */
export function scheduledKinds(): ScheduledWork[] {
  return workKinds.filter((kind): kind is ScheduledWork => "schedule" in kind)
}

/** When work was due last, and is due next. */
export function dueTimes({ cron, timeZone }: Schedule, now: Date): { last: Date; next: Date } {
  const at = () => CronExpressionParser.parse(cron, { tz: timeZone, currentDate: now })
  return { last: at().prev().toDate(), next: at().next().toDate() }
}

/** A work that is due, and the generation of its job. */
export type DueWork = { companyId: number; no: string; generation: number }

/**
 * Queues work that is due in every company, once for each time that it is due; where an earlier one still waits, that one
 * stands for it. The caller enqueues the jobs after that.
 * @returns what was not queued before
 */
export async function queueDue({ name }: ScheduledWork, due: Date): Promise<DueWork[]> {
  const queued: DueWork[] = []
  // Sorts as time does.
  const askedAs = due.toISOString()
  for (const { id } of await database().select({ id: company.id }).from(company)) {
    const made = await inCompany(id, tx =>
      tx.execute<{ no: string; generation: number }>(sql`
        insert into ${backgroundWork} (company_id, kind, asked_as)
        select ${id}, ${name}, ${askedAs} where not exists (
          select from background_work as w where w.company_id = ${id} and w.kind = ${name}
            and (w.state = 'queued' or w.asked_as >= ${askedAs}))
        on conflict do nothing
        returning no::text, generation`),
    )
    queued.push(...made.map(({ no, generation }) => ({ companyId: id, no, generation })))
  }
  return queued
}
