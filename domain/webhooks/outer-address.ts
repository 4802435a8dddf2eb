import { lookup } from "node:dns/promises"
import { isIP } from "node:net"
import { refuse } from "@/domain/errors"
import { isInnerAddress } from "@/domain/users/issuer-address"
import { env } from "@/env"

/** Names of the machine itself, which a portal on a developer's machine may tell. */
const ownMachine = ["127.0.0.1", "localhost", "[::1]"]

/** Whether the portal is not served over https itself: it is tried out, on a machine of one's own. */
const isAtHome = () => !env().PUBLIC_URL.startsWith("https:")

/** Whether an address is one of the machine itself, and the portal is at home there. */
export function isAtHomeToo(url: URL): boolean {
  return isAtHome() && ownMachine.includes(url.hostname)
}

/**
 * Refuses an address that this server must not call: an administrator of a company chooses it, and the server's own network is none of
 * theirs. What the name leads to is looked at again as it is connected to (call-outside.ts). A portal that is tried out calls its own machine.
 * @throws Refusal at `url`
 */
export async function requireOuterAddress(address: string): Promise<void> {
  const url = URL.canParse(address) ? new URL(address) : undefined
  const wrong = refuse("webhook_address", undefined, "url")
  if (!url || url.username || url.password || url.hash) throw wrong
  if (isAtHomeToo(url) && ["http:", "https:"].includes(url.protocol)) return
  if (url.protocol !== "https:") throw wrong
  const host = url.hostname.replace(/^\[|\]$/g, "")
  const found = isIP(host) ? [{ address: host }] : await lookup(host, { all: true }).catch(() => [])
  if (found.length === 0 || found.some(each => isInnerAddress(each.address))) throw wrong
}
