import { expect, test } from "vitest"
import { purchaseRequestWork } from "@/domain/purchase-requests/work-kind"
import { jobFor } from "@/jobs/queues"
import { kill } from "./support/end-process"
import { faultyPortal } from "./support/faulty-portal"
import { expectOneInvoiceEach } from "./support/outcomes"
import { openShop, requestedNo, withNewId } from "./support/shop"
import { until } from "./support/until"

const portal = faultyPortal()

test("the web killed between commit and enqueue: the relay has the invoice built", async () => {
  const { sql, url, processes, redisClient } = portal()
  const shop = await openShop(url)
  const fields = await shop.openForm()
  await redisClient.client("PAUSE", 60_000, "WRITE")
  const pressed = shop.press(fields).catch((error: Error) => error)
  const no = await until("the request is committed", async () => {
    const [request] = await sql<{ no: string }[]>`select no from purchase_request where company_id = ${shop.companyId}`
    return request?.no
  })
  await kill(processes().web.pid())
  await pressed
  await redisClient.client("UNPAUSE")
  const { jobId } = jobFor(purchaseRequestWork, shop.companyId, no, 1)
  expect(await redisClient.exists(`{inkoop}:purchase-requests:${jobId}`)).toBe(0)

  await expectOneInvoiceEach(portal(), shop, [no])
  const [{ generation }] = await sql<[{ generation: number }]>`
    select generation from purchase_request where company_id = ${shop.companyId}`
  expect(generation).toBe(2)
  await processes().ready()
  // Who presses OK again, having got no answer, is led to the same request.
  const again = await shop.press(fields)
  expect(again.location).toBe(`/${shop.slug}/purchase-requests/${no}?already=1`)
})

test("fifty identical posts at once make one request", async () => {
  const shop = await openShop(portal().url)
  const fields = await shop.openForm()
  const answers = await Promise.all(Array.from({ length: 50 }, () => shop.press(fields)))
  const nos = new Set(answers.map(requestedNo))
  expect(nos.size).toBe(1)
  expect(answers.filter(answer => !answer.location?.endsWith("?already=1"))).toHaveLength(1)
  await expectOneInvoiceEach(portal(), shop, [...nos].map(String))
})

test("fifty posts at once under fifty ids make fifty requests", async () => {
  const shop = await openShop(portal().url)
  const fields = await shop.openForm()
  const answers = await Promise.all(Array.from({ length: 50 }, () => shop.press(withNewId(fields))))
  const nos = new Set(answers.map(requestedNo))
  expect(nos.size).toBe(50)
  await expectOneInvoiceEach(portal(), shop, [...nos].map(String))
})
