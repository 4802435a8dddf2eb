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
import { type Answer, signIn } from "./support/plain-browser"
import { until } from "./support/until"

const portal = faultyPortal()

type Line = { level: number; time: number; part: string; pid: number; msg: string } & Record<string, unknown>

/** What a program has logged, each line of it read as JSON. */
function lines(file: string): Line[] {
  return readFileSync(file, "utf8")
    .split("\n")
    .filter(Boolean)
    .map(line => JSON.parse(line))
}

/** Two ports of 127.0.0.1, one after the other. */
async function twoPorts(): Promise<number> {
  const first = await freePort()
  return first < 65_000 ? first : twoPorts()
}

test("started without Redis, and asked for what fails, web and worker write lines of one shape, and few", async () => {
  const { settings, dataDir, sql } = portal()
  const log = join(dataDir, "watched")
  mkdirSync(log)
  const METRICS_PORT = await twoPorts()
  const watched = await startPortal(
    {
      ...settings,
      LOG_LEVEL: "info",
      PORT: String(await freePort()),
      REDIS_URL: "redis://127.0.0.1:1",
      METRICS_PORT: String(METRICS_PORT),
    },
    testPlace,
    log,
  )
  try {
    await watched.ready()
    const company = await makeCompany()
    const { userId } = await makeActor(company.id, "purchaser")
    const [user] = await database().select({ email: users.email }).from(users).where(eq(users.id, userId))
    const browser = await signIn(watched.url, user!.email)
    await sql`alter table vendor rename to vendor_away`
    let failed: Answer
    try {
      failed = await browser.get(`/${company.slug}/vendors?q=typed-by-somebody`)
    } finally {
      await sql`alter table vendor_away rename to vendor`
    }
    const request = failed.headers.get("x-request-id")
    const line = await until("the web has written of it", async () =>
      lines(join(log, "web.log")).find(({ msg }) => msg === "a request failed"),
    )
    expect(line).toMatchObject({
      level: 50,
      part: "web",
      request,
      company: company.id,
      user: userId,
      route: "/[company]/vendors",
      method: "GET",
    })
    expect(readFileSync(join(log, "web.log"), "utf8")).not.toContain("typed-by-somebody")

    const refused = await until("the worker has said that its queues refuse it", async () => {
      const all = lines(join(log, "worker.log"))
      return all.filter(({ msg }) => msg.startsWith("queue refused")).length >= 6 ? all : undefined
    })
    for (const { level, time, part, pid } of refused)
      expect({ level, time, part, pid }).toEqual({
        level: expect.any(Number),
        time: expect.any(Number),
        part: "worker",
        pid: watched.worker.pid(),
      })
    expect(refused.length).toBeLessThan(100)

    const measured = await (await fetch(`http://127.0.0.1:${METRICS_PORT}/metrics`)).text()
    const counted = measured.split("\n").filter(line => line.startsWith("inkoop_http_request_duration_seconds_count{"))
    const isOfFailure = (line: string) => line.includes(`route="/[company]/vendors"`) && line.includes(`status="500"`)
    expect(counted.filter(isOfFailure)).toEqual([expect.stringMatching(/part="web".* 1$/)])
    expect(measured).not.toContain(company.slug)
    expect(measured).toMatch(/inkoop_event_streams\{part="web"\} 0/)
    const ofWorker = await (await fetch(`http://127.0.0.1:${METRICS_PORT + 1}/metrics`)).text()
    expect(ofWorker).toMatch(/inkoop_database_pool_size\{part="worker"\} 10/)
    // It is not known while the queue is away.
    expect(ofWorker).not.toMatch(/^inkoop_queue_jobs\{/m)
    expect(await (await fetch(`${watched.url}/metrics`)).text()).not.toContain("inkoop_http_request")
    expect(await (await fetch(`${watched.url}/api/health`)).json()).toEqual({ alive: true })
    const ready = await fetch(`${watched.url}/api/ready`)
    expect(await ready.json()).toEqual({
      ready: false,
      parts: { database: "ok", queue: "away", oldestRequest: "ok", authSecret: "ok", attachments: "none" },
      oldestRequestSeconds: 0,
    })
    expect(ready.status).toBe(503)
    const whole = await fetch(`${portal().url}/api/ready`)
    expect(await whole.json()).toMatchObject({ ready: true, parts: { queue: "ok" } })
  } finally {
    await watched.stop()
  }
})
