import type { News } from "./news"

/** What a tab hears: news, or that it may have missed some and should fetch its state anew. */
export type Signal = { kind: "news"; news: News[] } | { kind: "resync" }

/**
 * What tabs tell each other. "hello" asks the tab that holds the stream for what happened since the newcomer's page was asked for, and
 * the answer is for that tab alone.
 */
type Message = ((Signal | { kind: "alive" }) & { to?: string }) | { kind: "hello"; from: string; since: number }

/** Milliseconds without a sign of life after which the stream counts as down; it gives one every 15 s. */
const silence = 40_000
/** Milliseconds until a stream that the server refused is asked for again. */
const pause = 5_000
/** Milliseconds for which news is kept for a page that is still on its way. */
const memory = 10_000

const name = "inkoop-live"
const tab = Math.random().toString(36)
const hearers = new Set<(signal: Signal) => void>()
let channel: BroadcastChannel | undefined
let holder = false
let heardAt = 0
/** When the stream of this tab was opened. */
let holdsFrom = Number.POSITIVE_INFINITY
let recent: { at: number; news: News[] }[] = []

/**
 * Calls `hear` for all that is heard. The first call makes this tab take part: a Web Lock elects one tab of the browser
 * to hold the one stream (a browser allows six connections a host), and a BroadcastChannel shares it.
 * @returns a function that ends it
 */
export function hearNews(hear: (signal: Signal) => void): () => void {
  hearers.add(hear)
  if (!channel) whenIdle(start)
  return () => hearers.delete(hear)
}

/** News of the last seconds: a page that has just arrived was perhaps rendered before it. @param since in milliseconds */
export function recentNews(since = 0): News[] {
  recent = recent.filter(({ at }) => Date.now() - at < memory)
  return recent.filter(({ at }) => at >= since).flatMap(({ news }) => news)
}

/** Whether the stream gave a sign of life lately, in whichever tab. */
export function isStreamUp(): boolean {
  return Date.now() - heardAt < silence
}

/** The page comes first. */
function whenIdle(work: () => void): void {
  if (document.readyState === "complete") setTimeout(work, 0)
  else window.addEventListener("load", () => setTimeout(work, 0), { once: true })
}

function start(): void {
  if (channel) return
  channel = new BroadcastChannel(name)
  channel.onmessage = ({ data }: MessageEvent<Message>) => receive(data)
  // Web Locks need https or localhost. Without them each tab has its own stream, while it is seen.
  if (navigator.locks) {
    void navigator.locks.request(name, () => {
      hold()
      // Until the tab is closed.
      return new Promise<never>(() => {})
    })
    channel.postMessage({ kind: "hello", from: tab, since: performance.timeOrigin } satisfies Message)
  } else {
    holdWhileSeen()
  }
}

function hold(): void {
  holder = true
  connect(tell)
}

function holdWhileSeen(): void {
  let source: EventSource | undefined
  const turn = () => {
    source?.close()
    source = document.visibilityState === "hidden" ? undefined : connect(receive)
  }
  document.addEventListener("visibilitychange", turn)
  turn()
}

/** Opens the stream, and opens it again when the server has refused it: signed out, or it restarts. */
function connect(pass: (message: Message) => void): EventSource {
  // The server tells what happened since the page was drawn, or to fetch it anew: so after each connection.
  const source = new EventSource(`/api/events?asOf=${document.documentElement.dataset.asOf}`)
  source.onopen = () => {
    holdsFrom = Math.min(holdsFrom, Date.now())
    pass({ kind: "alive" })
  }
  source.addEventListener("resync", () => pass({ kind: "resync" }))
  source.addEventListener("alive", () => pass({ kind: "alive" }))
  source.addEventListener("news", ({ data }) => pass({ kind: "news", news: JSON.parse(data) }))
  source.onerror = () => {
    heardAt = 0
    holdsFrom = Number.POSITIVE_INFINITY
    // A connection that was lost the browser restores by itself.
    if (source.readyState === EventSource.CLOSED) setTimeout(() => connect(pass), pause)
  }
  return source
}

function tell(message: Message): void {
  channel?.postMessage(message)
  receive(message)
}

function receive(message: Message): void {
  if (message.kind === "hello") {
    if (holder && isStreamUp()) channel?.postMessage(missedSince(message.since, message.from))
    return
  }
  if (message.to !== undefined && message.to !== tab) return
  heardAt = Date.now()
  if (message.kind === "alive") return
  if (message.kind === "news") recent.push({ at: Date.now(), news: message.news })
  for (const hear of hearers) hear(message)
}

/** For a tab whose page was asked for at that instant. */
function missedSince(since: number, to: string): Message {
  const knowsAll = since >= holdsFrom && since > Date.now() - memory
  return knowsAll ? { kind: "news", news: recentNews(since), to } : { kind: "resync", to }
}
