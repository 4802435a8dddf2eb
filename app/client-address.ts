/** Set on every request before Next.js sees it; whatever a client sends under this name is overwritten. */
const header = "x-client-address"

type IncomingHeaders = Record<string, string | string[] | undefined>

/** The address a request comes from, as admitForwardedHeaders found it. */
export function clientAddress(headers: Headers): string {
  return headers.get(header) ?? "unknown"
}

/**
 * Believes forwarded headers from trusted proxies alone: from anybody else they are dropped, so that nobody chooses the
 * address that sign-in is throttled by, or the host that a form's origin is compared with.
 *
 * @param headers of the incoming request, changed in place
 * @param peer the socket's other end
 * @param trustedProxies addresses, as TRUSTED_PROXIES lists them
 * @returns the peer, where headers of its were dropped
 */
export function admitForwardedHeaders(
  headers: IncomingHeaders,
  peer: string | undefined,
  trustedProxies: ReadonlySet<string>,
): string | undefined {
  const direct = plainAddress(peer ?? "unknown")
  if (trustedProxies.has(direct)) {
    const hops = String(headers["x-forwarded-for"] ?? "").split(",")
    const addresses = hops.map(plainAddress).filter(Boolean)
    headers[header] = addresses.findLast(address => !trustedProxies.has(address)) ?? direct
    return undefined
  }
  const spoken = Object.keys(headers).filter(
    name => name.startsWith("x-forwarded-") || name === "forwarded" || name === "x-real-ip",
  )
  for (const name of spoken) delete headers[name]
  headers[header] = direct
  return spoken.length > 0 ? direct : undefined
}

/** IPv4 as such, also where the socket speaks IPv6. */
function plainAddress(address: string): string {
  return address.trim().replace(/^::ffff:(?=\d+\.)/i, "")
}
