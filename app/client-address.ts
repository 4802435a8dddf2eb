import type { IncomingMessage } from "node:http"
import { isIP } from "node:net"
import proxyaddr from "proxy-addr"

/** Set on every request before Next.js sees it; whatever a client sends under this name is overwritten. */
const header = "x-client-address"

type Incoming = Pick<IncomingMessage, "headers" | "socket">

/** The address a request comes from, as admitForwardedHeaders found it. */
export function clientAddress(headers: Headers): string {
  return headers.get(header) ?? "unknown"
}

/**
 * The one place where forwarded headers are read. They are believed from trusted proxies alone: from anybody else they are
 * dropped, so that nobody chooses the address that sign-in is throttled by, or the host that a form's origin is compared with.
 * What is believed stands in `host` and in the client's address afterwards.
 *
 * @param request its headers are changed in place
 * @param isOfProxy whether an address is one of those that TRUSTED_PROXIES lists, as proxy-addr compiles them
 * @returns the peer, where headers of its were dropped
 */
export function admitForwardedHeaders(
  request: Incoming,
  isOfProxy: (address: string, hop: number) => boolean,
): string | undefined {
  const { headers, socket } = request
  const direct = plainAddress(socket.remoteAddress ?? "unknown")
  const isTrusted = (address: string, hop: number) => isOfProxy(plainAddress(address), hop)
  if (isTrusted(direct, 0)) {
    // From the socket outwards, up to the first that nobody vouches for; who cannot be read is no address.
    const hops = proxyaddr.all(request as IncomingMessage, isTrusted).map(hop => plainAddress(hop ?? ""))
    headers[header] = hops.findLast(hop => isIP(hop) > 0) ?? direct
    const host = String(headers["x-forwarded-host"] ?? "")
      .split(",")[0]!
      .trim()
    if (host) headers.host = host
    delete headers["x-forwarded-host"]
    return undefined
  }
  const spoken = Object.keys(headers).filter(
    name => name.startsWith("x-forwarded-") || name === "forwarded" || name === "x-real-ip",
  )
  for (const name of spoken) delete headers[name]
  delete headers["x-request-id"]
  headers[header] = direct
  return spoken.length > 0 ? direct : undefined
}

/** IPv4 as such, also where the socket speaks IPv6; without the port that some proxies add. */
function plainAddress(address: string): string {
  return address
    .trim()
    .replace(/^::ffff:(?=\d+\.)/i, "")
    .replace(/^([\d.]+):\d+$|^\[(.+)\](:\d+)?$/, "$1$2")
}
