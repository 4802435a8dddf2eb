import postgres from "postgres"
import { verifyChainIn } from "@/bin/verify-books/verify-all"
import { linkRows } from "@/domain/chain/link-rows"
import { chainKeys, sealDay } from "@/domain/chain/seal-day"
import { type AuditFilter, listAudit, listAuditPeople } from "@/domain/history/list-audit"
import { env } from "@/env"
import { makeActor, makeCompany } from "@/test/factories"
import { durations, report, rounded } from "./report"

const events = 1_000_000
const runs = 20

/** A million events linked into a chain, the chain verified, and the audit's pages among them: how long, and in how much memory. */
export async function benchChain(): Promise<void> {
  const { id: companyId } = await makeCompany()
  const actor = await makeActor(companyId, "purchasing_manager")
  await makeEvents(companyId, actor.userId)
  const linked = await measured(() => linkRows(companyId))
  report({ system: "inkoop", job: "chain_link", rows: linked.done, runs: 1, ...linked.figures(linked.done) })
  await sealDay(companyId)
  const sql = postgres(env().DATABASE_URL, { max: 1 })
  const verified = await measured(() =>
    sql.begin("isolation level repeatable read read only", tx =>
      verifyChainIn(tx, companyId, chainKeys().now.publicKey),
    ),
  )
  await sql.end()
  const { links, wrong } = verified.done
  if (wrong.length > 0 || links !== linked.done)
    throw new Error(`the bench's chain is wrong: ${JSON.stringify(wrong[0])}`)
  report({ system: "inkoop", job: "chain_verify", rows: links, runs: 1, ...verified.figures(links) })

  const filters: Record<string, AuditFilter> = {
    audit_all: {},
    audit_person: { userId: actor.userId },
    audit_subject: { subject: "opening_balance" },
    audit_no: { no: "IF00777" },
    audit_dates: { from: "2026-02-10", to: "2026-02-10" },
  }
  for (const [job, filter] of Object.entries(filters)) {
    const taken: number[] = []
    for (let run = 0; run < runs; run++) {
      const since = performance.now()
      await listAuditPeople(actor)
      await listAudit(actor, filter, { limit: 50 })
      taken.push(performance.now() - since)
    }
    report({ system: "inkoop", job, rows: events, ...durations(taken) })
  }
}

/** Of a thousand people, over a year, as events are. */
async function makeEvents(companyId: number, userId: number): Promise<void> {
  const sql = postgres(env().DATABASE_URL, { max: 1 })
  await sql.begin(async tx => {
    await tx`select set_config('app.company_id', ${String(companyId)}, true), set_config('statement_timeout', '0', true)`
    await tx`
      insert into event (company_id, at, actor_id, actor_name, kind, subject_type, subject_no, version, data)
      select ${companyId}, '2026-01-01Z'::timestamptz + n * interval '30 seconds', case when n % 1000 = 0 then ${userId} else 1000000 + n % 1000 end,
        'Person ' || n % 1000, 'purchase_invoice.saved', 'purchase_invoice', 'IF' || lpad((n % 100000)::text, 5, '0'), n % 10,
        jsonb_build_object('changes', jsonb_build_array(jsonb_build_object('field', 'quantity', 'from', n::text, 'to', (n + 1)::text)), 'vendorName', 'Vendor ' || n % 100)
      from generate_series(1, ${events}) as n`
  })
  await sql.end()
  const owner = postgres(env().DATABASE_OWNER_URL!, { max: 1, onnotice: () => {} })
  await owner`analyze event`
  await owner.end()
}

/** What came of it, in how many seconds, and the most memory of this process meanwhile. */
async function measured<T>(work: () => Promise<T>) {
  let most = 0
  const look = () => {
    most = Math.max(most, process.memoryUsage.rss())
  }
  const timer = setInterval(look, 100)
  const since = performance.now()
  const done = await work()
  const seconds = (performance.now() - since) / 1_000
  look()
  clearInterval(timer)
  const figures = (rows: number) => ({
    s: rounded(seconds),
    rows_per_s: Math.round(rows / seconds),
    rss_mb: Math.round(most / 1024 ** 2),
  })
  return { done, figures }
}
