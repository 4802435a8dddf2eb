import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto"
import { env } from "@/env"

/** How long a browser is known after it signed in. */
export const deviceSeconds = 365 * 24 * 60 * 60

/**
 * What a browser keeps that has signed in to an account, so that its failures are counted apart from everybody else's
 * (OWASP, "Device cookies"). It opens nothing.
 * @param before what it kept until now: a browser stays the same one, and its failures with it
 */
export function deviceToken(email: string, before?: string): string {
  if (before !== undefined && deviceOf(email, before) !== undefined) return before
  const nonce = randomBytes(16).toString("base64url")
  return `${nonce}.${sealed(email, nonce)}`
}

/** Names the browser that keeps the token; undefined for a token that is made up, or another account's. */
export function deviceOf(email: string, token: string | undefined): string | undefined {
  const [nonce = "", seal = ""] = token?.split(".") ?? []
  const [given, right] = [Buffer.from(seal), Buffer.from(sealed(email, nonce))]
  return given.length === right.length && timingSafeEqual(given, right) ? nonce : undefined
}

/** Under which name a browser keeps the token of an account. */
export function deviceName(email: string): string {
  return `device-${createHash("sha256").update(email).digest("hex").slice(0, 12)}`
}

function sealed(email: string, nonce: string): string {
  return createHmac("sha256", env().AUTH_SECRET).update(`device\0${email}\0${nonce}`).digest("base64url")
}
