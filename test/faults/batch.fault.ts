import { eq } from "drizzle-orm"
import postgres from "postgres"
import { expect, test } from "vitest"
import { database } from "@/db/client"
import { users } from "@/db/schema"
import { makeActor, makeCompany, makeItem, makeVendor } from "@/test/factories"
import { makePurchaseInvoice } from "@/test/purchase-invoices"
import { kill } from "./support/end-process"
import { faultyPortal } from "./support/faulty-portal"
import { fieldsOf, signIn } from "./support/plain-browser"
import { until } from "./support/until"

const portal = faultyPortal()

test("a worker killed in the middle of a batch: the next one goes on where it was, and posts nothing twice", async () => {
  const { url, sql, superuserUrl, processes } = portal()
  const { id: companyId, slug } = await makeCompany()
  const manager = await makeActor(companyId, "purchasing_manager")
  const [vendor, item] = [await makeVendor(companyId), await makeItem(companyId)]
  const nos: string[] = []
  for (let made = 0; made < 5; made++) {
    nos.push(await makePurchaseInvoice(manager, vendor.no, [{ no: item.no, quantity: "1", price: "10" }]))
  }
  const [user] = await database().select({ email: users.email }).from(users).where(eq(users.id, manager.userId))
  const browser = await signIn(url, user!.email)

  // As somebody who is just saving the third draft.
  const holder = postgres(superuserUrl, { max: 1 })
  await holder.unsafe("begin")
  const [lock] = await holder<[{ pid: number }]>`
    select pg_backend_pid() as pid from purchase_invoice where company_id = ${companyId} and no = ${nos[2]!} for update`
  const question = `/${slug}/batch-postings/new?${nos.map(no => `no=${no}`).join("&")}`
  const { html } = await browser.get(question)
  const answer = await browser.post(question, [...fieldsOf(html, "formId"), ["unreviewed", "on"]])
  expect(answer.status).toBe(303)

  await until("the worker waits for the third draft", async () => {
    const [{ count }] = await sql<[{ count: number }]>`
      select count(*)::int as count from pg_stat_activity where ${lock.pid} = any (pg_blocking_pids(pid))`
    return count === 1
  })
  const outcomes = async () =>
    (
      await sql<{ outcome: string }[]>`
        select outcome from background_work_piece where company_id = ${companyId} order by piece_no`
    ).map(({ outcome }) => outcome)
  expect(await outcomes()).toEqual(["done", "done", "pending", "pending", "pending"])
  await kill(processes().worker.pid())
  await holder.end({ timeout: 0 })

  await until("the batch has finished, and its mail has gone out", async () => {
    const [{ open }] = await sql<[{ open: number }]>`
      select (select count(*) from background_work where kind = 'batch_posting' and company_id = ${companyId} and state = 'queued')::int
        + (select count(*) from notification where company_id = ${companyId} and mail_state = 'pending')::int as open`
    return open === 0
  })
  expect(await outcomes()).toEqual(["done", "done", "done", "done", "done"])
  const [counts] = await sql`
    select (select array_agg(no order by no)::text from ledger_transaction where company_id = ${companyId}) as numbers,
      (select count(distinct pre_assigned_no)::int from posted_purchase_document where company_id = ${companyId}) as posted,
      (select count(*)::int from purchase_invoice where company_id = ${companyId}) as drafts,
      (select count(*)::int from event where company_id = ${companyId} and kind = 'batch_posting.finished') as said,
      (select count(*)::int from notification where company_id = ${companyId} and mail_state = 'sent') as mailed`
  expect(counts).toEqual({ numbers: "{1,2,3,4,5}", posted: 5, drafts: 0, said: 1, mailed: 1 })
})
