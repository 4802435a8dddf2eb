import { readFileSync } from "node:fs"
import { join } from "node:path"
import { setTimeout as wait } from "node:timers/promises"
import { Redis } from "ioredis"
import postgres from "postgres"
import type { Portal } from "@/bin/portal"
import type { Provided } from "@/bin/provide-services"
import { processesOf } from "@/test/processes"

export type Scene = { portals: Portal[]; provided: Provided; dataDir: string; superuserUrl: string }

/** Done now; what it answers undoes it. */
type Fault = { name: string; weight: number; begin(): Promise<(() => Promise<void>) | undefined> }

/** What can happen to a portal, one at random after the other. Some last for seconds, so that two may meet. */
export class Faults {
  done = 0
  readonly #counts = new Map<string, number>()
  readonly #lasting = new Set<Promise<void>>()
  readonly #faults: Fault[]

  constructor(scene: Scene) {
    this.#faults = faultsOf(scene)
  }

  /** Begins the next; one that lasts is undone by itself after a few seconds. */
  async next(): Promise<void> {
    const { name, begin } = pick(this.#faults)
    console.log(`${new Date().toISOString()} ${name}`)
    this.done++
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1)
    const undo = await begin()
    if (!undo) return
    const lasting = wait(500 + Math.random() * 4_000).then(undo)
    this.#lasting.add(lasting)
    void lasting.finally(() => this.#lasting.delete(lasting))
  }

  /** Waits until nothing lasts any more. */
  async over(): Promise<void> {
    await Promise.all(this.#lasting)
  }

  summary(): string {
    return [...this.#counts].map(([name, count]) => `${name} ${count}`).join(", ")
  }
}

function pick(faults: readonly Fault[]): Fault {
  let left = Math.random() * faults.reduce((sum, fault) => sum + fault.weight, 0)
  for (const fault of faults) {
    left -= fault.weight
    if (left < 0) return fault
  }
  return faults[0]!
}

function faultsOf({ portals, provided, dataDir, superuserUrl }: Scene): Fault[] {
  const { postgres: database, redis } = provided
  const one = () => portals[Math.floor(Math.random() * portals.length)]!
  const kill = (name: string, weight: number, pid: () => number): Fault => ({
    name: `${name} killed`,
    weight,
    async begin() {
      signal(pid(), "SIGKILL")
      return undefined
    },
  })
  const freeze = (name: string, weight: number, pids: () => number[]): Fault => ({
    name: `${name} frozen`,
    weight,
    async begin() {
      const frozen = pids()
      for (const pid of frozen) signal(pid, "SIGSTOP")
      return async () => {
        for (const pid of frozen) signal(pid, "SIGCONT")
      }
    },
  })
  const admin = async (statement: string) => {
    // The server may be away just now.
    const sql = postgres(superuserUrl, { max: 1, connect_timeout: 2, onnotice: () => {} })
    await sql.unsafe(statement).catch(() => {})
    await sql.end({ timeout: 1 })
  }
  const faults: Fault[] = [
    kill("a worker", 4, () => one().worker.pid()),
    kill("a web", 3, () => one().web.pid()),
    kill("PostgreSQL", 2, () => database!.pid()),
    kill("the supervisor", 0.5, () => parentOf(one().web.pid())),
    freeze("a worker", 2, () => [one().worker.pid()]),
    freeze("a web", 1, () => [one().web.pid()]),
    freeze("PostgreSQL", 1, () => processesOf(join(dataDir, "postgres")).map(line => Number(line.split(" ")[0]))),
    {
      name: "every connection to PostgreSQL ended",
      weight: 2,
      async begin() {
        await admin("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'inkoop_app'")
        return undefined
      },
    },
    {
      name: "PostgreSQL full",
      weight: 1,
      async begin() {
        await admin(`alter database inkoop connection limit 0;
          select pg_terminate_backend(pid) from pg_stat_activity where usename = 'inkoop_app'`)
        return () => admin("alter database inkoop connection limit -1")
      },
    },
  ]
  if (!redis) return faults
  return [
    ...faults,
    kill("Redis", 2, () => redis.pid()),
    freeze("Redis", 1, () => [redis.pid()]),
    {
      name: "Redis emptied",
      weight: 3,
      async begin() {
        const client = new Redis(redis.now().url, { retryStrategy: () => null, maxRetriesPerRequest: 0 })
        client.on("error", () => {})
        await client.flushall().catch(() => {})
        client.disconnect()
        return undefined
      },
    },
  ]
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // It has gone already.
  }
}

function parentOf(pid: number): number {
  try {
    const parent = Number(/^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1])
    // One that is an orphan has init, or whoever stands in for it.
    return parent > 1 && parent !== process.pid ? parent : pid
  } catch {
    return pid
  }
}
