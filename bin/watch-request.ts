import type { IncomingMessage, ServerResponse } from "node:http"
import { countRequest } from "@/watch/metrics"
import { requestId } from "@/watch/request-id"
import { during } from "@/watch/under-way"

/**
 * Has every line of the log that a request makes name it, answers its id in X-Request-Id, and measures it until its answer has gone.
 * @param routeOf names the route of an address
 */
export function watchRequest(routeOf: (url: string) => string) {
  return (request: IncomingMessage, response: ServerResponse, answer: () => void): void => {
    const id = requestId(request)
    const since = performance.now()
    response.setHeader("X-Request-Id", id)
    const route = routeOf(request.url ?? "")
    // A stream is as long as somebody looks at the page; there is a gauge of those.
    if (route !== "/api/events") {
      response.once("close", () => {
        countRequest(route, request.method ?? "", response.statusCode, (performance.now() - since) / 1_000)
      })
    }
    during({ request: id }, answer)
  }
}
