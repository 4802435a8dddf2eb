import "server-only"
import { webLog } from "@/app/log"
import type { News } from "@/components/live/news"
import { type DatabaseNews, listenForNews } from "@/domain/live/listen"
import { watchJobs } from "@/jobs/in-process"
import type { JobSubject } from "@/jobs/queues"

/** A browser's stream. */
export type Listener = {
  userId: number
  /** Slugs of the companies the user belongs to, by id. */
  companies: ReadonlyMap<number, string>
  news(news: News): void
  /** Something may have been missed: fetch anew. */
  resync(): void
  close(): void
}

type Hub = {
  listeners: Set<Listener>
  /** Who waits for the end of the work on a document, by its key. */
  endings: Map<string, Set<() => void>>
  stop: () => Promise<void>
}

/** Milliseconds after which work that has begun is shown as In Process; most is done before. */
const worthShowing = 200

/** One for the process: the bundler gives the route handler and instrumentation.ts copies of this module. */
const shared = globalThis as { inkoopHub?: Hub }

/** Adds a browser. The first one makes this process listen to database and queue. @returns a function that removes it */
export function join(listener: Listener): () => void {
  const { listeners } = hub()
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/**
 * Settles when the queue has done its work on a document, or when the timeout ends. Call it before the job is added: an end
 * that came before the call is not heard.
 *
 * @param timeout in milliseconds
 */
export function untilWorkEnds(subject: JobSubject, timeout: number): Promise<void> {
  const { endings } = hub()
  const key = keyOf(subject)
  return new Promise(resolve => {
    const waiting = endings.get(key) ?? new Set()
    endings.set(key, waiting)
    const end = () => {
      clearTimeout(timer)
      waiting.delete(end)
      if (waiting.size === 0) endings.delete(key)
      resolve()
    }
    const timer = setTimeout(end, timeout)
    waiting.add(end)
  })
}

/** Ends every stream and stops listening: `next start` waits for them for ever otherwise. */
export async function closeHub(): Promise<void> {
  const opened = shared.inkoopHub
  shared.inkoopHub = undefined
  for (const listener of opened?.listeners ?? []) listener.close()
  await opened?.stop()
}

function hub(): Hub {
  shared.inkoopHub ??= open()
  return shared.inkoopHub
}

const keyOf = ({ companyId, type, no }: JobSubject) => `${companyId} ${type} ${no}`

function open(): Hub {
  const listeners = new Set<Listener>()
  const endings: Hub["endings"] = new Map()
  const begun = new Map<string, NodeJS.Timeout>()
  const tell = (news: DatabaseNews) => {
    for (const listener of listeners) {
      const company = listener.companies.get(news.company)
      if (company === undefined) continue
      if (!("user" in news)) listener.news({ company, type: news.type, no: news.no })
      else if (news.user === listener.userId) listener.news({ company, notifications: true })
    }
  }
  const resync = () => {
    for (const listener of listeners) listener.resync()
  }
  let deaf = false
  const database = listenForNews({
    news: tell,
    connected: resync,
    hears: () => {
      webLog().info("live pages hear the database again")
      deaf = false
      resync()
    },
    // Each time pages fetch anew: that is how they ask again and again while nobody tells them anything.
    deaf: why => {
      if (!deaf) webLog().warn({ why }, "live pages do not hear the database, and ask it every few seconds instead")
      deaf = true
      resync()
    },
  })
  const queue = watchJobs({
    begun: subject => {
      const key = keyOf(subject)
      clearTimeout(begun.get(key))
      const show = () => {
        begun.delete(key)
        tell({ company: subject.companyId, type: subject.type, no: subject.no })
      }
      begun.set(key, setTimeout(show, worthShowing))
    },
    ended: subject => {
      const key = keyOf(subject)
      clearTimeout(begun.get(key))
      begun.delete(key)
      for (const end of endings.get(key) ?? []) end()
    },
  })
  return {
    listeners,
    endings,
    stop: async () => {
      for (const timer of begun.values()) clearTimeout(timer)
      await Promise.all([database.stop(), queue.stop()])
    },
  }
}
