/**
 * Imported into the web process before anything of its own (NODE_OPTIONS), to measure how long its event loop is held. Answers,
 * at the port that its own address names, the longest hold in milliseconds since it was asked before, from the first time on.
 */
import { createServer } from "node:http"
import { monitorEventLoopDelay } from "node:perf_hooks"

if (process.argv[1]?.endsWith("/web.js")) {
  const delays = monitorEventLoopDelay({ resolution: 1 })
  const server = createServer((_request, response) => {
    response.end(String(delays.max / 1e6))
    delays.enable()
    delays.reset()
  })
  server.listen(Number(new URL(import.meta.url).searchParams.get("port")), "127.0.0.1")
  server.unref()
}
