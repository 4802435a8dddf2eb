import { Redis } from "ioredis"
import postgres from "postgres"
import { expect, test } from "vitest"
import { env } from "@/env"

test("each file has a database of its own, as the application's role", async () => {
  const sql = postgres(env().DATABASE_URL, { max: 1 })
  const [row] = await sql`
    SELECT current_user AS role, current_database() AS database,
      (SELECT count(*)::int FROM pg_class WHERE relowner = current_user::regrole) AS owned
  `
  await sql.end()
  expect(row).toMatchObject({ role: "inkoop_app", owned: 0, database: expect.stringMatching(/^inkoop_test_\d+$/) })
})

test("the queue's Redis never evicts and is empty", async () => {
  const redis = new Redis(env().REDIS_URL!)
  const [, policy] = (await redis.config("GET", "maxmemory-policy")) as string[]
  expect(policy).toBe("noeviction")
  expect(await redis.dbsize()).toBe(0)
  await redis.quit()
})
