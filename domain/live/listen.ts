import pg from "pg"
import { z } from "zod"
import { env } from "@/env"

/** Something happened to a document, or to what a user is told; ids alone. */
const news = z.union([
  z.object({ company: z.int(), type: z.string(), no: z.string() }),
  z.object({ company: z.int(), user: z.int() }),
])
export type DatabaseNews = z.infer<typeof news>

/** Milliseconds until a lost connection is tried again. */
const pause = 500

/**
 * Listens to what transactions announce when they commit (channel inkoop_event), on one connection of its own.
 * @param on.connected called at each connection, the first one too: what was announced before is not repeated
 */
export function listenForNews(on: { news: (news: DatabaseNews) => void; connected: () => void }): {
  stop(): Promise<void>
} {
  let stopped = false
  let client: pg.Client
  let timer: NodeJS.Timeout | undefined

  const connect = async () => {
    const fresh = new pg.Client({
      connectionString: env().DATABASE_URL,
      application_name: "inkoop-live",
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
    })
    client = fresh
    let lost = false
    const again = () => {
      if (lost) return
      lost = true
      void fresh.end().catch(() => {})
      if (!stopped) timer = setTimeout(connect, pause)
    }
    fresh.on("error", again)
    fresh.on("end", again)
    fresh.on("notification", ({ payload }) => {
      const heard = news.safeParse(JSON.parse(payload ?? "null"))
      if (heard.success) on.news(heard.data)
    })
    try {
      await fresh.connect()
      await fresh.query("listen inkoop_event")
      on.connected()
    } catch {
      again()
    }
  }
  void connect()

  return {
    async stop() {
      stopped = true
      clearTimeout(timer)
      await client.end().catch(() => {})
    },
  }
}
