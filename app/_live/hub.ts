import "server-only"
import { webLog } from "@/app/log"
import type { Moment, News } from "@/components/live/news"
import { type DatabaseNews, listenForNews } from "@/domain/live/listen"
import { watchJobs } from "@/jobs/in-process"
import type { JobSubject } from "@/jobs/queues"
import { gauge } from "@/watch/metrics"
import { thisMoment } from "./moment"
import { type RecentNews, rememberNews } from "./recent-news"

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
  recent: RecentNews
  /** Who waits for the end of the work on a document, by its key. */
  endings: Map<string, Set<() => void>>
  stop: () => Promise<void>
  /** Whether the database is not heard. */
  isDeaf: () => boolean
}

/** Milliseconds after which work that has begun is shown as In Process; most is done before. */
const worthShowing = 200

/** One for the process: the bundler gives the route handler and instrumentation.ts copies of this module. */
const shared = globalThis as { inkoopHub?: Hub }

/**
 * Adds a browser, and tells it what happened since its page was drawn, or to fetch that anew where this is not known. The first one
 * makes this process listen to database and queue.
 *
 * @param asOf when the page was drawn, in milliseconds; undefined: nobody knows
 * @returns a function that removes it
 */
export function join(listener: Listener, asOf?: number): () => void {
  const { listeners, recent } = hub()
  listeners.add(listener)
  const missed = asOf === undefined ? undefined : recent.since(asOf)
  if (missed) for (const news of missed) tellOne(listener, news)
  else listener.resync()
  return () => listeners.delete(listener)
}

/** @param heard when; undefined: some time ago */
function tellOne(listener: Listener, news: DatabaseNews, heard?: Moment): void {
  const company = listener.companies.get(news.company)
  if (company === undefined) return
  if (!("user" in news)) listener.news({ company, type: news.type, no: news.no, heard })
  else if (news.user === listener.userId) listener.news({ company, notifications: true, heard })
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
  const recent = rememberNews()
  const tell = (news: DatabaseNews) => {
    recent.heard(news)
    const heard = thisMoment()
    for (const listener of listeners) tellOne(listener, news, heard)
  }
  const resync = () => {
    for (const listener of listeners) listener.resync()
  }
  let deaf = false
  const database = listenForNews({
    news: tell,
    connected: () => {
      recent.hears()
      resync()
    },
    hears: () => {
      recent.hears()
      webLog().info("live pages hear the database again")
      deaf = false
      resync()
    },
    // Each time pages fetch anew: that is how they ask again and again while nobody tells them anything.
    deaf: why => {
      if (!deaf) webLog().warn({ why }, "live pages do not hear the database, and ask it every few seconds instead")
      deaf = true
      recent.deaf()
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
    recent,
    endings,
    isDeaf: () => deaf,
    stop: async () => {
      for (const timer of begun.values()) clearTimeout(timer)
      await Promise.all([database.stop(), queue.stop()])
    },
  }
}

/** Whether live pages of this process hear nothing of the database. */
export function isDeaf(): boolean {
  return shared.inkoopHub?.isDeaf() ?? false
}

/** What an operator sees of live pages; called once, at the start. */
export function measureLivePages(): void {
  gauge("inkoop_event_streams", "Browsers that live pages are told of news by.", async () => [
    [{}, shared.inkoopHub?.listeners.size ?? 0],
  ])
  gauge(
    "inkoop_live_pages_deaf",
    "1 while live pages hear nothing of the database, and ask every few seconds.",
    async () => [[{}, isDeaf() ? 1 : 0]],
  )
}
