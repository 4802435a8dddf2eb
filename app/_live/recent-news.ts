import type { DatabaseNews } from "@/domain/live/listen"

/** Milliseconds for which news is kept for who was on the way to hear it: a page takes as long from its first query to its stream. */
const kept = 30_000

/** Of news: an import tells of thousands a second, after which whoever comes fetches anew. */
const mostKept = 1_000

/** What was heard of late, and since when all was heard. */
export type RecentNews = {
  heard(news: DatabaseNews): void
  /** From now on all is heard. */
  hears(): void
  /** Something may be missed. */
  deaf(): void
  /** What was heard from that instant on, in milliseconds; undefined where it may not be all. */
  since(instant: number): DatabaseNews[] | undefined
}

/** Remembers what was heard, for browsers whose page was drawn a moment before they listen. */
export function rememberNews(): RecentNews {
  let recent: { at: number; news: DatabaseNews }[] = []
  let hearsAllFrom = Number.POSITIVE_INFINITY
  return {
    heard(news) {
      recent.push({ at: Date.now(), news })
      if (recent.length < 2 * mostKept) return
      const forgotten = recent.at(-mostKept - 1)!
      recent = recent.slice(-mostKept)
      hearsAllFrom = Math.max(hearsAllFrom, forgotten.at + 1)
    },
    hears() {
      hearsAllFrom = Date.now()
    },
    deaf() {
      hearsAllFrom = Number.POSITIVE_INFINITY
    },
    since(instant) {
      const isWhole = instant >= hearsAllFrom && instant > Date.now() - kept
      return isWhole ? recent.filter(({ at }) => at >= instant).map(({ news }) => news) : undefined
    },
  }
}
