import { sql } from "drizzle-orm"
import postgres from "postgres"
import { database } from "@/db/client"
import { inCompany } from "@/db/tenancy"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { env } from "@/env"
import { countStatements } from "@/test/count-statements"
import { makeActor } from "@/test/factories"
import type { BenchCompany } from "./company"
import { draftBuilder } from "./drafts"
import { openPostingFloor } from "./posting-floor"
import { durations, report, rounded } from "./report"

const sizes = [
  { lines: 10, runs: 200 },
  { lines: 100, runs: 100 },
  { lines: 1_000, runs: 30 },
  { lines: 10_000, runs: 10 },
]
const warmUps = 5

const concurrent = { lines: 10, atOnce: 8, rounds: 4, runs: 200 }

/** Posting beside its floor at each size, runs interleaved; from the operation's first line to its commit. */
export async function benchPost(company: BenchCompany): Promise<void> {
  const { makeDraft, post } = await poster(company)
  const floor = openPostingFloor(company.companyId, 1)
  for (const { lines, runs } of sizes) {
    const [posted, plain]: [number[], number[]] = [[], []]
    let statements = 0
    for (let run = -warmUps; run < runs; run++) {
      // As autovacuum does within a minute; until then plans are of an empty company.
      if (run === 0) await analyse()
      const draft = await makeDraft(lines)
      if (run === -1) {
        statements = (await countStatements(() => post(draft))).length
        continue
      }
      const since = performance.now()
      const { transactionNo } = await post(draft)
      const took = performance.now() - since
      const plainTook = await floor.run(await makeDraft(lines), await floor.model(transactionNo))
      if (run < 0) continue
      posted.push(took)
      plain.push(plainTook)
    }
    const [ours, theirs] = [durations(posted), durations(plain)]
    report({ system: "inkoop", job: "post_purchase_invoice", lines, ...ours, statements })
    report({ system: "postgresql", job: "read_then_write_posting", lines, ...theirs })
    report({
      system: "inkoop",
      job: "post_over_floor",
      lines,
      ratio: Number((ours.p50_ms / theirs.p50_ms).toFixed(2)),
    })
  }
  await floor.close()
}

/** Postings a second with eight at once, on one company, one number series and the same items; the floor's in turns. */
export async function benchConcurrent(company: BenchCompany): Promise<void> {
  const { lines, atOnce, rounds, runs } = concurrent
  const { makeDraft, post } = await poster(company)
  const floor = openPostingFloor(company.companyId, atOnce)
  const drafts = async (count: number) => {
    const made: string[] = []
    while (made.length < count) made.push(await makeDraft(lines))
    return made
  }
  const model = await floor.model((await post(await makeDraft(lines))).transactionNo)
  const plain = (no: string) => floor.run(no, model)
  for (const work of [post, plain]) await secondsFor(await drafts(atOnce * warmUps), work)
  // As autovacuum does within a minute; plans made without it read all of a company's rows.
  await analyse()
  const before = await deadlocks()
  let [ours, theirs] = [0, 0]
  for (let round = 0; round < rounds; round++) {
    ours += await secondsFor(await drafts(runs), post)
    theirs += await secondsFor(await drafts(runs), plain)
  }
  await floor.close()
  const of = { lines, runs: rounds * runs }
  report({
    system: "inkoop",
    job: "post_concurrent",
    ...of,
    per_s: rounded(of.runs / ours),
    deadlocks_retried: (await deadlocks()) - before,
    gaps: await gaps(company.companyId),
  })
  report({ system: "postgresql", job: "read_then_write_concurrent", ...of, per_s: rounded(of.runs / theirs) })
}

async function poster(company: BenchCompany) {
  const actor = await makeActor(company.companyId, "purchasing_manager")
  return {
    makeDraft: await draftBuilder(company, actor),
    post: (no: string) => postPurchaseDocument(actor, no, { unreviewed: false }),
  }
}

/** Seconds that it takes to do something with all the drafts, eight at once. */
async function secondsFor(drafts: string[], work: (no: string) => Promise<unknown>): Promise<number> {
  const since = performance.now()
  await Promise.all(
    Array.from({ length: concurrent.atOnce }, async () => {
      for (let draft = drafts.pop(); draft !== undefined; draft = drafts.pop()) await work(draft)
    }),
  )
  return (performance.now() - since) / 1_000
}

async function analyse(): Promise<void> {
  const owner = postgres(env().DATABASE_OWNER_URL!, { max: 1, onnotice: () => {} })
  await owner`analyze`
  await owner.end()
}

/** Deadlocks that PostgreSQL has broken; each was retried, or the bench would have ended. */
async function deadlocks(): Promise<number> {
  const [row] = await database().execute<{ deadlocks: string }>(sql`
    select pg_stat_clear_snapshot(), pg_stat_get_db_deadlocks(oid) as deadlocks from pg_database
    where datname = current_database()`)
  return Number(row!.deadlocks)
}

/** Numbers that are missing among the company's ledger transactions. */
async function gaps(companyId: number): Promise<number> {
  const [row] = await inCompany(companyId, tx =>
    tx.execute<{ gaps: string }>(sql`select max(no) - count(*) as gaps from ledger_transaction`),
  )
  return Number(row!.gaps)
}
