import { expect } from "vitest"
import type { FaultyPortal } from "./faulty-portal"
import type { Shop } from "./shop"
import { until } from "./until"

/**
 * Waits until the portal has come to rest, and checks in the database that every request of the company ended in exactly
 * one outcome, all of them ready: one purchase invoice each, whole, told of once; nothing lost, doubled or half-done.
 * @param accepted numbers of the requests that were accepted
 */
export async function expectOneInvoiceEach(portal: FaultyPortal, shop: Shop, accepted: readonly string[]) {
  await untilAtRest(portal, shop)
  expect(await counts(portal, shop)).toEqual({
    requests: accepted.length,
    ready: accepted.length,
    invoices: accepted.length,
    wholeInvoicesOfRequests: accepted.length,
    saidReady: accepted.length,
    saidBuilt: accepted.length,
    mailsSent: accepted.length,
  })
  const rows = await portal.sql<{ no: string }[]>`
    select no from purchase_request where company_id = ${shop.companyId}`
  expect(rows.map(row => row.no).sort()).toEqual([...accepted].sort())
}

/** Nothing is queued, no job is left that could still do something, and every mail has gone out. */
async function untilAtRest({ sql, builds }: FaultyPortal, { companyId }: Shop): Promise<void> {
  await until("every request has ended and the queue is empty", async () => {
    const [{ open }] = await sql<[{ open: number }]>`
      select (select count(*) from purchase_request where company_id = ${companyId} and state = 'queued')::int
        + (select count(*) from notification where company_id = ${companyId} and mail_state = 'pending')::int as open`
    if (open > 0) return false
    const live = await builds.getJobCounts("active", "waiting", "delayed", "prioritized")
    return Object.values(live).every(count => count === 0)
  })
}

async function counts({ sql }: FaultyPortal, { companyId }: Shop) {
  const [found] = await sql`
    with request as (select * from purchase_request where company_id = ${companyId}),
      invoice as (
        select h.*, count(l.line_id) as lines, coalesce(sum(l.amount), 0) as line_amounts
        from purchase_invoice h left join purchase_invoice_line l on (l.company_id, l.document_no) = (h.company_id, h.no)
        where h.company_id = ${companyId} group by h.company_id, h.no)
    select (select count(*)::int from request) as requests,
      (select count(*)::int from request where state = 'ready') as ready,
      (select count(*)::int from invoice) as invoices,
      (select count(distinct i.no)::int from request r join invoice i on i.no = r.purchase_invoice_no
        where i.lines = r.line_count and i.line_count = r.line_count and i.line_amounts = r.amount and i.amount = r.amount
      ) as "wholeInvoicesOfRequests",
      (select count(*)::int from event where company_id = ${companyId} and kind = 'purchase_request.ready') as "saidReady",
      (select count(*)::int from event where company_id = ${companyId} and kind = 'purchase_invoice.built') as "saidBuilt",
      (select count(*)::int from notification where company_id = ${companyId} and mail_state = 'sent') as "mailsSent"`
  return found
}
