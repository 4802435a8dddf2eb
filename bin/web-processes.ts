import cluster from "node:cluster"
import { logOf } from "@/watch/log"
import { serveMetrics } from "@/watch/serve-metrics"

/** Milliseconds before one that ended is started again: one that ends at its start must not be started all the time. */
const pause = 500

/**
 * Serves the web from several processes at one address, to which connections are handed in turn, and starts one again that ended unasked.
 * Told to stop, it has them finish as one alone does. They end with it.
 *
 * @param count how many
 */
export function keepWebs(count: number): void {
  let stopping = false
  let listened = false
  const fork = () => stopping || cluster.fork()
  cluster.on("listening", () => {
    listened = true
  })
  cluster.on("exit", (_, code) => {
    if (stopping) return
    // What keeps the first from listening keeps every other: the address is taken, or there is none such. It has said so.
    if (!listened) process.exit(code || 1)
    setTimeout(fork, pause)
  })
  serveMetrics("web", sentence => {
    logOf("web").fatal(sentence)
    process.exit(1)
  })
  for (let started = 0; started < count; started++) fork()
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.on(signal, () => {
      stopping = true
      for (const web of Object.values(cluster.workers ?? {})) web?.process.kill(signal)
    })
  }
}
