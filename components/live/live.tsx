"use client"

import { useRouter } from "next/navigation"
import { useEffect, useRef } from "react"
import { concerns, isShownAsOf, type Moment, type News, type Topic } from "./news"
import { hearNews, isStreamUp, recentNews } from "./stream"
import { isTypedInto, noticeTyping } from "./typed"
import { sayUnasked } from "./unasked"

/** Milliseconds between two fetches: at once at first, then ever less often while news keeps coming. */
const shortest = 60
const longest = 2_000
/** Milliseconds of quiet after which it is "at first" again. */
const quiet = 3_000
/** Milliseconds between fetches while the stream is down and something on the page is unfinished. */
const fallback = 3_000

/**
 * Fetches the page anew whenever something it shows has changed, and after each connection of the stream. Put it on any
 * page below /[company]; it shows nothing. A page whose form has been typed into is left alone.
 *
 * @param company slug of the address
 * @param topics what the page shows: `{ type: "purchase_request", no }`, or without `no` all of a type; "notifications"
 *   are the reader's own. Types are those of events.
 * @param asOf when the page was begun, before it read anything: what was heard of before is not fetched again. Absent: nobody knows
 * @param unfinished true while the page shows work that goes on: with the stream down it then asks every few seconds
 */
export function Live({
  company,
  topics,
  asOf,
  unfinished = false,
}: {
  company: string
  topics: readonly Topic[]
  asOf?: Moment
  unfinished?: boolean
}) {
  const router = useRouter()
  // Compared by content: a page makes the list anew at each rendering.
  const shown = JSON.stringify(topics)
  // Another with each rendering, which is no reason to begin anew.
  const begun = useRef(asOf)
  begun.current = asOf

  useEffect(() => {
    noticeTyping()
    const wanted: Topic[] = JSON.parse(shown)
    let timer: ReturnType<typeof setTimeout> | undefined
    let last = 0
    let spacing = shortest
    const fetchAnew = () => {
      timer = undefined
      if (isTypedInto()) return
      spacing = Date.now() - last > quiet ? shortest : Math.min(spacing * 2, longest)
      last = Date.now()
      sayUnasked()
      router.refresh()
    }
    const soon = () => {
      timer ??= setTimeout(fetchAnew, Math.max(0, last + spacing - Date.now()))
    }
    const isNew = (news: News) => concerns(news, company, wanted) && !isShownAsOf(news, begun.current)
    const stop = hearNews(signal => {
      if (signal.kind === "resync" || signal.news.some(isNew)) soon()
    })
    if (recentNews().some(isNew)) soon()
    const asking = unfinished ? setInterval(() => isStreamUp() || soon(), fallback) : undefined
    return () => {
      stop()
      clearTimeout(timer)
      clearInterval(asking)
    }
  }, [company, shown, unfinished, router])

  return null
}
