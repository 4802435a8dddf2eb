import type { ServerResponse } from "node:http"
import { env } from "@/env"

/** Of every answer, whoever makes it: pages, files of the build, redirects, refusals. */
const ofEvery = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  // Not "no-referrer": forms would then be posted with "Origin: null", which actions refuse.
  "referrer-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
}

/** Of an answer that is no page, which has a policy of its own with a nonce: it may look like the portal, and do nothing. */
const looksAlone = [
  "default-src 'none'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ")

/**
 * Gives an answer the headers that protect it, at the last moment, so that nobody who answers has to think of them:
 * - a policy, where it has none; a year of https, and cookies for https alone, where the portal is served over it;
 * - not to be stored, where nothing else is said of it, and wherever it tells of a failure: another may read the cache.
 */
export function protectAnswer(response: ServerResponse): void {
  const overHttps = env().PUBLIC_URL.startsWith("https:")
  const writeHead = response.writeHead.bind(response)
  response.writeHead = ((status: number, ...rest: []) => {
    for (const [name, value] of Object.entries(ofEvery)) response.setHeader(name, value)
    if (!response.hasHeader("content-security-policy")) response.setHeader("content-security-policy", looksAlone)
    // An attachment that is looked at beside the lines; browsers that know the policy go by that alone.
    if (String(response.getHeader("content-security-policy")).includes("frame-ancestors 'self'"))
      response.setHeader("x-frame-options", "SAMEORIGIN")
    if (status >= 400 || !response.hasHeader("cache-control")) response.setHeader("cache-control", "no-store")
    if (overHttps) {
      response.setHeader("strict-transport-security", "max-age=31536000; includeSubDomains")
      const cookies = [response.getHeader("set-cookie") ?? []].flat().map(String)
      if (cookies.length > 0) response.setHeader("set-cookie", cookies.map(secured))
    }
    return writeHead(status, ...rest)
  }) as typeof response.writeHead
}

function secured(cookie: string): string {
  return /;\s*secure\s*(;|$)/i.test(cookie) ? cookie : `${cookie}; Secure`
}
