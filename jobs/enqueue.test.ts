import { once } from "node:events"
import { createServer, type Socket } from "node:net"
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest"
import { freePort } from "@/bin/services/free-port"
import { type RedisService, startRedis } from "@/bin/services/redis"
import { temporaryDataDir } from "@/bin/services/unprivileged"
import { purchaseRequestWork } from "@/domain/purchase-requests/work-kind"
import { enqueue } from "./enqueue"
import { closeQueues, readyQueue } from "./producers"
import { jobFor } from "./queues"
import { type JobRunner, runJobs } from "./run-jobs"

/** env() is read once a process: each test gets modules of its own with its own Redis. */
async function enqueueAt(redisUrl: string) {
  vi.stubEnv("REDIS_URL", redisUrl)
  vi.resetModules()
  const [{ enqueue }, { closeQueues }] = await Promise.all([import("./enqueue"), import("./producers")])
  return { enqueue, closeQueues }
}

async function timed<T>(work: () => Promise<T>): Promise<{ result: T; ms: number }> {
  const since = performance.now()
  const result = await work()
  return { result, ms: performance.now() - since }
}

describe("with a queue", () => {
  let runner: JobRunner | undefined
  afterEach(async () => {
    await runner?.stop()
    await closeQueues()
  })

  test("the same job added twice, at once and afterwards, runs once", async () => {
    const job = jobFor(purchaseRequestWork, 1, "IA26-00001", 1)
    const last = jobFor(purchaseRequestWork, 1, "IA26-00002", 1)
    const ran: string[] = []
    expect(await Promise.all([enqueue(job), enqueue(job)])).toEqual([true, true])
    const done = new Promise<void>(resolve => {
      runner = runJobs(
        purchaseRequestWork.queue,
        async ({ no }) => {
          ran.push(no)
          if (no === "IA26-00001") await enqueue(job).then(() => enqueue(last))
          if (no === "IA26-00002") resolve()
          return "ready"
        },
        1,
      )
    })
    await done
    expect(ran).toEqual(["IA26-00001", "IA26-00002"])
    expect(await enqueue(job)).toBe(true)
    expect(await (await readyQueue("purchase-requests")).getWaitingCount()).toBe(0)
  })
})

describe("without Redis a page goes on within half a second", () => {
  let close: (() => Promise<void>)[] = []
  beforeEach(() => {
    close = []
  })
  afterEach(async () => {
    for (const one of close) await one()
    vi.unstubAllEnvs()
  })

  test("when it was never there", async () => {
    const there = await enqueueAt(`redis://127.0.0.1:${await freePort()}`)
    close.push(there.closeQueues)
    const { result, ms } = await timed(() => there.enqueue(jobFor(purchaseRequestWork, 1, "A", 1)))
    expect(result).toBe(false)
    expect(ms).toBeLessThan(500)
  })

  test("when it takes the connection and says nothing", async () => {
    const sockets = new Set<Socket>()
    const silent = createServer(socket => sockets.add(socket)).listen(0, "127.0.0.1")
    await once(silent, "listening")
    close.push(async () => {
      for (const socket of sockets) socket.destroy()
      silent.close()
    })
    const address = silent.address()
    const port = typeof address === "object" ? address?.port : 0
    const there = await enqueueAt(`redis://127.0.0.1:${port}`)
    close.unshift(there.closeQueues)
    const { result, ms } = await timed(() => there.enqueue(jobFor(purchaseRequestWork, 1, "A", 1)))
    expect(result).toBe(false)
    expect(ms).toBeLessThan(500)
  })

  test("when it is stopped between two requests", async () => {
    const dataDir = temporaryDataDir()
    const redis = (await startRedis({ dataDir, durable: false, temporary: true })) as RedisService
    const there = await enqueueAt(redis.url)
    close.push(there.closeQueues, redis.stop)
    expect(await there.enqueue(jobFor(purchaseRequestWork, 1, "A", 1))).toBe(true)
    await redis.stop()
    const { result, ms } = await timed(() => there.enqueue(jobFor(purchaseRequestWork, 1, "B", 1)))
    expect(result).toBe(false)
    expect(ms).toBeLessThan(500)
  })
})
