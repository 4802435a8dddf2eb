import type pino from "pino"
import { logOf } from "@/watch/log"

/** The log of what runs beside the web; see logOf. */
export function workerLog(): pino.Logger {
  return logOf("worker")
}
