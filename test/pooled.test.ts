import { rmSync } from "node:fs"
import { afterAll, afterEach, expect, test, vi } from "vitest"
import { checkDirectConnection } from "@/bin/direct-connection"
import type { Service } from "@/bin/services/supervise"
import { temporaryDataDir } from "@/bin/services/unprivileged"
import type { Hearing } from "@/domain/live/listen"
import { findPgbouncer, startPgbouncer } from "./pgbouncer"

const program = await findPgbouncer()
if (!program) console.warn("PgBouncer cannot be had here: what is tried behind it is skipped.")
const folder = temporaryDataDir()
const direct = process.env.DATABASE_URL!
let pooler: (Service & { url: string }) | undefined
let stop = async () => {}

afterEach(async () => {
  await stop()
  const { closeDatabase } = await import("@/db/client")
  await closeDatabase()
  vi.unstubAllEnvs()
  vi.resetModules()
})
afterAll(async () => {
  await pooler?.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** Listens with these variables, and hands out what it is told. */
async function listening(variables: Record<string, string>) {
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value)
  vi.resetModules()
  const { listenForNews } = await import("@/domain/live/listen")
  const { database } = await import("@/db/client")
  const { sql } = await import("drizzle-orm")
  const told: string[] = []
  let arrived = () => {}
  const take = (what: string) => {
    told.push(what)
    arrived()
  }
  const hearing: Hearing = {
    news: news => take(JSON.stringify(news)),
    connected: () => take("connected"),
    deaf: why => take(`deaf: ${why}`),
    hears: () => take("hears"),
  }
  stop = listenForNews(hearing).stop
  return {
    announce: () => database().execute(sql`select pg_notify('inkoop_event', '{"company":1,"user":2}')`),
    /** Waits until it was told so, whatever else besides. */
    async until(expected: RegExp): Promise<void> {
      while (!told.some(what => expected.test(what)))
        await new Promise<void>(resolve => {
          arrived = resolve
        })
    },
  }
}

test("a listener that cannot connect says why, again and again, so that pages ask", async () => {
  const { until } = await listening({ DATABASE_DIRECT_URL: "postgres://inkoop_app:app@127.0.0.1:1/inkoop" })
  await until(/^deaf: .*ECONNREFUSED/)
})

test.skipIf(!program)(
  "behind PgBouncer it notices that it hears nothing; with a direct connection it hears",
  async () => {
    pooler ??= await startPgbouncer(program!, direct, folder)
    const pooled = await listening({ DATABASE_URL: pooler.url })
    await pooled.until(/^deaf: .*pooler/)
    await stop()

    const beside = await listening({ DATABASE_URL: pooler.url, DATABASE_DIRECT_URL: direct })
    await beside.until(/^connected/)
    await beside.announce()
    await beside.until(/"user":2/)
  },
)

test("a queue in PostgreSQL takes the server itself", async () => {
  await expect(checkDirectConnection({ DATABASE_URL: direct })).resolves.toBeUndefined()
})

test.skipIf(!program)(
  "a queue in PostgreSQL refuses PgBouncer by name, and goes on with a direct connection",
  async () => {
    pooler ??= await startPgbouncer(program!, direct, folder)
    const { url } = pooler
    await expect(checkDirectConnection({ DATABASE_URL: url })).rejects.toThrow(/^DATABASE_URL: a pooler .*REDIS_URL$/)
    await expect(checkDirectConnection({ DATABASE_URL: url, DATABASE_DIRECT_URL: direct })).resolves.toBeUndefined()
  },
)
