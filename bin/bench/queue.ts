import { setTimeout as wait } from "node:timers/promises"
import { and, eq, inArray, sql } from "drizzle-orm"
import { purchaseRequest } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { purchaseRequestWork } from "@/domain/purchase-requests/work-kind"
import { env } from "@/env"
import { addJobs } from "@/jobs/producers"
import { jobFor } from "@/jobs/queues"
import { analyse } from "./analyse"
import { watchBounds } from "./bounds"
import { builtAs } from "./build"
import { type BenchCompany, benchCompanies } from "./company"
import { openFloor } from "./floor"
import { durations, report, rounded } from "./report"
import { secondsFor } from "./seconds-for"

const lines = 10
const singles = 200
const batch = 1_500
const rounds = 3

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

/**
 * Invoices a second through the queue, with one worker process, from the first job added to the last commit: of one company, and
 * of ten at once; in turns with their floor, the same rows read and written over as many connections as the worker has jobs.
 */
export async function benchThroughput(company: BenchCompany): Promise<void> {
  const ten = await benchCompanies()
  const atOnce = env().WORKER_CONCURRENCY
  const floor = openFloor(company.companyId, atOnce)
  const asked = { one: await askFor([company], batch), ten: await askFor(ten, batch) }
  const [model] = await askFor([company], 1)
  await build([model!])
  const written = await floor.model(await builtAs(company.companyId, model!.no))
  await analyse()
  const seconds = { one: 0, ten: 0, floor: 0 }
  const bounds: Record<string, object> = {}
  for (let from = 0; from < batch; from += batch / rounds) {
    for (const which of ["one", "ten"] as const) {
      const part = asked[which].slice(from, from + batch / rounds)
      const [took, bound] = await watchBounds(() => build(part))
      seconds[which] += took
      bounds[which] = bound
    }
    const part = asked.one.slice(from, from + batch / rounds)
    const [took, bound] = await watchBounds(() => secondsFor(part, atOnce, ({ no }) => floor.runAtOnce(no, written)))
    seconds.floor += took
    bounds.floor = bound
  }
  await floor.close()
  const of = (which: keyof typeof seconds) => ({
    lines,
    runs: batch,
    per_s: rounded(batch / seconds[which]),
    ...bounds[which],
  })
  report({ system: "inkoop", job: "throughput_build", ...of("one") })
  report({ system: "inkoop", job: "throughput_build_ten_companies", ...of("ten") })
  report({ system: "postgresql", job: "read_then_write_throughput", connections: atOnce, ...of("floor") })
  report({
    system: "inkoop",
    job: "throughput_of_floor",
    lines,
    ratio: rounded(seconds.floor / seconds.one),
    ten_companies: rounded(seconds.one / seconds.ten),
  })
}

type Asked = { companyId: number; no: string }

/** Asks for so many invoices, company by company in turns. A sale is bought again and again, though not so often that asking takes long. */
async function askFor(companies: readonly BenchCompany[], count: number): Promise<Asked[]> {
  const asked: Asked[] = []
  let sold: string[] = []
  while (asked.length < count) {
    if (asked.length % (50 * companies.length) === 0) sold = await Promise.all(companies.map(({ sell }) => sell(lines)))
    const which = asked.length % companies.length
    const company = companies[which]!
    const no = await company.ask(sold[which]!)
    await keepFromRelay(company.companyId, no)
    asked.push({ companyId: company.companyId, no })
  }
  return asked
}

/** The relay would have what has no job yet built before the clock runs. */
async function keepFromRelay(companyId: number, no: string): Promise<void> {
  await inCompany(companyId, tx =>
    tx
      .update(purchaseRequest)
      .set({ queuedAt: sql`now() + interval '1 day'` })
      .where(and(eq(purchaseRequest.companyId, companyId), eq(purchaseRequest.no, no))),
  )
}

/** @returns the seconds from the first job added to the last commit */
async function build(asked: readonly Asked[]): Promise<number> {
  const added = performance.timeOrigin + performance.now()
  await addJobs(asked.map(({ companyId, no }) => jobFor(purchaseRequestWork, companyId, no, 1)))
  const ends: number[] = []
  for (const companyId of new Set(asked.map(one => one.companyId))) {
    const nos = asked.filter(one => one.companyId === companyId).map(({ no }) => no)
    ends.push((await untilBuilt(companyId, nos)).finishedAt)
  }
  return (Math.max(...ends) - added) / 1_000
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
