import { spawn } from "node:child_process"
import { once } from "node:events"
import { createInterface } from "node:readline"
import postgres from "postgres"
import { afterAll, beforeAll, expect, inject, onTestFinished, test, vi } from "vitest"
import { purchaseRequestWork } from "@/domain/purchase-requests/work-kind"
import { env } from "@/env"
import { migrateQueue } from "@/jobs/migrate-queue"
import { addJobs, closeQueues } from "@/jobs/producers"
import { jobFor } from "@/jobs/queues"
import { bundledProgram } from "@/test/bundled-program"
import { onDatabase } from "@/test/services"
import { root } from "./root"

vi.stubEnv("REDIS_URL", "")
// Each starts a process of its own.
vi.setConfig({ testTimeout: 60_000 })
const name = new URL(env().DATABASE_URL).pathname.slice(1)
const admin = postgres(onDatabase(inject("services").adminUrl, "postgres"), { max: 1 })

let program: string

beforeAll(async () => {
  program = await bundledProgram("bin/worker.ts")
  await migrateQueue(env().DATABASE_OWNER_URL!)
})
afterAll(async () => {
  await closeQueues()
  await admin.end()
})

/** A worker whose queue is in PostgreSQL, and what it logs. */
function worker(databaseUrl: string) {
  const child = spawn(process.execPath, [program], {
    cwd: root,
    env: { ...process.env, LOG_LEVEL: "info", DATABASE_URL: databaseUrl },
    stdio: ["ignore", "pipe", "inherit"],
  })
  onTestFinished(() => void child.kill("SIGKILL"))
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    child,
    /** The next line of that kind. */
    async logs(message: string): Promise<{ err?: { message: string }; againInMs?: number }> {
      while (true) {
        const { value, done } = await lines.next()
        if (done) throw new Error(`it ended without: ${message}`)
        if (value.includes(message)) return JSON.parse(value)
      }
    },
  }
}

test("a worker that PostgreSQL refuses says so, waits ever longer, and ends when it is told to", async () => {
  const wrong = new URL(env().DATABASE_URL)
  wrong.password = "wrong"
  const { child, logs } = worker(wrong.href)
  const pauses: number[] = []
  // Six queues: each tries again a few times.
  for (let n = 0; n < 18; n++) {
    const { err, againInMs } = await logs("queue refused")
    expect(err?.message).toContain("password authentication failed")
    pauses.push(againInMs!)
  }
  expect(pauses.slice(12).every(pause => pause > pauses[0]!)).toBe(true)
  child.kill("SIGTERM")
  expect(await once(child, "exit")).toEqual([0, null])
})

test("a worker that is let in after all works", async () => {
  await admin.unsafe(`ALTER DATABASE ${name} CONNECTION LIMIT 0`)
  const { child, logs } = worker(env().DATABASE_URL)
  expect((await logs("queue refused")).err?.message).toContain("too many connections")
  await admin.unsafe(`ALTER DATABASE ${name} CONNECTION LIMIT -1`)
  await addJobs([jobFor(purchaseRequestWork, 1, "IA26-00001", 1)])
  await logs("job done")
  child.kill("SIGTERM")
  expect(await once(child, "exit")).toEqual([0, null])
})
