import { sql } from "drizzle-orm"
import { database } from "@/db/client"
import { inCompany } from "@/db/tenancy"
import { postPurchaseInvoice } from "@/domain/purchase-invoices/post-purchase-invoice"
import { countStatements } from "@/test/count-statements"
import { makeActor } from "@/test/factories"
import type { BenchCompany } from "./company"
import { draftMaker } from "./drafts"
import { openPostingFloor } from "./posting-floor"
import { durations, report, rounded } from "./report"

const sizes = [
  { lines: 10, runs: 200 },
  { lines: 100, runs: 100 },
  { lines: 1_000, runs: 30 },
  { lines: 10_000, runs: 10 },
]
const warmUps = 5

const concurrent = { lines: 10, runs: 800, atOnce: 8 }

/** Posting beside its floor at each size, runs interleaved; from the operation's first line to its commit. */
export async function benchPost(company: BenchCompany): Promise<void> {
  const actor = await makeActor(company.companyId, "purchasing_manager")
  const makeDraft = await draftMaker(company, actor)
  const post = (no: string) => postPurchaseInvoice(actor, no, { unreviewed: false })
  const floor = openPostingFloor(company.companyId)
  for (const { lines, runs } of sizes) {
    const [posted, plain]: [number[], number[]] = [[], []]
    let statements = 0
    for (let run = -warmUps; run < runs; run++) {
      const draft = await makeDraft(lines)
      if (run === -1) {
        statements = (await countStatements(() => post(draft))).length
        continue
      }
      const since = performance.now()
      const { transactionNo } = await post(draft)
      const took = performance.now() - since
      const plainTook = await floor.run(await makeDraft(lines), transactionNo)
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
  await benchConcurrent(company, makeDraft, post)
}

/** Postings a second with eight at once, on one company, one number series and the same items. */
async function benchConcurrent(
  { companyId }: BenchCompany,
  makeDraft: (lines: number) => Promise<string>,
  post: (no: string) => Promise<unknown>,
): Promise<void> {
  const { lines, runs, atOnce } = concurrent
  const drafts: string[] = []
  while (drafts.length < runs) drafts.push(await makeDraft(lines))
  const before = await deadlocks()
  const since = performance.now()
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let draft = drafts.pop(); draft !== undefined; draft = drafts.pop()) await post(draft)
    }),
  )
  const seconds = (performance.now() - since) / 1_000
  report({
    system: "inkoop",
    job: "post_concurrent",
    lines,
    runs,
    per_s: rounded(runs / seconds),
    deadlocks_retried: (await deadlocks()) - before,
    gaps: await gaps(companyId),
  })
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
