import cluster from "node:cluster"
import { env } from "@/env"

// Next.js is loaded by who serves alone.
if (cluster.isPrimary && env().WEB_PROCESSES > 1) {
  const { keepWebs } = await import("./web-processes")
  keepWebs(env().WEB_PROCESSES)
} else {
  const { serveWeb } = await import("./serve-web")
  await serveWeb()
}
