import cluster from "node:cluster"
import { env } from "@/env"
import { logOf } from "@/watch/log"

// Next.js is loaded by who serves alone.
if (cluster.isPrimary && env().WEB_PROCESSES > 1) {
  const { keepWebs } = await import("./web-processes")
  keepWebs(env().WEB_PROCESSES)
} else {
  const { serveWeb } = await import("./serve-web")
  await serveWeb().catch(err => {
    // Next.js hears of what nobody caught, and goes on; there is nothing to go on with.
    logOf("web").fatal({ err }, "the web does not start")
    process.exit(1)
  })
}
