import { join } from "node:path"
import { setTimeout as wait } from "node:timers/promises"
import { type Env, parseEnv } from "@/env"
import type { BuildPlace } from "./build"
import { type KeptService, keepRunning } from "./keep-running"
import { noteRunning } from "./leftovers"
import { root } from "./root"
import { supervise } from "./services/supervise"
import { applicationEnv, type Settings, webEnv } from "./settings"

export type Portal = {
  url: string
  web: KeptService
  worker: KeptService
  /** Waits until the web answers. @throws Error when it does not within a minute */
  ready(): Promise<void>
  /** Ends the web, then the worker. */
  stop(): Promise<void>
}

/**
 * Most of what a page is made of is garbage before the next one: given more room for it (megabytes), V8 looks less often for what of it is
 * still alive, which was a sixth of a page's cost. What stays is looked through when it has grown by half, in place of four times, as
 * in the worker (keepHeapSmall). No maps of sources: see mapWhenAsked.
 */
const webFlags = ["--max-semi-space-size=32", "--heap-growing-percent=50"]

/** Of the C library, for what several threads compress and hash: as many as it likes kept 40 MB of what they no longer use. */
const heaps = "2"

/**
 * Runs a built portal: web and worker as processes of their own, started again when they end.
 * @param settings every variable of env.ts that differs from its default
 * @param log folder for web.log and worker.log; absent: this process's output
 * @throws EnvError
 */
export async function startPortal(settings: Settings, place: BuildPlace, log?: string): Promise<Portal> {
  const env = parseEnv({ ...settings, NODE_ENV: "production" })
  const run = async (name: string, flags: string[], variables: NodeJS.ProcessEnv) => {
    const service = await supervise({
      command: process.execPath,
      args: [...flags, join(root, place.server, `${name}.js`)],
      cwd: root,
      env: { MALLOC_ARENA_MAX: heaps, ...variables, NEXT_DIST_DIR: place.web },
      log: log && join(log, `${name}.log`),
      // A build that runs may finish; one that does not is done again from the start, as its transaction rolls back.
      stopWith: [
        ["SIGTERM", 4_000],
        ["SIGKILL", 1_000],
      ],
    })
    noteRunning(env.DATA_DIR, name, service)
    return service
  }
  const [worker, web] = await Promise.all([
    keepRunning("The worker", () =>
      run("worker", ["--enable-source-maps"], {
        ...applicationEnv(settings, env),
        // Beside the web's own.
        ...(env.METRICS_PORT && { METRICS_PORT: String(env.METRICS_PORT + 1) }),
      }),
    ),
    keepRunning("The web", () => run("web", webFlags, webEnv(settings, env))),
  ])
  const stop = async () => {
    await web.stop()
    await worker.stop()
  }
  return { url: addressOf(env), web, worker, ready: () => untilAnswers(addressOf(env)), stop }
}

/** Where this machine finds the web: by its own name, unless it listens on one address alone that is another. */
export function addressOf({ HOST, PORT }: Pick<Env, "HOST" | "PORT">): string {
  const isHere = HOST === undefined || ["0.0.0.0", "::", "127.0.0.1", "::1", "localhost"].includes(HOST)
  return `http://${isHere ? "localhost" : HOST.includes(":") ? `[${HOST}]` : HOST}:${PORT}`
}

/**
 * Waits until the web answers.
 * @throws Error when it does not within two minutes
 */
export async function untilAnswers(address: string): Promise<void> {
  const deadline = Date.now() + 120_000
  while (Date.now() < deadline) {
    try {
      const { status } = await fetch(address, {
        redirect: "manual",
        signal: AbortSignal.timeout(30_000),
      })
      if (status < 500) return
    } catch {
      // Not listening yet.
    }
    await wait(50)
  }
  throw new Error(`The web did not answer at ${address} within two minutes.`)
}
