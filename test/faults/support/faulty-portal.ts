import { cpSync, mkdirSync, rmSync } from "node:fs"
import { join } from "node:path"
import { Redis } from "ioredis"
import postgres from "postgres"
import { afterAll, beforeAll, beforeEach } from "vitest"
import { type Portal, startPortal } from "@/bin/portal"
import { prepareDatabase } from "@/bin/prepare-database"
import { root } from "@/bin/root"
import { freePort } from "@/bin/services/free-port"
import { stopServices } from "@/bin/services/supervise"
import { temporaryDataDir } from "@/bin/services/unprivileged"
import type { Settings } from "@/bin/settings"
import { testPlace, testSettings } from "@/bin/test-portal"
import { closeDatabase } from "@/db/client"
import { type JobQueue, openQueue } from "@/jobs/connection"
import { onDatabase } from "@/test/services"
import { startServers } from "./servers"

/** A portal to do harm to: the production build, on servers of its own. */
export type FaultyPortal = Awaited<ReturnType<typeof startServers>> & {
  url: string
  /** Every variable of its web and worker that differs from its default. */
  settings: Settings
  /** Where its logs are. */
  dataDir: string
  /** Web and worker; whoever crashes is started again, as under `npm start`. */
  processes(): Portal
  /** Starts web and worker anew, after they were stopped. */
  startProcesses(): Promise<void>
  /** Address of the database as superuser, who sees all companies and what the server is doing. */
  superuserUrl: string
  sql: postgres.Sql
  /** Commands for Redis, beside the queue's own. */
  redisClient: Redis
  /** The queue of builds. */
  builds: JobQueue
}

/** Starts a portal for the tests of a file, which use it one after the other; a failed test's logs are kept. */
export function faultyPortal(): () => FaultyPortal {
  let started: (FaultyPortal & { end(): Promise<void>; dataDir: string }) | undefined
  beforeAll(async () => {
    started = await start()
  })
  beforeEach(({ task, onTestFailed }) => {
    onTestFailed(() => keepLogs(started!.dataDir, task.name))
  })
  afterAll(() => started?.end())
  return () => started!
}

async function start() {
  const dataDir = temporaryDataDir()
  const servers = await startServers(dataDir)
  const { appUrl, ownerUrl, adminUrl } = servers.postgres.now()
  const settings = {
    ...testSettings,
    DATA_DIR: dataDir,
    DATABASE_URL: appUrl,
    REDIS_URL: servers.redis.now().url,
    PORT: String(await freePort()),
  }
  // The factories write through the product's own clients.
  Object.assign(process.env, settings, { DATABASE_OWNER_URL: ownerUrl })
  await prepareDatabase({ DATABASE_URL: appUrl, DATABASE_OWNER_URL: ownerUrl })
  let processes = await startPortal(settings, testPlace, dataDir)
  await processes.ready()
  const superuserUrl = onDatabase(adminUrl, "inkoop")
  const sql = postgres(superuserUrl, { max: 2 })
  const redisClient = new Redis(settings.REDIS_URL, { maxRetriesPerRequest: null })
  const builds = openQueue("purchase-requests")
  // They connect again by themselves.
  for (const client of [redisClient, builds.queue]) client.on("error", () => {})
  return {
    ...servers,
    dataDir,
    settings,
    url: processes.url,
    processes: () => processes,
    async startProcesses() {
      processes = await startPortal(settings, testPlace, dataDir)
      await processes.ready()
    },
    superuserUrl,
    sql,
    redisClient,
    builds: builds.queue,
    async end() {
      redisClient.disconnect()
      await Promise.all([builds.end(), sql.end({ timeout: 1 }), closeDatabase(), processes.stop()])
      await stopServices()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

function keepLogs(dataDir: string, test: string): void {
  const kept = join(root, "test-results/faults", test.replace(/\W+/g, "-").slice(0, 80))
  mkdirSync(kept, { recursive: true })
  for (const log of ["web.log", "worker.log", "postgres.log", "redis.log"])
    cpSync(join(dataDir, log), join(kept, log), { force: true })
}
