import { expect, test } from "vitest"
import { faultyPortal } from "./support/faulty-portal"
import { holdVendor } from "./support/held-vendor"
import { expectOneInvoiceEach } from "./support/outcomes"
import { openShop, withNewId } from "./support/shop"

const portal = faultyPortal()

test.for(["stop", "kill"] as const)(
  "PostgreSQL restarted (%s) while builds run and people ask for more: everything is built once, nothing else restarts",
  async ending => {
    const { url, postgres, processes } = portal()
    const pids = [processes().web.pid(), processes().worker.pid()]
    const shop = await openShop(url)
    const fields = await shop.openForm()
    const vendor = await holdVendor(portal(), shop)
    const building = await shop.ask(12)
    await vendor.untilWaiting(8)
    const asking = Array.from({ length: 20 }, () => shop.insist(withNewId(fields)))
    await Promise.race(asking)
    await postgres[ending]()
    await postgres.start()
    await vendor.release()

    const asked = await Promise.all(asking)
    await expectOneInvoiceEach(portal(), shop, [...building, ...asked])
    expect((await shop.browser.get(`/${shop.slug}`)).status).toBe(200)
    expect([processes().web.pid(), processes().worker.pid()]).toEqual(pids)
  },
)
