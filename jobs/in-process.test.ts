import { afterEach, expect, test } from "vitest"
import { fileImportWork } from "@/domain/imports/work-kind"
import { purchaseRequestWork } from "@/domain/purchase-requests/work-kind"
import { readDashboard, retryJob } from "./dashboard"
import { enqueue } from "./enqueue"
import { inProcess, watchJobs } from "./in-process"
import { closeQueues } from "./producers"
import { type JobSubject, jobFor, type NewJob } from "./queues"
import { type JobRunner, runJobs } from "./run-jobs"

let runners: JobRunner[] = []

afterEach(async () => {
  await Promise.all(runners.map(runner => runner.stop()))
  runners = []
  await closeQueues()
})

test("a job that runs is In Process, in its own company alone, and says so when it begins and ends", async () => {
  let release = () => {}
  const held = new Promise<string>(resolve => {
    release = () => resolve("ready")
  })
  let begun: JobSubject | undefined
  let ended: JobSubject | undefined
  const watching = watchJobs({
    begun: subject => {
      begun = subject
    },
    ended: subject => {
      ended = subject
    },
  })
  let done = () => {}
  const ran = async (job: NewJob) => {
    const finished = new Promise<void>(resolve => {
      done = resolve
    })
    await enqueue(job)
    await finished
  }
  let began = () => {}
  const running = new Promise<void>(resolve => {
    began = resolve
  })
  runners.push(
    runJobs(
      purchaseRequestWork.queue,
      async ({ no }) => {
        began()
        if (no === "IA26-00001") return held
        done()
        return "ready"
      },
      1,
    ),
  )
  await enqueue(jobFor(purchaseRequestWork, 7, "IA26-00001", 1))
  await running
  expect(await inProcess(7, purchaseRequestWork)).toEqual(new Set(["IA26-00001"]))
  expect(await inProcess(8, purchaseRequestWork)).toEqual(new Set())
  expect(await inProcess(7, fileImportWork)).toEqual(new Set())
  release()
  // What begins before the watch is connected is not heard: a page asks then, see above.
  for (let no = 2; !begun || !ended; no++) await ran(jobFor(purchaseRequestWork, 7, `IA26-${no}`, 1))
  expect(begun).toMatchObject({ companyId: 7, type: "purchase_request" })
  expect(ended).toMatchObject({ companyId: 7, type: "purchase_request" })
  await watching.stop()
})

test("an administrator sees and retries the failed jobs of the own company alone", async () => {
  const job = jobFor(purchaseRequestWork, 7, "IA26-00003", 1)
  const failed = new Promise<void>(resolve => {
    runners.push(
      runJobs(
        purchaseRequestWork.queue,
        async () => {
          setImmediate(resolve)
          throw new TypeError("broken")
        },
        1,
      ),
    )
  })
  await enqueue(job)
  await failed
  await Promise.all(runners.map(runner => runner.stop()))
  expect((await readDashboard(7))?.failed).toMatchObject([{ id: job.jobId, reason: "broken", attempts: 1 }])
  expect((await readDashboard(8))?.failed).toEqual([])
  expect(await retryJob(8, "purchase-requests", job.jobId)).toBe(false)
  expect(await retryJob(7, "purchase-requests", job.jobId)).toBe(true)
  const queue = (await readDashboard(7))?.queues.find(({ name }) => name === "purchase-requests")
  expect(queue?.counts).toMatchObject({ waiting: 1, failed: 0 })
})
