import "server-only"
import type { News } from "@/components/live/news"
import { type DatabaseNews, listenForNews } from "@/domain/live/listen"
import { watchInProcess } from "@/jobs/in-process"

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

type Hub = { listeners: Set<Listener>; stop: () => Promise<void> }

/** One for the process: the bundler gives the route handler and instrumentation.ts copies of this module. */
const shared = globalThis as { inkoopHub?: Hub }

/** Adds a browser. The first one makes this process listen to database and queue. @returns a function that removes it */
export function join(listener: Listener): () => void {
  shared.inkoopHub ??= open()
  const { listeners } = shared.inkoopHub
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Ends every stream and stops listening: `next start` waits for them for ever otherwise. */
export async function closeHub(): Promise<void> {
  const hub = shared.inkoopHub
  shared.inkoopHub = undefined
  for (const listener of hub?.listeners ?? []) listener.close()
  await hub?.stop()
}

function open(): Hub {
  const listeners = new Set<Listener>()
  const tell = (news: DatabaseNews) => {
    for (const listener of listeners) {
      const company = listener.companies.get(news.company)
      if (company === undefined) continue
      if (!("user" in news)) listener.news({ company, type: news.type, no: news.no })
      else if (news.user === listener.userId) listener.news({ company, notifications: true })
    }
  }
  const database = listenForNews({
    news: tell,
    connected: () => {
      for (const listener of listeners) listener.resync()
    },
  })
  const queue = watchInProcess(({ companyId, type, no }) => tell({ company: companyId, type, no }))
  return {
    listeners,
    stop: async () => {
      await Promise.all([database.stop(), queue.stop()])
    },
  }
}
