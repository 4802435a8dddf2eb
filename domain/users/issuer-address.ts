import { lookup } from "node:dns/promises"
import { BlockList, isIP } from "node:net"
import { refuse } from "@/domain/errors"
import { env } from "@/env"

/** Networks of machines that nobody outside is to reach through this server (RFC 6890). */
const inner = new BlockList()
for (const [network, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["224.0.0.0", 3],
] as const)
  inner.addSubnet(network, bits, "ipv4")
for (const [network, bits] of [
  ["::", 127],
  // What is translated to an IPv4 address, which may be an inner one.
  ["64:ff9b::", 96],
  ["2002::", 16],
  ["fc00::", 7],
  ["fe80::", 10],
  ["ff00::", 8],
] as const)
  inner.addSubnet(network, bits, "ipv6")

/**
 * Refuses an issuer that this server must not ask: a company's administrator chooses the address, and the server's own network
 * is none of theirs. A portal that is itself not served over https, on a developer's machine, asks any.
 * @throws Refusal beside the field
 */
export async function requireOuterIssuer(address: string): Promise<void> {
  const url = URL.canParse(address) ? new URL(address) : undefined
  const isAtHome = !env().PUBLIC_URL.startsWith("https:")
  const wrong = refuse("user.sso_issuer", undefined, "issuer")
  if (!url || url.username || url.search || url.hash) throw wrong
  if (isAtHome && url.protocol === "http:") return
  if (url.protocol !== "https:") throw wrong
  if (isAtHome) return
  const host = url.hostname.replace(/^\[|\]$/g, "")
  const found = isIP(host) ? [{ address: host }] : await lookup(host, { all: true }).catch(() => [])
  if (found.length === 0 || found.some(each => isInnerAddress(each.address))) throw wrong
}

/** Whether an IP address is of this server's own network, or of the machine itself. */
export function isInnerAddress(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  const plain = mapped ?? address
  return inner.check(plain, isIP(plain) === 6 ? "ipv6" : "ipv4")
}
