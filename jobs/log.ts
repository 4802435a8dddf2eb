import pino from "pino"
import { env } from "@/env"

let opened: pino.Logger | undefined

/** The log of what runs beside the web: one JSON object a line on standard output. */
export function workerLog(): pino.Logger {
  opened ??= pino({ level: env().LOG_LEVEL, base: { part: "worker" } })
  return opened
}
