import { subscribe } from "node:diagnostics_channel"
import type { IncomingMessage } from "node:http"
import { env } from "@/env"
import { admitForwardedHeaders } from "./client-address"

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
  subscribe("http.server.request.start", message => {
    const { request } = message as { request: IncomingMessage }
    admitForwardedHeaders(request.headers, request.socket.remoteAddress, trusted)
  })
}
