import { setTimeout as wait } from "node:timers/promises"
import type { Exit, Service } from "./services/supervise"

export type KeptService<S extends Service = Service> = {
  /** Process number of the current run. */
  pid(): number
  /** The current run, or the last one while the next is on its way. */
  now(): S
  stop(): Promise<void>
}

const firstPause = 500
const longestPause = 10_000
/** Milliseconds after which whoever runs has not failed again. */
const settled = 5_000

/**
 * Runs a service and starts it again when it ends unasked: at once, and when it fails again right away, or cannot be
 * started, after half a second, then twice as long each time. Says what it does.
 * @param name what to call it, at the beginning of a sentence
 * @param start starts it, the first time (its failure is the caller's) and again, told of the run before
 */
export async function keepRunning<S extends Service>(
  name: string,
  start: (before?: S) => Promise<S>,
): Promise<KeptService<S>> {
  const stopping = new AbortController()
  let service = await start()
  const pause = new Pause(stopping.signal)
  const watch = async () => {
    while (true) {
      const since = Date.now()
      const exit = await service.exited
      if (stopping.signal.aborted || exit.asked) return
      if (Date.now() - since > settled) pause.reset()
      say(`${name} ended (${reasonOf(exit)}); starting it again.`)
      const again = await startAgain(name, () => start(service), pause, stopping.signal)
      if (!again || stopping.signal.aborted) return again?.stop()
      service = again
      say(`${name} runs again (process ${service.pid}).`)
    }
  }
  const watching = watch()
  return {
    pid: () => service.pid,
    now: () => service,
    async stop() {
      stopping.abort()
      await service.stop()
      await watching
    },
  }
}

/** Tries until it starts. Undefined: it was not to be started any more. */
async function startAgain<S extends Service>(
  name: string,
  start: () => Promise<S>,
  pause: Pause,
  stopping: AbortSignal,
): Promise<S | undefined> {
  while (true) {
    await pause.take()
    if (stopping.aborted) return undefined
    try {
      return await start()
    } catch (error) {
      if (stopping.aborted) return undefined
      say(`${name} does not start; tried again in ${pause.next / 1_000} s. ${(error as Error).message}`)
    }
  }
}

/** What is waited before each start: nothing, then half a second, then twice as long each time. */
class Pause {
  /** Milliseconds. */
  next = 0

  constructor(readonly stopping: AbortSignal) {}

  /** Is over at once when the service is told to stop. */
  async take(): Promise<void> {
    await wait(this.next, undefined, { signal: this.stopping }).catch(() => {})
    this.next = Math.min(Math.max(this.next * 2, firstPause), longestPause)
  }

  reset(): void {
    this.next = 0
  }
}

function reasonOf({ signal, error, code }: Exit): string {
  return signal ?? error ?? `exit code ${code}`
}

function say(sentence: string): void {
  console.error(`${new Date().toISOString()} ${sentence}`)
}
