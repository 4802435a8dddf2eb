import "server-only"
import type { Instrumentation } from "next"
import { toldOf } from "@/watch/catch-output"
import { underWay } from "@/watch/under-way"
import { webLog } from "./log"

/**
 * Writes down what a page, an action or a route handler threw and nobody caught: which request and route, and the number that the
 * reader was shown (digest). Of the address its route alone: people type into addresses, too.
 */
export const logRequestError: (...told: Parameters<Instrumentation.onRequestError>) => void = (
  error,
  request,
  context,
) => {
  const { routePath, routeType } = context
  const given = request.headers["x-request-id"]
  const { request: id = typeof given === "string" ? given : undefined } = underWay()
  toldOf(error)
  webLog().error({ err: error, request: id, method: request.method, route: routePath, routeType }, "a request failed")
}
