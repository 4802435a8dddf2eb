import { randomUUID } from "node:crypto"
import { desc, eq } from "drizzle-orm"
import { afterEach, beforeAll, expect, test, vi } from "vitest"
import { notification } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { readBatchPosting } from "@/domain/batch-posting/read-batch-posting"
import { requestBatchPosting } from "@/domain/batch-posting/request-batch-posting"
import { batchPostingWork } from "@/domain/batch-posting/work-kind"
import { makeActor, makeCompany, makeItem, makeVendor } from "@/test/factories"
import { makePurchaseInvoice } from "@/test/purchase-invoices"
import { workOn } from "./do-work"
import { enqueue } from "./enqueue"
import { stopSweeping } from "./mail-sweep"
import { closeQueues, readyQueue } from "./producers"
import { jobFor, mailJob, subjectOf } from "./queues"
import { relayOnce } from "./relay"
import { type JobRunner, runJobs } from "./run-jobs"

let manager: Actor
let ask: () => Promise<number>
let runner: JobRunner | undefined

beforeAll(async () => {
  const company = await makeCompany()
  manager = await makeActor(company.id, "purchasing_manager")
  const [vendor, item] = await Promise.all([makeVendor(company.id), makeItem(company.id)])
  ask = async () => {
    const no = await makePurchaseInvoice(manager, vendor.no, [{ no: item.no, quantity: "1", price: "5" }])
    const input = { formId: randomUUID(), choice: { nos: [no] }, unreviewed: true }
    return (await requestBatchPosting(manager, input)).no
  }
})

afterEach(async () => {
  await runner?.stop()
  stopSweeping()
  await inCompany(manager.companyId, tx =>
    tx.update(notification).set({ mailState: "sent" }).where(eq(notification.mailState, "pending")),
  )
  for (const name of ["batch-postings", "mails"]) await (await readyQueue(name)).obliterate({ force: true })
  await closeQueues()
})

/** Runs batches until one ends. @returns its job's outcome */
function firstOutcome(): Promise<string> {
  return new Promise(resolve => {
    runner = runJobs(
      batchPostingWork.queue,
      async payload => {
        const outcome = await workOn(batchPostingWork, payload)
        resolve(outcome)
        return outcome
      },
      1,
    )
  })
}

test("a batch whose job was lost is enqueued again under the next generation, once, and posted", async () => {
  const id = await ask()
  const job = jobFor(batchPostingWork, manager.companyId, String(id), 1)
  // A first connection may take longer than a page waits for the queue.
  await readyQueue("batch-postings")
  expect(await enqueue(job)).toBe(true)
  expect(await relayOnce(0)).toBe(0)
  await (await readyQueue("batch-postings")).obliterate({ force: true })
  expect(await relayOnce(0)).toBe(1)
  expect(await relayOnce(0)).toBe(0)
  const [waiting] = await (await readyQueue("batch-postings")).getWaiting()
  expect(waiting).toMatchObject({
    id: jobFor(batchPostingWork, manager.companyId, String(id), 2).jobId,
    data: job.payload,
  })
  expect(await firstOutcome()).toBe("finished")
  expect((await readBatchPosting(manager, id)).work).toMatchObject({ state: "finished", done: 1, refused: 0 })
})

test("of the mails that wait, a sweep adds those that the one before has not", async () => {
  const queue = await readyQueue("mails")
  const { companyId } = manager
  for (let round = 0; round < 2; round++) {
    await workOn(batchPostingWork, { companyId, no: String(await ask()) })
    const told = await inCompany(companyId, tx => tx.select().from(notification).orderBy(desc(notification.eventId)))
    await vi.waitFor(
      async () => expect((await queue.getWaiting()).map(({ id }) => id)).toEqual([mailJob(told[0]!, 0).jobId]),
      10_000,
    )
    await queue.obliterate({ force: true })
  }
})

test("a job of a batch that has finished does nothing, and its id names the batch", async () => {
  const id = await ask()
  const { companyId } = manager
  expect(await workOn(batchPostingWork, { companyId, no: String(id) })).toBe("finished")
  expect(await workOn(batchPostingWork, { companyId, no: String(id) })).toBe("not_queued")
  const subject = { companyId, type: "batch_posting", no: String(id) }
  expect(subjectOf(jobFor(batchPostingWork, companyId, String(id), 3).jobId)).toEqual(subject)
})
