import cluster from "node:cluster"
import { logOf } from "@/watch/log"
import { ownSettings } from "./own-settings"
import { webEnv } from "./settings"

const settings = ownSettings()
// What Next.js and next-auth read for themselves, before they are loaded; and never the owner's address.
Object.assign(process.env, webEnv(process.env, settings))
delete process.env.DATABASE_OWNER_URL

// Next.js is loaded by who serves alone.
if (cluster.isPrimary && settings.WEB_PROCESSES > 1) {
  const { keepWebs } = await import("./web-processes")
  keepWebs(settings.WEB_PROCESSES)
} else {
  const { serveWeb } = await import("./serve-web")
  await serveWeb().catch(err => {
    // Next.js hears of what nobody caught, and goes on; there is nothing to go on with.
    logOf("web").fatal({ err }, "the web does not start")
    process.exit(1)
  })
}
