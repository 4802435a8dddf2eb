import { sql } from "drizzle-orm"
import { beforeAll, describe, expect, test, vi } from "vitest"
import { database } from "@/db/client"
import { env } from "@/env"
import { relayCases } from "@/test/relay-cases"
import { activeBackend } from "./connection"
import { migrateQueue } from "./migrate-queue"

beforeAll(async () => {
  vi.stubEnv("REDIS_URL", "")
  await migrateQueue(env().DATABASE_OWNER_URL!)
})

describe("the relay, where no Redis can be had", () => {
  test("the queue is PostgreSQL's", () => {
    expect(activeBackend()).toBe("postgresql")
  })
  relayCases(() => database().execute(sql`delete from bullmq.job`))
})
