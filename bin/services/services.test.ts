import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { existsSync, readFileSync, rmSync, statSync } from "node:fs"
import { join } from "node:path"
import postgres from "postgres"
import { afterAll, beforeEach, expect, onTestFinished, test, vi } from "vitest"
import { root } from "@/bin/root"
import { processesOf } from "@/test/processes"
import { startPostgres } from "./postgres"
import { startRedis } from "./redis"
import { stopServices } from "./supervise"
import { temporaryDataDir } from "./unprivileged"

let dataDir: string

beforeEach(() => {
  const folder = temporaryDataDir()
  dataDir = folder
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
})

/** Runs both servers below another process, as `npm start` does. */
async function holder(): Promise<ChildProcess> {
  const child = spawn(process.execPath, ["--import", "tsx", "test/hold-services.ts", dataDir], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
  })
  await once(child.stdout!, "data")
  return child
}

async function allGone(): Promise<void> {
  await vi.waitFor(() => expect(processesOf(dataDir)).toEqual([]), { timeout: 10_000, interval: 50 })
}

test("a parent killed with -9 leaves no process, and the servers shut down cleanly", async () => {
  const parent = await holder()
  expect(processesOf(dataDir).length).toBeGreaterThan(2)
  parent.kill("SIGKILL")
  await allGone()
  expect(existsSync(join(dataDir, "postgres/postmaster.pid"))).toBe(false)
  expect(readFileSync(join(dataDir, "postgres.log"), "utf8")).toContain("database system is shut down")
})

// Finds the supervisor in /proc.
test.runIf(process.platform === "linux")(
  "servers whose supervisor was killed too are stopped by the next start in their folder",
  async () => {
    const parent = await holder()
    const postmaster = Number(readFileSync(join(dataDir, "postgres/postmaster.pid"), "utf8").split("\n")[0])
    const supervisor = Number(/^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${postmaster}/status`, "utf8"))?.[1])
    process.kill(supervisor, "SIGKILL")
    parent.kill("SIGKILL")
    await once(parent, "exit")
    expect(processesOf(dataDir).length).toBeGreaterThan(1)

    const server = await startPostgres({ dataDir, durable: false })
    const redis = await startRedis({ dataDir, durable: true })
    expect(server.pid).not.toBe(postmaster)
    await redis?.stop()
    await server.stop()
    await allGone()
  },
)

test("a row and a key are still there after a restart", async () => {
  const first = await startPostgres({ dataDir, durable: true })
  const before = postgres(first.ownerUrl, { max: 1 })
  await before`CREATE TABLE kept (note text)`
  await before`INSERT INTO kept VALUES ('still here')`
  await before.end()
  await first.stop()

  const second = await startPostgres({ dataDir, durable: true })
  const after = postgres(second.ownerUrl, { max: 1 })
  expect([...(await after`SELECT note FROM kept`)]).toEqual([{ note: "still here" }])
  await after.end()
  await second.stop()
})

test("every secret and log is for its owner's eyes alone", async () => {
  const server = await startPostgres({ dataDir, durable: false })
  const redis = await startRedis({ dataDir, durable: false })
  const mode = (name: string) => (statSync(join(dataDir, name)).mode & 0o777).toString(8)
  const names = ["secrets/postgres-superuser", "secrets/postgres-owner", "secrets/postgres-app", "secrets/redis"]
  const files = [...names, "postgres.log", "redis.log", "redis/redis.conf"]
  expect(Object.fromEntries(files.map(name => [name, mode(name)]))).toEqual(
    Object.fromEntries(files.map(name => [name, "600"])),
  )
  expect(["secrets", "postgres", "redis"].map(mode)).toEqual(["700", "700", "700"])
  await redis?.stop()
  await server.stop()
})

afterAll(stopServices)
