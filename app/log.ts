import "server-only"
import pino from "pino"
import { env } from "@/env"

let opened: pino.Logger | undefined

/**
 * The web server's log: one JSON object a line on standard output. What people type into forms stays out of it: there
 * are passwords and prices among it.
 */
export function webLog(): pino.Logger {
  opened ??= pino({ level: env().LOG_LEVEL, base: { part: "web" } })
  return opened
}
