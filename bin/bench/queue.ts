import { setTimeout as wait } from "node:timers/promises"
import { and, eq, inArray, sql } from "drizzle-orm"
import { purchaseRequest } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { purchaseRequestWork } from "@/domain/purchase-requests/work-kind"
import { addJobs } from "@/jobs/producers"
import { jobFor } from "@/jobs/queues"
import type { BenchCompany } from "./company"
import { durations, report, rounded } from "./report"

const lines = 10
const singles = 200
const batch = 1_500

/** From adding a job to the first line of its build, one at a time, with the worker process idle. */
export async function benchEnqueueToStart(company: BenchCompany): Promise<void> {
  const soldAs = await company.sell(lines)
  const taken: number[] = []
  for (let run = -5; run < singles; run++) {
    const no = await company.ask(soldAs)
    const added = performance.timeOrigin + performance.now()
    await addJobs([jobFor(purchaseRequestWork, company.companyId, no, 1)])
    const { startedAt } = await untilBuilt(company.companyId, [no])
    if (run >= 0) taken.push(startedAt - added)
  }
  report({ system: "inkoop", job: "enqueue_to_start", lines, ...durations(taken) })
}

/** Invoices a second through the queue, with one worker process; from the first job added to the last commit. */
export async function benchThroughput(company: BenchCompany): Promise<void> {
  const soldAs = await company.sell(lines)
  const nos: string[] = []
  while (nos.length < batch) nos.push(await company.ask(soldAs))
  const added = performance.timeOrigin + performance.now()
  await addJobs(nos.map(no => jobFor(purchaseRequestWork, company.companyId, no, 1)))
  const { finishedAt } = await untilBuilt(company.companyId, nos)
  report({
    system: "inkoop",
    job: "throughput_build",
    lines,
    runs: batch,
    per_s: rounded(batch / ((finishedAt - added) / 1_000)),
  })
}

/** @returns when the last of them began and was finished, in milliseconds since the epoch by the database's clock */
async function untilBuilt(companyId: number, nos: readonly string[]) {
  for (;;) {
    const [row] = await inCompany(companyId, tx =>
      tx
        .select({
          open: sql<string>`count(*) filter (where state = 'queued')`,
          startedAt: sql<string>`extract(epoch from max(started_at)) * 1000`,
          finishedAt: sql<string>`extract(epoch from max(finished_at)) * 1000`,
        })
        .from(purchaseRequest)
        .where(and(eq(purchaseRequest.companyId, companyId), inArray(purchaseRequest.no, [...nos]))),
    )
    if (row?.open === "0") return { startedAt: Number(row.startedAt), finishedAt: Number(row.finishedAt) }
    // Seldom enough not to be felt by what is measured; the times are the database's own.
    await wait(nos.length === 1 ? 2 : 100)
  }
}
