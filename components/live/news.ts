/** When a process of the web did something, in milliseconds: of one process moments can be compared, of two they cannot. */
export type Moment = { process: string; at: number }

/** What the stream says: a document changed, or what the reader is told did. Ids alone; the page fetches the rest. */
export type News = (
  | /** `company` is its slug. */
  { company: string; type: string; no: string }
  | { company: string; notifications: true }
) & {
  /** When the web heard of it; absent: not known. */
  heard?: Moment
}

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

/** Whether a page that was begun at that moment shows it already: what is heard of is saved. @param asOf undefined: nobody knows */
export function isShownAsOf({ heard }: News, asOf: Moment | undefined): boolean {
  return heard !== undefined && heard.process === asOf?.process && heard.at < asOf.at
}
