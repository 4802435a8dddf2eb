import { randomUUID } from "node:crypto"
import type { IncomingMessage } from "node:http"

const header = "x-request-id"

/** What a proxy may call a request: nothing that would be more than a name in a log. */
const readable = /^[\w.:/+=-]{1,100}$/

/**
 * What a request is called: as a trusted proxy has called it, else by a name made here and kept in its headers. What anybody else
 * calls it is dropped before (admitForwardedHeaders).
 */
export function requestId({ headers }: Pick<IncomingMessage, "headers">): string {
  const given = headers[header]
  const id = typeof given === "string" && readable.test(given) ? given : randomUUID()
  headers[header] = id
  return id
}
