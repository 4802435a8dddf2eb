import "server-only"
import { headers } from "next/headers"
import type { RequestOrigin } from "@/domain/access/actor"
import { clientAddress } from "./client-address"

/** Where the request comes from, for the security log and for what is throttled. */
export async function requestOrigin(): Promise<RequestOrigin> {
  const sent = await headers()
  return { address: clientAddress(sent), userAgent: sent.get("user-agent") ?? "" }
}
