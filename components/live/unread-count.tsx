"use client"

import { useEffect, useState } from "react"
import { FewCount } from "@/components/amount"
import { concerns } from "./news"
import { hearNews, recentNews } from "./stream"
import { sayUnasked } from "./unasked"

/**
 * The number of the reader's unread notifications, kept up to date by itself; nothing where there is none.
 * @param unread as the page was rendered
 */
export function UnreadCount({ company, unread }: { company: string; unread: number }) {
  const [rendered, setRendered] = useState(unread)
  const [current, setCurrent] = useState(unread)
  if (rendered !== unread) {
    setRendered(unread)
    setCurrent(unread)
  }

  useEffect(() => {
    const topics = [{ type: "notifications" }]
    let latest = 0
    const ask = async () => {
      latest += 1
      const mine = latest
      const fetched = await unreadNow(company)
      if (mine === latest && fetched !== undefined) setCurrent(fetched)
    }
    const stop = hearNews(signal => {
      if (signal.kind === "resync" || signal.news.some(news => concerns(news, company, topics))) void ask()
    })
    if (recentNews().some(news => concerns(news, company, topics))) void ask()
    return () => {
      latest = -1
      stop()
    }
  }, [company])

  return current > 0 ? <FewCount value={current} /> : null
}

const asked = new Map<string, Promise<number | undefined>>()

/** One question for all places that show the count and hear of it in the same moment. Undefined: no answer. */
function unreadNow(company: string): Promise<number | undefined> {
  let answer = asked.get(company)
  if (!answer) {
    sayUnasked()
    answer = fetch(`/${company}/notifications/unread`)
      .then(async response => (response.ok ? ((await response.json()) as { unread: number }).unread : undefined))
      .catch(() => undefined)
    asked.set(company, answer)
    setTimeout(() => asked.delete(company), 0)
  }
  return answer
}
