import { subscribe } from "node:diagnostics_channel"
import type { IncomingMessage } from "node:http"
import { env } from "@/env"
import { admitForwardedHeaders } from "./client-address"
import { log } from "./log"

/**
 * Looks at each request before Next.js does. Next.js fills X-Forwarded-For only when the client sent none and shows the
 * socket to nobody; Node's own channel is the one place that sees both.
 */
export function watchRequests(): void {
  const trusted = new Set(
    env()
      .TRUSTED_PROXIES.split(",")
      .map(address => address.trim())
      .filter(Boolean),
  )
  // This server speaks no https itself, so that a proxy has to be there.
  if (trusted.size === 0 && env().PUBLIC_URL.startsWith("https:")) {
    log().warn("TRUSTED_PROXIES names nobody, though PUBLIC_URL is https: all who come by the proxy are one address")
  }
  let warned = false
  subscribe("http.server.request.start", message => {
    const { request } = message as { request: IncomingMessage }
    const dropped = admitForwardedHeaders(request.headers, request.socket.remoteAddress, trusted)
    if (dropped === undefined || warned) return
    warned = true
    log().warn(
      { peer: dropped },
      "forwarded headers are dropped, as TRUSTED_PROXIES does not name who sends them: all who come by it are one address",
    )
  })
}
