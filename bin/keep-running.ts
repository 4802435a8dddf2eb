import { setTimeout as wait } from "node:timers/promises"
import { type Service, type ServiceSpec, supervise } from "./services/supervise"

export type Kept = {
  /** Process number of the current run. */
  pid(): number
  stop(): Promise<void>
}

const longestPause = 30_000
/** Whoever ran this long has not crashed at start, and begins with the shortest pause again. */
const settled = 60_000

/**
 * Runs a program and starts it again when it crashes: after half a second, then twice as long each time.
 * @param name what to call it when that happens
 */
export async function keepRunning(name: string, spec: ServiceSpec): Promise<Kept> {
  const stopping = new AbortController()
  let service: Service = await supervise(spec)
  const watch = async () => {
    let pause = 500
    while (true) {
      const since = Date.now()
      const exit = await service.exited
      if (stopping.signal.aborted) return
      if (Date.now() - since > settled) pause = 500
      console.error(`The ${name} ended (${exit.signal ?? exit.error ?? `exit code ${exit.code}`}); starting it again.`)
      await wait(pause, undefined, { signal: stopping.signal }).catch(() => {})
      if (stopping.signal.aborted) return
      pause = Math.min(pause * 2, longestPause)
      service = await supervise(spec)
    }
  }
  const watching = watch()
  return {
    pid: () => service.pid,
    async stop() {
      stopping.abort()
      await service.stop()
      await watching
    },
  }
}
