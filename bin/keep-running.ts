import { setTimeout as wait } from "node:timers/promises"
import type { Service } from "./services/supervise"

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
  const watch = async () => {
    let pause = 0
    while (true) {
      const since = Date.now()
      const exit = await service.exited
      if (stopping.signal.aborted || exit.asked) return
      if (Date.now() - since > settled) pause = 0
      say(`${name} ended (${exit.signal ?? exit.error ?? `exit code ${exit.code}`}); starting it again.`)
      let again: S | undefined
      while (!again) {
        await wait(pause, undefined, { signal: stopping.signal }).catch(() => {})
        if (stopping.signal.aborted) return
        pause = Math.min(Math.max(pause * 2, firstPause), longestPause)
        try {
          again = await start(service)
        } catch (error) {
          if (stopping.signal.aborted) return
          say(`${name} does not start; tried again in ${pause / 1_000} s. ${(error as Error).message}`)
        }
      }
      if (stopping.signal.aborted) return again.stop()
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

function say(sentence: string): void {
  console.error(`${new Date().toISOString()} ${sentence}`)
}
