import type { News } from "@/components/live/news"

/** Milliseconds in which news is gathered after some was sent: an import must not drown its readers. */
const gathering = 50

/** Milliseconds between signs of life, so that a stream that broke without a word is noticed at both ends. */
const heartbeat = 15_000

/** Writes server-sent events (HTML standard, 9.2). */
export type EventWriter = { news(news: News): void; resync(): void; close(): void }

/** @param ended called once when the stream is over, whoever ended it */
export function eventStream(ended: () => void): { body: ReadableStream<Uint8Array>; writer: EventWriter } {
  const encoder = new TextEncoder()
  let controller: ReadableStreamDefaultController<Uint8Array>
  let over = false
  let pause: NodeJS.Timeout | undefined
  const gathered = new Map<string, News>()

  const end = () => {
    if (over) return
    over = true
    clearInterval(beat)
    clearTimeout(pause)
    ended()
  }
  const send = (event: string, data: unknown) => {
    if (!over) controller.enqueue(encoder.encode(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`))
  }
  const flush = () => {
    pause = undefined
    if (gathered.size === 0) return
    send("news", [...gathered.values()])
    gathered.clear()
    pause = setTimeout(flush, gathering)
  }
  const body = new ReadableStream<Uint8Array>({
    start(given) {
      controller = given
      controller.enqueue(encoder.encode("retry: 2000\n\n"))
    },
    cancel: end,
  })
  const beat = setInterval(() => send("alive", null), heartbeat)
  const writer = {
    news(news: News) {
      const { heard: _, ...about } = news
      gathered.set(JSON.stringify(about), news)
      if (!pause) flush()
    },
    resync: () => send("resync", null),
    close() {
      if (over) return
      end()
      controller.close()
    },
  }
  return { body, writer }
}
