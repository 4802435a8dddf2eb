import { mkdirSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { setTimeout as wait } from "node:timers/promises"
import { Redis } from "ioredis"
import { afterAll, afterEach, expect, test, vi } from "vitest"
import { freePort } from "@/bin/services/free-port"
import { findRedisServer } from "@/bin/services/redis-server"
import { type Service, supervise } from "@/bin/services/supervise"
import { temporaryDataDir } from "@/bin/services/unprivileged"
import { purchaseRequestWork } from "@/domain/purchase-requests/work-kind"
import * as environment from "@/env"
import { watchJobs } from "./in-process"
import { addJobs, closeQueues } from "./producers"
import { jobFor } from "./queues"
import { runJobs } from "./run-jobs"

const server = (await findRedisServer())!
const folder = temporaryDataDir()
const password = "of-a-test"
const services: Service[] = []
let undo: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const one of undo.reverse()) await one()
  undo = []
  for (const service of services.splice(0)) await service.stop()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

type Node = Service & { port: number }

async function run(name: string, lines: string[], args: string[] = [], port?: number): Promise<Node> {
  const place = join(folder, name)
  mkdirSync(place)
  const listens = port ?? (await freePort())
  const file = join(place, "redis.conf")
  const common = [`port ${listens}`, "bind 127.0.0.1", `requirepass ${password}`, `dir ${place}`, 'save ""']
  writeFileSync(file, `${[...common, ...lines].join("\n")}\n`)
  const service = await supervise({
    command: server.command,
    args: [file, ...args],
    cwd: place,
    env: server.env,
    log: join(place, "redis.log"),
    stopWith: [["SIGKILL", 2_000]],
  })
  services.push(service)
  await vi.waitFor(async () => expect(await ask(listens, "PING")).toBe("PONG"), { timeout: 10_000 })
  return { ...service, port: listens }
}

/** One command for one server. */
async function ask(port: number, command: string, ...args: (string | number)[]): Promise<unknown> {
  const redis = new Redis({ host: "127.0.0.1", port, password, retryStrategy: () => null, maxRetriesPerRequest: 0 })
  redis.on("error", () => {})
  try {
    return await redis.call(command, ...args)
  } finally {
    redis.disconnect()
  }
}

/** Queue and worker of a portal with that address. */
async function portalAt(url: string) {
  const others = environment.env()
  const named = vi.spyOn(environment, "env").mockReturnValue({ ...others, REDIS_URL: url })
  const ran = new Set<string>()
  let heard = 0
  const runner = runJobs(purchaseRequestWork.queue, async ({ no }) => `${ran.add(no).size}`, 2)
  const watch = watchJobs({ begun: () => {}, ended: () => heard++ })
  undo.push(
    async () => named.mockRestore(),
    () => closeQueues(),
    () => runner.stop(),
    () => watch.stop(),
  )
  const add = (no: string) => addJobs([jobFor(purchaseRequestWork, 1, no, 1)])
  return {
    add,
    untilRan: (no: string) => vi.waitFor(() => expect(ran).toContain(no), { timeout: 45_000, interval: 20 }),
    // Events are heard from when somebody listens.
    async untilEventsAreHeard() {
      for (let n = 0; heard === 0; n++) {
        await add(`IA26-1000${n}`)
        await wait(100)
      }
    },
  }
}

test("a cluster is worked with by whichever of its nodes is named", async () => {
  const nodes: Node[] = []
  for (const name of ["a", "b", "c"]) {
    const lines = ["cluster-enabled yes", `cluster-port ${await freePort()}`, `masterauth ${password}`]
    nodes.push(await run(`cluster-${name}`, lines))
  }
  const [a, b, c] = nodes as [Node, Node, Node]
  const slots = [
    [0, 5_460],
    [5_461, 10_922],
    [10_923, 16_383],
  ] as const
  for (const [n, [from, to]] of slots.entries()) await ask(nodes[n]!.port, "CLUSTER", "ADDSLOTSRANGE", from, to)
  for (const { port } of [b, c]) {
    const [, bus] = /tcp_bus|@(\d+)/.exec(String(await ask(port, "CLUSTER", "NODES"))) ?? []
    await ask(a.port, "CLUSTER", "MEET", "127.0.0.1", port, bus!)
  }
  for (const { port } of nodes)
    await vi.waitFor(async () => expect(await ask(port, "CLUSTER", "INFO")).toContain("cluster_state:ok"), {
      timeout: 20_000,
    })
  for (const [n, { port }] of nodes.entries()) {
    const portal = await portalAt(`redis+cluster://:${password}@127.0.0.1:${port}`)
    const no = `IA26-0000${n}`
    await portal.add(no)
    await portal.untilRan(no)
    await portal.untilEventsAreHeard()
    for (const one of undo.reverse()) await one()
    undo = []
  }
}, 60_000)

test("sentinels are asked for the master, and for its successor", async () => {
  const auth = [`masterauth ${password}`, "repl-diskless-sync-delay 0"]
  const master = await run("master", auth)
  const replica = await run("replica", [...auth, `replicaof 127.0.0.1 ${master.port}`])
  const lines = [
    `sentinel monitor books 127.0.0.1 ${master.port} 1`,
    `sentinel auth-pass books ${password}`,
    "sentinel down-after-milliseconds books 1000",
    "sentinel failover-timeout books 5000",
  ]
  const sentinel = await run("sentinel", lines, ["--sentinel"])
  await vi.waitFor(async () => expect(await ask(master.port, "INFO", "replication")).toMatch(/state=online/), {
    timeout: 20_000,
  })
  await vi.waitFor(async () => expect(await ask(sentinel.port, "SENTINEL", "REPLICAS", "books")).toHaveLength(1), {
    timeout: 20_000,
  })
  const query = `?sentinelPassword=${password}`
  const portal = await portalAt(`redis+sentinel://:${password}@127.0.0.1:1,127.0.0.1:${sentinel.port}/books${query}`)
  await portal.add("IA26-00001")
  await portal.untilRan("IA26-00001")

  await master.stop()
  await vi.waitFor(async () => expect(await ask(replica.port, "ROLE")).toContain("master"), { timeout: 30_000 })
  await vi.waitFor(() => portal.add("IA26-00002"), { timeout: 20_000 })
  await portal.untilRan("IA26-00002")
}, 90_000)

test("an address is read by its kind", () => {
  expect(environment.redisAddress("rediss+cluster://user:p%40ss@one:7000,two")).toEqual({
    kind: "cluster",
    hosts: [
      { host: "one", port: 7000 },
      { host: "two", port: 6379 },
    ],
    username: "user",
    password: "p@ss",
    tls: {},
  })
  expect(environment.redisAddress("redis+sentinel://[::1]:26380,two/books/3?sentinelPassword=s")).toEqual({
    kind: "sentinel",
    hosts: [
      { host: "::1", port: 26380 },
      { host: "two", port: 26379 },
    ],
    master: "books",
    database: 3,
    sentinelPassword: "s",
  })
  for (const wrong of ["redis://one,two", "redis+sentinel://one", "redis+cluster://one/3x", "redis://", "http://one"])
    expect(() => environment.redisAddress(wrong)).toThrow(RangeError)
})
