import { randomUUID } from "node:crypto"
import { setTimeout as wait } from "node:timers/promises"
import { sql } from "drizzle-orm"
import pg from "pg"
import { z } from "zod"
import { database } from "@/db/client"
import { pgConfig } from "@/db/connect"
import { env } from "@/env"

/** Something happened to a document, or to what a user is told; ids alone. */
const news = z.union([
  z.object({ company: z.int(), type: z.string(), no: z.string() }),
  z.object({ company: z.int(), user: z.int() }),
])
export type DatabaseNews = z.infer<typeof news>

/** What a listener says to itself. */
const call = z.object({ call: z.uuid() })

/** Milliseconds until a lost connection is tried again. */
const pause = 500
/** Milliseconds between two calls: while they are heard, and while they are not. */
const callsApart = 15_000
const callsApartWhileDeaf = 5_000
/** Milliseconds in which a call is heard. */
const timeout = 2_000

export type Hearing = {
  news(news: DatabaseNews): void
  /** At each connection, the first one too: what was announced before is not repeated. */
  connected(): void
  /** Nothing is heard though the database answers; told again every few seconds while that lasts. @param why in words */
  deaf(why: string): void
  /** It was deaf and is no longer. */
  hears(): void
}

/**
 * Listens to what transactions announce when they commit (channel inkoop_event), on one connection of its own. It calls
 * itself by the pool's connections, as only an answer shows that the way is open: a pooler takes LISTEN and forgets it, and
 * a connection may be gone without a word.
 */
export function listenForNews(on: Hearing): { stop(): Promise<void> } {
  const stopping = new AbortController()
  let client: pg.Client | undefined
  let timer: NodeJS.Timeout | undefined
  let failure = "no answer to what it calls itself (a pooler in between?)"
  /** Who waits for a call to be heard, by its id. */
  const calls = new Map<string, () => void>()

  const hear = (payload: string | undefined) => {
    const said = JSON.parse(payload ?? "null")
    const heard = news.safeParse(said)
    if (heard.success) on.news(heard.data)
    const called = call.safeParse(said)
    if (called.success) calls.get(called.data.call)?.()
  }
  const connect = async () => {
    let lost = false
    let fresh: pg.Client | undefined
    const again = (error?: Error) => {
      if (lost) return
      lost = true
      if (error) failure = error.message
      void fresh?.end().catch(() => {})
      if (!stopping.signal.aborted) timer = setTimeout(connect, pause)
    }
    try {
      fresh = new pg.Client({
        ...pgConfig(env().DATABASE_DIRECT_URL ?? env().DATABASE_URL),
        application_name: "inkoop-live",
        connectionTimeoutMillis: 5_000,
        keepAlive: true,
      })
      client = fresh
      fresh.on("error", again)
      fresh.on("end", () => again())
      fresh.on("notification", ({ payload }) => hear(payload))
      await fresh.connect()
      await fresh.query("listen inkoop_event")
      failure = "no answer to what it calls itself (a pooler in between?)"
      on.connected()
    } catch (error) {
      again(error as Error)
    }
  }
  void connect()

  /** Whether a call was heard; undefined where it could not be made. */
  const isHeard = async (): Promise<boolean | undefined> => {
    const id = randomUUID()
    const heard = new Promise<true>(resolve => calls.set(id, () => resolve(true)))
    try {
      await database().execute(sql`select pg_notify('inkoop_event', ${JSON.stringify({ call: id })})`)
      return await Promise.race([heard, wait(timeout, false, { signal: stopping.signal })])
    } catch {
      return undefined
    } finally {
      calls.delete(id)
    }
  }
  /** @param heard undefined: the call could not be made */
  const tell = (heard: boolean | undefined, wasDeaf: boolean) => {
    if (heard === false) {
      on.deaf(failure)
      // A connection that hears nothing is given up for a new one.
      if (!wasDeaf) void client?.end().catch(() => {})
      return
    }
    // What was announced in the meantime is lost.
    if (heard && wasDeaf) on.hears()
  }
  const callItself = async () => {
    // The first connection takes a moment.
    let apart = timeout
    let wasDeaf = false
    while (!stopping.signal.aborted) {
      await wait(apart, undefined, { signal: stopping.signal }).catch(() => {})
      if (stopping.signal.aborted) return
      const heard = await isHeard()
      if (stopping.signal.aborted) return
      const isDeaf = heard === false
      apart = isDeaf ? callsApartWhileDeaf : callsApart
      tell(heard, wasDeaf)
      wasDeaf = isDeaf
    }
  }
  void callItself()

  return {
    async stop() {
      stopping.abort()
      clearTimeout(timer)
      await client?.end().catch(() => {})
    },
  }
}
