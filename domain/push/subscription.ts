import { createHash } from "node:crypto"
import webPush, { type RequestOptions } from "web-push"
import { z } from "zod"
import { seal, unseal } from "@/domain/users/seal"
import { vapidKeys } from "./vapid"

/** Letters of an address at a push service; those there are have some two hundred. */
const longestEndpoint = 1_000

/** What a browser says of itself: its address at its push service, and what messages to it are encrypted by (RFC 8291). */
export const subscriptionSchema = z.object({
  endpoint: z.url().max(longestEndpoint),
  keys: z.object({ p256dh: z.string().max(100), auth: z.string().max(40) }),
})
export type Subscription = z.infer<typeof subscriptionSchema>

const purpose = "web push"

/** Address and keys as the table keeps them: the database alone sends nobody anything. */
export function sealSubscription(subscription: Subscription): string {
  return seal(purpose, JSON.stringify(subscription))
}

/** @returns undefined for what another installation's secret has sealed */
export function unsealSubscription(sealed: string): Subscription | undefined {
  const text = unseal(purpose, sealed)
  return text === undefined ? undefined : subscriptionSchema.parse(JSON.parse(text))
}

/** Tells a browser from every other. The island of the page makes it too, to know whether it is this one. */
export function markOf({ endpoint, keys }: Subscription): string {
  return createHash("sha256").update([endpoint, keys.p256dh, keys.auth].join("\n")).digest("hex")
}

/** Bytes of a message before it is encrypted: push services take four thousand (RFC 8030, 7.2). */
const longestMessage = 3_000

/**
 * The request that sends a message (RFC 8030): encrypted for that browser alone, signed as this portal's.
 * @param options.topic a message that waits under the same one is replaced
 * @throws Error where the keys are none
 */
export function requestOf(
  subscription: Subscription,
  message: string,
  options: Pick<RequestOptions, "TTL" | "topic">,
): { headers: Record<string, string>; body: Buffer } {
  if (Buffer.byteLength(message) > longestMessage) throw new RangeError("too long for a push message")
  const made = webPush.generateRequestDetails(subscription, message, { ...options, vapidDetails: vapidKeys() })
  const headers = Object.entries(made.headers).map(([name, value]) => [name.toLowerCase(), String(value)])
  return { headers: Object.fromEntries(headers), body: made.body! }
}
