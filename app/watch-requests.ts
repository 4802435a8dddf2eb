import { subscribe } from "node:diagnostics_channel"
import type { IncomingMessage } from "node:http"
import proxyaddr from "proxy-addr"
import { writeSecurityLines } from "@/domain/security-log/security-lines"
import { env } from "@/env"
import { admitForwardedHeaders } from "./client-address"
import { webLog } from "./log"

/**
 * Looks at each request before Next.js does. Next.js fills X-Forwarded-For only when the client sent none and shows the
 * socket to nobody; Node's own channel is the one place that sees both.
 */
export function watchRequests(): void {
  const proxies = env().TRUSTED_PROXIES
  const isOfProxy = proxyaddr.compile(proxies)
  // This server speaks no https itself, so that a proxy has to be there.
  if (proxies.length === 0 && env().PUBLIC_URL.startsWith("https:")) {
    webLog().warn("TRUSTED_PROXIES names nobody, though PUBLIC_URL is https: all who come by the proxy are one address")
  }
  let warned = false
  writeSecurityLines(webLog)
  subscribe("http.server.request.start", message => {
    const { request } = message as { request: IncomingMessage }
    const dropped = admitForwardedHeaders(request, isOfProxy)
    if (dropped === undefined || warned) return
    warned = true
    webLog().warn(
      { peer: dropped },
      "forwarded headers are dropped, as TRUSTED_PROXIES does not name who sends them: all who come by it are one address",
    )
  })
}
