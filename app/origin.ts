import "server-only"
import { headers } from "next/headers"

/**
 * Whether the request was sent by a page of this portal. Next.js lets a server action without an Origin header through;
 * every browser sends one with a POST, so here a missing one is refused like a foreign one.
 */
export async function fromThisPortal(): Promise<boolean> {
  const sent = await headers()
  const origin = sent.get("origin")
  const host = sent.get("host")
  return origin !== null && host !== null && URL.canParse(origin) && new URL(origin).host === host
}
