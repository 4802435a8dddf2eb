import { expect, test } from "vitest"
import { type FaultyPortal, faultyPortal } from "./support/faulty-portal"
import { holdVendor } from "./support/held-vendor"
import { expectOneInvoiceEach } from "./support/outcomes"
import { openShop, requestedNo, type Shop, withNewId } from "./support/shop"
import { until } from "./support/until"

const portal = faultyPortal()

/** Jobs that one worker runs at once (WORKER_CONCURRENCY's default). */
const atOnce = 8

test("Redis emptied while jobs wait and run: everything asked for is built, once", async () => {
  const { sql, url, redisClient, builds } = portal()
  const shop = await openShop(url)
  const vendor = await holdVendor(portal(), shop)
  const nos = await shop.ask(20)
  await vendor.untilWaiting(atOnce)
  expect(await builds.getJobCounts("active", "waiting")).toEqual({ active: atOnce, waiting: 20 - atOnce })
  await redisClient.flushall()
  await until("the relay has enqueued what waited", async () => {
    const [{ again }] = await sql<[{ again: number }]>`select count(*)::int as again from purchase_request
      where company_id = ${shop.companyId} and generation > 1`
    return again === 20 - atOnce
  })
  await vendor.release()
  await expectOneInvoiceEach(portal(), shop, nos)
})

/** Longer than the product waits for Redis anywhere. A whole minute: REDIS_OUTAGE_SECONDS=60 npm run test:faults */
const seconds = Number(process.env.REDIS_OUTAGE_SECONDS ?? 11)

type Fault = { name: string; begin(portal: FaultyPortal): Promise<void>; end(portal: FaultyPortal): Promise<void> }
const faults: Fault[] = [
  { name: "stopped", begin: ({ redis }) => redis.stop(), end: ({ redis }) => redis.start() },
  {
    name: "frozen",
    begin: async ({ redis }) => void process.kill(redis.now().pid, "SIGSTOP"),
    end: async ({ redis }) => void process.kill(redis.now().pid, "SIGCONT"),
  },
]

for (const { name, begin, end } of faults) {
  test(`Redis ${name} for ${seconds} seconds: every page and form answers within one, every request is built once`, async () => {
    const shop = await openShop(portal().url)
    const before = await walk(shop)
    const times: Timed[] = []
    await begin(portal())
    const walks = Promise.all([walkFor(seconds, shop, times), walkFor(seconds, shop, times)])
    const people = await walks.finally(() => end(portal()))

    const [slowest] = times.sort((a, b) => b.ms - a.ms)
    expect(slowest!.ms, `the slowest of ${times.length} answers was ${slowest!.what}`).toBeLessThan(1_000)
    await expectOneInvoiceEach(portal(), shop, [before, ...people.flat()])
  })
}

type Timed = { what: string; ms: number }

/** Walks for so many seconds. @returns the numbers of the requests */
async function walkFor(duration: number, shop: Shop, times: Timed[]): Promise<string[]> {
  const nos: string[] = []
  const end = performance.now() + duration * 1_000
  while (performance.now() < end) nos.push(await walk(shop, times))
  return nos
}

/**
 * Looks at pages and asks for a purchase invoice.
 * @param times gets how long each answer took
 * @returns the request's number
 */
async function walk(shop: Shop, times: Timed[] = []): Promise<string> {
  const timed = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
    const since = performance.now()
    const answer = await work()
    times.push({ what, ms: Math.round(performance.now() - since) })
    return answer
  }
  const look = async (path: string) => {
    const { status } = await timed(`/${shop.slug}${path}`, () => shop.browser.get(`/${shop.slug}${path}`))
    expect(status, path).toBe(200)
  }
  await look("")
  await look("/sales-invoices")
  await look(`/sales-invoices/${shop.salesInvoiceNo}`)
  const fields = await timed("Create Purchase Invoice", shop.openForm)
  const answer = await timed("its OK", () => shop.press(withNewId(fields)))
  const no = requestedNo(answer)
  if (no === undefined) throw new Error(`OK answered ${answer.status}`)
  await look(`/purchase-requests/${no}`)
  await look("/purchase-requests")
  await look("/purchase-invoices")
  await look("/notifications")
  return no
}
