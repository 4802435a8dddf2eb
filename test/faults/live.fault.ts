import { mkdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
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

test("a web that cannot listen says why in its log, and its stream has pages fetch anew every few seconds", async () => {
  const { settings, dataDir } = portal()
  const log = join(dataDir, "deaf")
  mkdirSync(log)
  const PORT = String(await freePort())
  // Nothing listens there: as where a firewall lets the pooler through alone.
  const direct = "postgres://inkoop_app@127.0.0.1:1/inkoop"
  const deaf = await startPortal({ ...settings, PORT, DATABASE_DIRECT_URL: direct }, testPlace, log)
  try {
    await deaf.ready()
    const { id } = await makeCompany()
    const { userId } = await makeActor(id, "order_processor")
    const [user] = await database().select({ email: users.email }).from(users).where(eq(users.id, userId))
    const browser = await signIn(deaf.url, user!.email)
    let heard = ""
    for await (const text of browser.stream("/api/events")) {
      heard += text
      if (heard.split("event: resync").length > 3) break
    }
    expect(readFileSync(join(log, "web.log"), "utf8")).toMatch(/ECONNREFUSED.*live pages do not hear the database/)
  } finally {
    await deaf.stop()
  }
})

test("a browser is told what happened since its page was drawn, and fetches anew where that is not known", async () => {
  const { id, slug } = await makeCompany()
  const actor = await makeActor(id, "purchaser")
  const [user] = await database().select({ email: users.email }).from(users).where(eq(users.id, actor.userId))
  const browser = await signIn(portal().url, user!.email)
  /** What the stream says until it says that. */
  const until = async (said: string, address: string, happens?: () => Promise<unknown>) => {
    let heard = ""
    for await (const text of browser.stream(address)) {
      heard += text
      if (heard.includes(said)) break
      await happens?.()
    }
    return heard
  }
  const vendor = await makeVendor(id)
  const make = () => makePurchaseInvoice(actor, vendor.no, [])
  await until("resync", "/api/events")
  // Since the web listens, which begins with the first browser: what it hears first is what happens next.
  let told: string
  do told = await until(slug, `/api/events?asOf=${Date.now()}`, make)
  while (told.includes("resync"))

  // What happened between its page and its coming.
  const page = Date.now()
  const no = await make()
  expect(await until(no, `/api/events?asOf=${page}`)).not.toContain("resync")
  // An hour ago nobody remembers.
  await until("resync", `/api/events?asOf=${page - 3_600_000}`)
})
