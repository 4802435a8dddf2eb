import { Redis } from "ioredis"
import { describe } from "vitest"
import { env } from "@/env"
import { relayCases } from "@/test/relay-cases"

describe("the relay, on Redis", () => {
  relayCases(async () => {
    const redis = new Redis(env().REDIS_URL!)
    await redis.flushdb()
    await redis.quit()
  })
})
