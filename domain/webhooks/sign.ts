import { createHmac } from "node:crypto"

/** What every secret begins with (Standard Webhooks). */
export const secretPrefix = "whsec_"

/** What the secrets of a company's webhooks are sealed for. */
export const purposeOf = (companyId: number) => `webhook ${companyId}`

/**
 * The headers by which a receiver knows that a message is this portal's, and which (Standard Webhooks: HMAC-SHA256 over id, time and body).
 *
 * @param secret as it was shown
 * @param id the same for every try at one delivery
 */
export function signedHeaders(secret: string, id: string, at: Date, body: string): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1_000))
  const key = Buffer.from(secret.slice(secretPrefix.length), "base64")
  const signature = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64")
  return { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": `v1,${signature}` }
}
