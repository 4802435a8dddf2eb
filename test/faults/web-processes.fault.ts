import { readFileSync } from "node:fs"
import { eq } from "drizzle-orm"
import { expect, test, vi } from "vitest"
import { startPortal } from "@/bin/portal"
import { freePort } from "@/bin/services/free-port"
import { testPlace } from "@/bin/test-portal"
import { database } from "@/db/client"
import { users } from "@/db/schema"
import { makeActor, makeCompany, makeVendor } from "@/test/factories"
import { makePurchaseInvoice } from "@/test/purchase-invoices"
import { faultyPortal } from "./support/faulty-portal"
import { signIn } from "./support/plain-browser"

const portal = faultyPortal()

/** The processes that a process has started and that run. */
const childrenOf = (pid: number) => {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean).map(Number)
  } catch {
    return []
  }
}

const runs = (pid: number) => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

test("two web processes serve one address: each tells its pages, one that is killed is started again, and all end", async () => {
  const { settings, dataDir } = portal()
  const PORT = String(await freePort())
  const webs = await startPortal({ ...settings, PORT, WEB_PROCESSES: "2" }, testPlace, dataDir)
  const pid = webs.web.pid()
  try {
    await webs.ready()
    const { id, slug } = await makeCompany()
    const actor = await makeActor(id, "purchaser")
    const [user] = await database().select({ email: users.email }).from(users).where(eq(users.id, actor.userId))
    const browser = await signIn(webs.url, user!.email)
    expect(childrenOf(pid)).toHaveLength(2)

    // Connections are handed out in turn, so that four streams are of both.
    const told: number[] = []
    const streams = [1, 2, 3, 4].map(async number => {
      for await (const text of browser.stream("/api/events")) {
        if (!text.includes("purchase_invoice")) continue
        told.push(number)
        return
      }
    })
    const vendor = await makeVendor(id)
    await vi.waitFor(
      async () => {
        await makePurchaseInvoice(actor, vendor.no, [])
        expect(told).toHaveLength(4)
      },
      { timeout: 60_000, interval: 500 },
    )
    await Promise.all(streams)

    const [killed] = childrenOf(pid)
    process.kill(killed!, "SIGKILL")
    await vi.waitFor(() => expect(childrenOf(pid)).not.toContain(killed), { timeout: 30_000 })
    // A connection that was kept to the killed one ends first, as a browser's does, which then asks on a new one.
    await vi.waitFor(async () => expect((await browser.get(`/${slug}`)).status).toBe(200), { timeout: 30_000 })
    await vi.waitFor(() => expect(childrenOf(pid)).toHaveLength(2), { timeout: 30_000 })
  } finally {
    const serving = childrenOf(pid)
    await webs.stop()
    expect([pid, ...serving].filter(runs)).toEqual([])
  }
})
