import { sql } from "drizzle-orm"
import { database } from "@/db/client"
import { inCompany } from "@/db/tenancy"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { countStatements } from "@/test/count-statements"
import { makeActor } from "@/test/factories"
import { analyse } from "./analyse"
import { watchBounds } from "./bounds"
import { type BenchCompany, benchCompanies } from "./company"
import { draftBuilder } from "./drafts"
import { openPostingFloor } from "./posting-floor"
import { durations, report, rounded } from "./report"
import { secondsFor } from "./seconds-for"

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

/**
 * Postings a second with eight at once, on one company, one number series and the same items, and in ten companies; the floor's (of
 * one company) in turns.
 */
export async function benchConcurrent(company: BenchCompany): Promise<void> {
  const { lines, atOnce, rounds, runs } = concurrent
  const one = [await poster(company)]
  const ten = await Promise.all((await benchCompanies()).map(poster))
  const floor = openPostingFloor(company.companyId, atOnce)
  const drafts = async (posters: Poster[], count: number) => {
    const made: (() => Promise<unknown>)[] = []
    while (made.length < count) {
      const { makeDraft, post } = posters[made.length % posters.length]!
      const draft = await makeDraft(lines)
      made.push(() => post(draft))
    }
    return made
  }
  const { makeDraft, post } = one[0]!
  const model = await floor.model((await post(await makeDraft(lines))).transactionNo)
  const plain = async (count: number) => {
    const made: (() => Promise<unknown>)[] = []
    while (made.length < count) {
      const draft = await makeDraft(lines)
      made.push(() => floor.run(draft, model))
    }
    return made
  }
  const ways = { one: (count: number) => drafts(one, count), ten: (count: number) => drafts(ten, count), plain }
  const run = (work: (() => Promise<unknown>)[]) => secondsFor(work, atOnce, each => each())
  for (const make of Object.values(ways)) await run(await make(atOnce * warmUps))
  await analyse()
  const before = await deadlocks()
  const seconds = { one: 0, ten: 0, plain: 0 }
  const bounds: Record<string, object> = {}
  for (let round = 0; round < rounds; round++) {
    for (const which of ["one", "ten", "plain"] as const) {
      const work = await ways[which](runs)
      const [took, bound] = await watchBounds(() => run(work))
      seconds[which] += took
      bounds[which] = bound
    }
  }
  await floor.close()
  const of = (which: keyof typeof seconds) => ({
    lines,
    runs: rounds * runs,
    per_s: rounded((rounds * runs) / seconds[which]),
    ...bounds[which],
  })
  const deadlocksRetried = (await deadlocks()) - before
  report({
    system: "inkoop",
    job: "post_concurrent",
    ...of("one"),
    deadlocks_retried: deadlocksRetried,
    gaps: await gaps(company.companyId),
  })
  report({ system: "inkoop", job: "post_concurrent_ten_companies", ...of("ten"), deadlocks_retried: deadlocksRetried })
  report({ system: "postgresql", job: "read_then_write_concurrent", ...of("plain") })
}

type Poster = Awaited<ReturnType<typeof poster>>

async function poster(company: BenchCompany) {
  const actor = await makeActor(company.companyId, "purchasing_manager")
  return {
    makeDraft: await draftBuilder(company, actor),
    post: (no: string) => postPurchaseDocument(actor, no, { unreviewed: false }),
  }
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
