import { mkdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { startPortal } from "@/bin/portal"
import { freePort } from "@/bin/services/free-port"
import { testPlace } from "@/bin/test-portal"
import { database } from "@/db/client"
import { users } from "@/db/schema"
import { makeActor, makeCompany } from "@/test/factories"
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
