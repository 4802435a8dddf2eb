import "server-only"
import type pino from "pino"
import { logOf } from "@/watch/log"

/** The web server's log; see logOf. */
export function webLog(): pino.Logger {
  return logOf("web")
}
