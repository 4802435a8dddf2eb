import { lookup } from "node:dns/promises"
import { isIP } from "node:net"
import { isInnerAddress } from "@/domain/users/issuer-address"
import { env } from "@/env"

/** Names of the machine itself, which a portal on a developer's machine may call. */
const ownMachine = ["127.0.0.1", "localhost", "[::1]"]

/** Whether the portal is not served over https itself: it is tried out, on a machine of one's own. */
const isAtHome = () => !env().PUBLIC_URL.startsWith("https:")

/** Whether an address is one of the machine itself, and the portal is at home there. */
export function isAtHomeToo(url: URL): boolean {
  return isAtHome() && ownMachine.includes(url.hostname)
}

/**
 * Whether this server may call an address that somebody chose: its own network is none of theirs. What the name leads to is looked at again
 * as it is connected to (call-outside.ts). A portal that is tried out calls its own machine.
 */
export async function isOuterAddress(address: string): Promise<boolean> {
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (!url || url.username || url.password || url.hash) return false
  if (isAtHomeToo(url) && ["http:", "https:"].includes(url.protocol)) return true
  if (url.protocol !== "https:") return false
  const host = url.hostname.replace(/^\[|\]$/g, "")
  const found = isIP(host) ? [{ address: host }] : await lookup(host, { all: true }).catch(() => [])
  return found.length > 0 && !found.some(each => isInnerAddress(each.address))
}
