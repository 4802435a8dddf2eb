import { type LookupAddress, type LookupOptions, lookup } from "node:dns"
import { Agent } from "node:https"
import { isIP } from "node:net"
import type { Duplex } from "node:stream"
import { env } from "@/env"
import { isInnerAddress } from "./issuer-address"

/** What connecting to a machine of this server's own network ends in. */
export class InnerAddress extends Error {
  readonly code = "EINNER"
}

type Found = (error: Error | null, address?: string | LookupAddress[], family?: number) => void
type Connecting = Parameters<Agent["createConnection"]>

/**
 * Connects to machines outside this server's network alone, however one comes to them: an address is looked at as it is connected
 * to. A name that led outside as it was saved may lead inside later, and an issuer says itself where its other addresses are.
 */
export class OuterAgent extends Agent {
  override createConnection(options: Connecting[0], callback?: Connecting[1]): Duplex | null | undefined {
    const host = String((options as { host?: string | null }).host ?? "").replace(/^\[|\]$/g, "")
    if (isIP(host) && isInnerAddress(host)) {
      callback?.(new InnerAddress(host), undefined as never)
      return undefined
    }
    return super.createConnection({ ...options, lookup: outerAddresses } as Connecting[0], callback)
  }
}

/** How an issuer is asked; a portal that is itself not served over https, on a developer's machine, asks any. */
export function issuerAgent(): Agent | undefined {
  return env().PUBLIC_URL.startsWith("https:") ? agent : undefined
}

const agent = new OuterAgent()

function outerAddresses(name: string, options: LookupOptions, found: Found): void {
  lookup(name, options, (error, address, family) => {
    const all = Array.isArray(address) ? address.map(each => each.address) : [address]
    if (!error && all.some(isInnerAddress)) return found(new InnerAddress(name))
    found(error, address, family)
  })
}
