/** What the stream says: a document changed, or what the reader is told did. Ids alone; the page fetches the rest. */
export type News =
  /** `company` is its slug. */
  { company: string; type: string; no: string } | { company: string; notifications: true }

/** A document, or with no `no` all of its type, that a page shows. */
export type Topic = { type: string; no?: string }

/** Whether news is about what a page of that company shows. */
export function concerns(news: News, company: string, topics: readonly Topic[]): boolean {
  if (news.company !== company) return false
  return topics.some(topic =>
    "notifications" in news
      ? topic.type === "notifications"
      : topic.type === news.type && (topic.no === undefined || topic.no === news.no),
  )
}
