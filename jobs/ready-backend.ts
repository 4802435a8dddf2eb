import { setTimeout as wait } from "node:timers/promises"
import type { IQueueBackend } from "bullmq"

/** Milliseconds between two tries: the first pause, and the longest. */
const firstPause = 200
const longestPause = 5_000

export type WaitOptions = {
  /** Ends the waiting. */
  signal: AbortSignal
  /** Told of each refusal, and when it is tried again (milliseconds; undefined: the client itself does). */
  refused(error: unknown, pause?: number): void
}

/**
 * A backend whose connections stand. BullMQ keeps the failure of a first connection for good, and a worker made upon it asks
 * it again without a pause: nothing else runs in the process any more. So nothing is made before the server has answered.
 *
 * @param make makes a backend that begins to connect
 * @returns undefined when the signal came first
 */
export async function readyBackend<B extends IQueueBackend>(
  make: () => B,
  { signal, refused }: WaitOptions,
): Promise<B | undefined> {
  const stopped = new Promise<undefined>(resolve => {
    if (signal.aborted) resolve(undefined)
    else signal.addEventListener("abort", () => resolve(undefined), { once: true })
  })
  for (let pause = firstPause; !signal.aborted; pause = Math.min(pause * 2, longestPause)) {
    const backend = make()
    // A Redis client goes on trying by itself while nothing listens there: told once.
    let told: unknown
    backend.on("error", error => {
      if (ready || told || signal.aborted) return
      told = error
      refused(error)
    })
    let ready: true | undefined
    try {
      ready = await Promise.race([backend.waitUntilReady().then(() => true as const), stopped])
      if (ready) return askGently(backend)
      letGo(backend)
    } catch (error) {
      letGo(backend)
      if (signal.aborted) return undefined
      if (error !== told) refused(error, pause)
      await Promise.race([wait(pause, undefined, { signal }).catch(() => {}), stopped])
    }
  }
  return undefined
}

/** BullMQ asks again at once for the next job when it was refused (a server that is full, or recovers): answer later. */
function askGently<B extends IQueueBackend>(backend: B): B {
  let pause = firstPause
  const gently = <A extends unknown[], R>(ask: (...args: A) => Promise<R>) => {
    return async (...args: A): Promise<R> => {
      try {
        const answer = await ask.apply(backend, args)
        pause = firstPause
        return answer
      } catch (error) {
        const before = pause
        pause = Math.min(pause * 2, longestPause / 2)
        if (!backend.closing) await wait(before)
        throw error
      }
    }
  }
  backend.moveToActive = gently(backend.moveToActive)
  backend.waitForJob = gently(backend.waitForJob)
  return backend
}

function letGo(backend: IQueueBackend): void {
  void backend.close(true).catch(() => {})
}
