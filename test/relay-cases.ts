import { randomUUID } from "node:crypto"
import { and, eq, getTableColumns, sql } from "drizzle-orm"
import { afterEach, beforeAll, expect, test } from "vitest"
import { notification, purchaseInvoice, purchaseRequest } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { requestPurchaseInvoice } from "@/domain/purchase-requests/request-purchase-invoice"
import { purchaseRequestWork } from "@/domain/purchase-requests/work-kind"
import { workOn } from "@/jobs/do-work"
import { enqueue } from "@/jobs/enqueue"
import { stopSweeping } from "@/jobs/mail-sweep"
import { closeQueues, readyQueue } from "@/jobs/producers"
import { jobFor, type Payload, subjectOf } from "@/jobs/queues"
import { relayOnce } from "@/jobs/relay"
import { type JobRunner, runJobs } from "@/jobs/run-jobs"
import { itemLine, makeActor, makeCompany, makeItem, makeSalesInvoice, makeVendor } from "./factories"

const build = (payload: Payload) => workOn(purchaseRequestWork, payload)

/**
 * However a job gets lost, its request ends in exactly one outcome: the same on either backend.
 * @param emptyQueue loses every job of every queue, as FLUSHALL does
 */
export function relayCases(emptyQueue: () => Promise<unknown>): void {
  let companyId: number
  let actor: Actor
  let ask: () => Promise<string>
  let runners: JobRunner[] = []

  beforeAll(async () => {
    const company = await makeCompany()
    companyId = company.id
    actor = await makeActor(companyId, "order_processor")
    const [vendor, item] = await Promise.all([makeVendor(companyId), makeItem(companyId)])
    ask = async () => {
      const sale = await makeSalesInvoice(companyId, [itemLine(item)])
      const asked = await requestPurchaseInvoice(actor, {
        formId: randomUUID(),
        salesInvoiceNo: sale.no,
        salesInvoiceVersion: 1,
        scope: { kind: "all_lines" },
        vendorNo: vendor.no,
        edits: new Map(),
      })
      return asked.no
    }
  })

  afterEach(async () => {
    await Promise.all(runners.map(runner => runner.stop()))
    runners = []
    stopSweeping()
    await inCompany(companyId, tx => tx.update(notification).set({ mailState: "sent" }))
    await emptyQueue()
    await closeQueues()
  })

  /** Runs real builds; resolves with the first outcome of each request, whichever generation its job is of. */
  function built(nos: readonly string[], work = build): Promise<string[]> {
    const outcomes = new Map<string, string>()
    return new Promise(resolve => {
      const run = async (payload: Payload) => {
        const outcome = await work(payload)
        if (!outcomes.has(payload.no)) outcomes.set(payload.no, outcome)
        if (nos.every(no => outcomes.has(no))) resolve(nos.map(no => outcomes.get(no)!))
        return outcome
      }
      runners.push(runJobs(purchaseRequestWork.queue, run, 4))
    })
  }

  const read = (no: string) =>
    inCompany(companyId, async tx => {
      const [request] = await tx
        .select()
        .from(purchaseRequest)
        .where(and(eq(purchaseRequest.companyId, companyId), eq(purchaseRequest.no, no)))
      const invoices = await tx.select({ no: purchaseInvoice.no }).from(purchaseInvoice)
      return { ...request!, invoices: invoices.filter(one => one.no === request?.purchaseInvoiceNo).length }
    })

  test("what was never enqueued is, once", async () => {
    const no = await ask()
    expect(await relayOnce(0)).toBe(1)
    expect(await relayOnce(0)).toBe(0)
    expect((await read(no)).generation).toBe(2)
    expect(await built([no])).toEqual(["ready"])
    expect(await read(no)).toMatchObject({ state: "ready", invoices: 1 })
  })

  test("what waits in an emptied queue comes back", async () => {
    const nos = await Promise.all([ask(), ask(), ask()])
    // A first connection may take longer than a page waits for the queue.
    await readyQueue("purchase-requests")
    for (const no of nos) expect(await enqueue(jobFor(purchaseRequestWork, companyId, no, 1))).toBe(true)
    expect(await relayOnce(0)).toBe(0)
    await emptyQueue()
    expect(await relayOnce(0)).toBe(3)
    const outcomes = await built(nos)
    expect(outcomes).toEqual(["ready", "ready", "ready"])
    for (const no of nos) expect(await read(no)).toMatchObject({ state: "ready", invoices: 1 })
  })

  test("what runs is left alone", async () => {
    const no = await ask()
    let release = () => {}
    const held = new Promise<void>(resolve => {
      release = resolve
    })
    let begun = () => {}
    const running = new Promise<void>(resolve => {
      begun = resolve
    })
    const outcome = built([no], async payload => {
      begun()
      await held
      return build(payload)
    })
    await enqueue(jobFor(purchaseRequestWork, companyId, no, 1))
    await running
    expect(await relayOnce(0)).toBe(0)
    release()
    expect(await outcome).toEqual(["ready"])
    expect(await read(no)).toMatchObject({ generation: 1, state: "ready", invoices: 1 })
  })

  test("what BullMQ gave up goes on under the next generation", async () => {
    const no = await ask()
    const queue = await readyQueue("purchase-requests")
    const failed = new Promise<void>(resolve => {
      const run = async () => {
        setImmediate(resolve)
        throw new TypeError("broken")
      }
      runners.push(runJobs(purchaseRequestWork.queue, run, 1))
    })
    await enqueue(jobFor(purchaseRequestWork, companyId, no, 1))
    await failed
    await Promise.all(runners.map(runner => runner.stop()))
    expect(await queue.getFailedCount()).toBe(1)
    expect(await enqueue(jobFor(purchaseRequestWork, companyId, no, 1))).toBe(true)
    expect(await queue.getWaitingCount()).toBe(0)
    expect(await relayOnce(0)).toBe(1)
    expect(await built([no])).toEqual(["ready"])
  })

  test("several relays at once and every job twice make one invoice each", async () => {
    const nos = await Promise.all(Array.from({ length: 8 }, ask))
    await Promise.all([relayOnce(0), relayOnce(0), relayOnce(0)])
    for (const no of nos) await enqueue(jobFor(purchaseRequestWork, companyId, no, 77))
    const outcomes = await built(nos)
    expect(outcomes).toHaveLength(8)
    const after = await Promise.all(nos.map(read))
    expect(after.map(({ state, invoices }) => ({ state, invoices }))).toEqual(
      nos.map(() => ({ state: "ready", invoices: 1 })),
    )
  })

  test("a job that stays in the queue after its request was settled does nothing", async () => {
    const no = await ask()
    await enqueue(jobFor(purchaseRequestWork, companyId, no, 1))
    await build({ companyId, no })
    expect(await built([no])).toEqual(["not_queued"])
    expect(subjectOf(jobFor(purchaseRequestWork, companyId, no, 1).jobId)).toEqual({
      companyId,
      type: "purchase_request",
      no,
    })
  })

  test("thousands that wait come back in seconds", async () => {
    const no = await ask()
    const copies = 3_000
    await inCompany(companyId, async tx => {
      const columns = Object.values(getTableColumns(purchaseRequest)).map(column => column.name)
      const others = columns.filter(name => name !== "no" && name !== "form_id")
      const own = sql.raw(others.map(name => `"${name}"`).join())
      await tx.execute(sql`insert into purchase_request (no, form_id, ${own})
        select 'COPY-' || copy, gen_random_uuid(), ${own}
        from purchase_request, generate_series(1, ${copies}) as copy where company_id = ${companyId} and no = ${no}`)
    })
    const since = performance.now()
    // A sweep may be quicker with its own; what an earlier test left behind counts too.
    expect(await relayOnce(0)).toBeGreaterThanOrEqual(copies)
    expect(performance.now() - since).toBeLessThan(12_000)
    expect(await relayOnce(0)).toBe(0)
    await inCompany(companyId, tx =>
      tx
        .update(purchaseRequest)
        .set({ state: "failed", finishedAt: sql`now()`, failure: [{ code: "gave_up" }] })
        .where(eq(purchaseRequest.state, "queued")),
    )
  })

  test("thousands of mails that wait are enqueued in seconds", async () => {
    const no = await ask()
    await build({ companyId, no })
    const copies = 3_000
    await inCompany(companyId, tx =>
      tx.execute(sql`with told as (
          select * from notification where company_id = ${companyId} and mail_state = 'pending' order by event_id desc limit 1),
        happened as (
          insert into event (company_id, kind, subject_type, subject_no, actor_name, data)
          select e.company_id, e.kind, e.subject_type, e.subject_no, e.actor_name, e.data
          from told join event e on (e.company_id, e.id) = (told.company_id, told.event_id), generate_series(1, ${copies})
          returning id)
        insert into notification (company_id, user_id, event_id, mail_state)
        select told.company_id, told.user_id, happened.id, 'pending' from told, happened`),
    )
    const since = performance.now()
    expect(await relayOnce(0)).toBeGreaterThanOrEqual(copies)
    expect(performance.now() - since).toBeLessThan(12_000)
  })
}
