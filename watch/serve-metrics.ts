import cluster from "node:cluster"
import { createServer } from "node:http"
import { AggregatorRegistry, collectDefaultMetrics, Gauge, register } from "prom-client"
import { env } from "@/env"
import type { Part } from "./log"

/**
 * Serves what this process measures at METRICS_PORT, path /metrics; of a web of several processes, the first serves the sums of all.
 * Without METRICS_PORT nothing is served.
 *
 * @param part of which the lines are
 * @param failed told when it cannot listen
 */
export function serveMetrics(part: Part, failed: (sentence: string) => void): void {
  const { METRICS_PORT, METRICS_HOST, DATABASE_POOL } = env()
  if (METRICS_PORT === undefined) return
  // Answers the first process when it asks; harmless in one alone.
  const several = new AggregatorRegistry()
  const isFirstOfMany = cluster.isPrimary && part === "web" && env().WEB_PROCESSES > 1
  if (!isFirstOfMany) {
    register.setDefaultLabels({ part })
    collectDefaultMetrics()
    new Gauge({
      name: "inkoop_database_pool_size",
      help: "Connections that this process may open (DATABASE_POOL).",
    }).set(DATABASE_POOL)
  }
  if (cluster.isWorker) return
  const read = () => (isFirstOfMany ? several.clusterMetrics() : register.metrics())
  const server = createServer(async (request, response) => {
    if (request.url !== "/metrics") {
      response.writeHead(404).end()
      return
    }
    try {
      const text = await read()
      response.writeHead(200, { "Content-Type": register.contentType }).end(text)
    } catch {
      response.writeHead(503).end()
    }
  })
  server.on("error", error => failed(`METRICS_PORT: ${error.message}`))
  server.listen(METRICS_PORT, METRICS_HOST).unref()
}
