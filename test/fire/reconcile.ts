import { setTimeout as wait } from "node:timers/promises"
import postgres from "postgres"
import { verifyBooks } from "@/bin/verify-books/verify"
import type { Ledger } from "./ledger"

/** Seconds within which all that was accepted must have ended once the last fault is over. */
const timeout = 120
/** Seconds from a request's acceptance to its outcome that ninety-nine of a hundred keep. */
const promised = 15

/**
 * Compares what people were told with what is in the database, once it has come to rest.
 * @param sql as superuser, who sees every company
 * @param appUrl as the application's role, for the books
 * @returns what was counted and measured, and what is wrong
 */
export async function reconcile(sql: postgres.Sql, appUrl: string, ledger: Ledger) {
  const wrong: string[] = []
  const told: string[] = []
  wrong.push(...(await untilAtRest(sql, told)))
  for (const companyId of ledger.companyIds) {
    const accepted = ledger.requests.filter(request => request.companyId === companyId).map(({ no }) => no)
    wrong.push(...requestFaults(accepted, await readRequests(sql, companyId)))
    wrong.push(...(await unaskedInvoices(sql, companyId, ledger.drafts.nos)))
  }
  told.push(`${ledger.requests.length} requests accepted.`)
  wrong.push(...(await postings(sql, ledger, told)), ...(await books(appUrl, ledger.companyIds)))
  const slow = await recovery(sql, told)
  if (slow) wrong.push(slow)
  return { told, wrong }
}

/** Waits for all that was accepted to end, or for the time it has. */
async function untilAtRest(sql: postgres.Sql, told: string[]): Promise<string[]> {
  const since = performance.now()
  while ((await unfinished(sql)) > 0 && performance.now() - since < timeout * 1_000) await wait(200)
  const left = await unfinished(sql)
  told.push(`At rest ${((performance.now() - since) / 1_000).toFixed(1)} s after the last fault.`)
  return left > 0 ? [`${left} requests, batches or mails have not ended after ${timeout} s`] : []
}

/** A request with how many whole invoices it has, and how often its asker was told that it is ready. */
type FoundRequest = { no: string; state: string; invoices: number; told: number }

function readRequests(sql: postgres.Sql, companyId: number): Promise<FoundRequest[]> {
  return sql<FoundRequest[]>`
    select r.no, r.state, count(distinct i.no)::int as invoices,
      (select count(*)::int from event e where e.company_id = r.company_id and e.kind = 'purchase_request.ready'
        and e.subject_no = r.no) as told
    from purchase_request r
      left join purchase_invoice i on i.company_id = r.company_id and i.no = r.purchase_invoice_no
        and i.line_count = r.line_count and i.amount = r.amount
    where r.company_id = ${companyId} group by r.company_id, r.no, r.state`
}

/** Every accepted request is there and ended well, once, and no other is there. */
function requestFaults(accepted: readonly string[], rows: readonly FoundRequest[]): string[] {
  const found = new Map(rows.map(row => [row.no, row]))
  const doubled = accepted.length - new Set(accepted).size
  return [
    ...(doubled > 0 ? [`${doubled} numbers were given out twice`] : []),
    ...accepted.flatMap(no => acceptedFaults(no, found.get(no))),
    ...rows.filter(({ no }) => !accepted.includes(no)).map(({ no }) => `${no} is there and was never accepted`),
  ]
}

function acceptedFaults(no: string, row: FoundRequest | undefined): string[] {
  if (!row) return [`${no} was accepted and is not there`]
  if (row.state === "ready" && row.invoices === 1 && row.told === 1) return []
  return [`${no} is ${row.state}, with ${row.invoices} whole invoices, told of ${row.told} times`]
}

async function unaskedInvoices(sql: postgres.Sql, companyId: number, drafts: readonly string[]): Promise<string[]> {
  const [invoices] = await sql<[{ count: number }]>`
    select count(*)::int as count from purchase_invoice h where company_id = ${companyId}
      and not exists (select from purchase_request r where r.company_id = h.company_id and r.purchase_invoice_no = h.no)
      and not h.no = any (${drafts})`
  return invoices.count > 0 ? [`${invoices.count} purchase invoices that nobody asked for`] : []
}

async function unfinished(sql: postgres.Sql): Promise<number> {
  try {
    const [{ count }] = await sql<[{ count: number }]>`
      select ((select count(*) from purchase_request where state = 'queued')
        + (select count(*) from background_work where state = 'queued')
        + (select count(*) from notification where mail_state = 'pending'))::int as count`
    return count
  } catch {
    // It is just coming back.
    return Number.POSITIVE_INFINITY
  }
}

/** Every draft of an accepted batch is posted, once, and no other; the numbers have no gap. */
async function postings(sql: postgres.Sql, { drafts, posted }: Ledger, told: string[]): Promise<string[]> {
  const { companyId, nos } = drafts
  const rows = await sql<{ no: string; times: number }[]>`
    select pre_assigned_no as no, count(*)::int as times from posted_purchase_document
    where company_id = ${companyId} group by pre_assigned_no`
  const times = new Map(rows.map(row => [row.no, row.times]))
  const wrong = nos.flatMap(no => {
    const expected = posted.includes(no) ? 1 : 0
    const found = times.get(no) ?? 0
    return found === expected ? [] : [`${no} was posted ${found} times, not ${expected}`]
  })
  const [numbers] = await sql<[{ count: number; last: number }]>`
    select count(*)::int as count, coalesce(max(no), 0)::int as last from ledger_transaction where company_id = ${companyId}`
  if (numbers.count !== numbers.last) wrong.push(`${numbers.count} transactions numbered up to ${numbers.last}`)
  told.push(`${posted.length} drafts posted.`)
  return wrong
}

async function books(appUrl: string, companyIds: readonly number[]): Promise<string[]> {
  const sql = postgres(appUrl, { max: 1, onnotice: () => {} })
  try {
    const found = []
    for (const id of companyIds) found.push(...(await verifyBooks(sql, id)).wrong)
    return found.map(({ table, key, rule }) => `the books: ${table}, ${key} (${rule})`)
  } finally {
    await sql.end()
  }
}

/** From the commit that accepted to the one of the outcome, by the database's clock. */
async function recovery(sql: postgres.Sql, told: string[]): Promise<string | undefined> {
  const [row] = await sql<[{ p50: number; p95: number; p99: number; longest: number }]>`
    select percentile_cont(0.5) within group (order by took) as p50, percentile_cont(0.95) within group (order by took) as p95,
      percentile_cont(0.99) within group (order by took) as p99, max(took) as longest
    from (select extract(epoch from finished_at - requested_at)::float8 as took from purchase_request
      where finished_at is not null) as ended`
  const { p50, p95, p99, longest } = row
  const seconds = (value: number) => `${value.toFixed(2)} s`
  told.push(
    `From acceptance to outcome: median ${seconds(p50)}, p95 ${seconds(p95)}, p99 ${seconds(p99)}, longest ${seconds(longest)}.`,
  )
  return p99 < promised ? undefined : `p99 of ${seconds(p99)} is not below ${promised} s`
}
