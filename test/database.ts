import { mkdtempSync, rmSync } from "node:fs"
import { join } from "node:path"
import { Redis } from "ioredis"
import postgres from "postgres"
import { inject } from "vitest"
import { as, onDatabase, testPasswords } from "./services"

export type TestDatabase = {
  name: string
  /** As `inkoop_app`, like the product. */
  url: string
  /** As `inkoop_owner`. */
  ownerUrl: string
  /** As superuser: neither row-level security nor privileges apply. */
  adminUrl: string
  /** A numbered Redis database of its own, empty. */
  redisUrl: string
  /** Ends what is still connected and removes the database, the Redis database and the data folder. */
  drop(): Promise<void>
}

/**
 * Clones a database from the migrated template, and points this process at it: DATABASE_URL, DATABASE_OWNER_URL,
 * REDIS_URL, DATA_DIR and AUTH_SECRET are set, so call it before anything reads env(). `test/setup.ts` does so once for
 * each test file; a test that needs another database beside it calls it again and sets the variables back.
 */
export async function testDatabase(): Promise<TestDatabase> {
  const { adminUrl, template, redisUrl, dataDir: place } = inject("services")
  const admin = postgres(adminUrl, { max: 1 })
  const [row] = await admin<[{ no: string }]>`SELECT nextval('test_files') AS no`
  const name = `inkoop_test_${row.no}`
  // Copying the template's files takes 30 ms, writing each page to the log as well 580.
  await admin.unsafe(`CREATE DATABASE ${name} TEMPLATE ${template} OWNER inkoop_owner STRATEGY FILE_COPY`)
  await admin.end()

  const own = onDatabase(adminUrl, name)
  const redis = new URL(redisUrl)
  redis.pathname = `/${(Number(row.no) % 1000) + 1}`
  await emptyRedis(redis.href)
  const dataDir = mkdtempSync(join(place, "file-"))
  const database = {
    name,
    url: as(own, "inkoop_app", testPasswords.app_password),
    ownerUrl: as(own, "inkoop_owner", testPasswords.owner_password),
    adminUrl: own,
    redisUrl: redis.href,
    async drop() {
      const last = postgres(adminUrl, { max: 1 })
      await last.unsafe(`DROP DATABASE ${name} WITH (FORCE)`)
      await last.end()
      await emptyRedis(redis.href)
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
  process.env.DATABASE_URL = database.url
  process.env.DATABASE_OWNER_URL = database.ownerUrl
  process.env.REDIS_URL = database.redisUrl
  process.env.DATA_DIR = dataDir
  process.env.AUTH_SECRET = "a-secret-that-signs-in-tests-alone"
  process.env.LOG_LEVEL ??= "warn"
  return database
}

async function emptyRedis(url: string): Promise<void> {
  const redis = new Redis(url)
  await redis.flushdb()
  await redis.quit()
}
