import { expect, test } from "vitest"
import { purchaseRequestWork } from "@/domain/purchase-requests/work-kind"
import { jobFor } from "@/jobs/queues"
import { kill, untilGone } from "./support/end-process"
import { faultyPortal } from "./support/faulty-portal"
import { holdVendor } from "./support/held-vendor"
import { expectOneInvoiceEach } from "./support/outcomes"
import { openShop, type Shop } from "./support/shop"
import { until } from "./support/until"

const portal = faultyPortal()

/** How often the shop's only request has been worked on. */
async function attempts({ companyId }: Shop): Promise<number> {
  const [{ attempts }] = await portal().sql<[{ attempts: number }]>`
    select attempts from purchase_request where company_id = ${companyId}`
  return attempts
}

test("a worker killed before its commit: the next one builds the invoice", async () => {
  const { url, processes } = portal()
  const shop = await openShop(url)
  const vendor = await holdVendor(portal(), shop)
  const [no] = await shop.ask(1)
  await vendor.untilWaiting(1)
  await kill(processes().worker.pid())
  await vendor.release()

  await expectOneInvoiceEach(portal(), shop, [no!])
  expect(await attempts(shop)).toBe(2)
})

test("a worker killed after its commit, before the queue heard of it: the job runs again and does nothing", async () => {
  const { sql, url, processes, redisClient, builds } = portal()
  const shop = await openShop(url)
  const vendor = await holdVendor(portal(), shop)
  const [no] = await shop.ask(1)
  await vendor.untilWaiting(1)
  await redisClient.client("PAUSE", 60_000, "WRITE")
  await vendor.release()
  await until("the build is committed", async () => {
    const [{ state }] = await sql<[{ state: string }]>`
      select state from purchase_request where company_id = ${shop.companyId}`
    return state === "ready"
  })
  await kill(processes().worker.pid())
  await redisClient.client("UNPAUSE")

  const { jobId } = jobFor(purchaseRequestWork, shop.companyId, no!, 1)
  await until("the job ends", async () => (await builds.getJob(jobId))?.isCompleted())
  expect((await builds.getJob(jobId))?.stalledCounter).toBe(1)
  await expectOneInvoiceEach(portal(), shop, [no!])
  expect(await attempts(shop)).toBe(1)
})

test("SIGTERM in the middle of a build: it finishes before the worker goes", async () => {
  const { url, processes, builds, redisClient } = portal()
  const shop = await openShop(url)
  const vendor = await holdVendor(portal(), shop)
  const [no] = await shop.ask(1)
  await vendor.untilWaiting(1)
  const pid = processes().worker.pid()
  process.kill(pid, "SIGTERM")
  // Its connections that wait for the next job are the first to go.
  await until("the worker takes no more jobs", async () => !/cmd=bzpopmin/.test(`${await redisClient.client("LIST")}`))
  await vendor.release()
  await untilGone(pid, 10)

  const job = await builds.getJob(jobFor(purchaseRequestWork, shop.companyId, no!, 1).jobId)
  expect(await job?.isCompleted()).toBe(true)
  expect(job?.stalledCounter).toBe(0)
  await expectOneInvoiceEach(portal(), shop, [no!])
  expect(await attempts(shop)).toBe(1)
})

test("SIGTERM in the middle of a build that does not end: the worker goes within ten seconds, the next one builds", async () => {
  const { url, processes } = portal()
  const shop = await openShop(url)
  const vendor = await holdVendor(portal(), shop)
  const [no] = await shop.ask(1)
  await vendor.untilWaiting(1)
  const pid = processes().worker.pid()
  process.kill(pid, "SIGTERM")
  await untilGone(pid, 10)
  await vendor.release()

  await expectOneInvoiceEach(portal(), shop, [no!])
  expect(await attempts(shop)).toBe(2)
})
