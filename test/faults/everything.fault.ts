import { test } from "vitest"
import { kill } from "./support/end-process"
import { faultyPortal } from "./support/faulty-portal"
import { holdVendor } from "./support/held-vendor"
import { expectOneInvoiceEach } from "./support/outcomes"
import { openShop } from "./support/shop"

const portal = faultyPortal()

test("web, worker, PostgreSQL and Redis killed at once and started again on the same data: everything is built", async () => {
  const { url, postgres, redis, processes, startProcesses } = portal()
  const shop = await openShop(url)
  const vendor = await holdVendor(portal(), shop)
  const nos = await shop.ask(20)
  await vendor.untilWaiting(8)
  // What was accepted a moment ago counts too: it is on the disk.
  nos.push(...(await shop.ask(5)))
  const { web, worker } = processes()
  await Promise.all([kill(web.pid()), kill(worker.pid()), postgres.kill(), redis.kill(), processes().stop()])
  await vendor.release()
  await Promise.all([postgres.start(), redis.start()])
  await startProcesses()

  await expectOneInvoiceEach(portal(), shop, nos)
})
