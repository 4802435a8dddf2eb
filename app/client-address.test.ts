import { expect, test } from "vitest"
import { admitForwardedHeaders, clientAddress } from "./client-address"

const none = new Set<string>()
const proxy = new Set(["10.0.0.1", "10.0.0.2"])

/** The address that sign-in is throttled by. */
function addressOf(sent: Record<string, string>, peer: string, trusted: ReadonlySet<string>): string {
  const headers = { ...sent }
  admitForwardedHeaders(headers, peer, trusted)
  return clientAddress(new Headers(headers))
}

test("nobody chooses the own address", () => {
  expect(addressOf({}, "203.0.113.9", none)).toBe("203.0.113.9")
  expect(addressOf({ "x-forwarded-for": "1.2.3.4" }, "203.0.113.9", none)).toBe("203.0.113.9")
  expect(addressOf({ "x-client-address": "1.2.3.4" }, "::ffff:203.0.113.9", none)).toBe("203.0.113.9")
  expect(addressOf({ "x-forwarded-for": "1.2.3.4" }, "203.0.113.9", proxy)).toBe("203.0.113.9")
})

test("a trusted proxy is believed, as far as the trusted hops go", () => {
  expect(addressOf({ "x-forwarded-for": "198.51.100.7" }, "10.0.0.1", proxy)).toBe("198.51.100.7")
  expect(addressOf({ "x-forwarded-for": "1.2.3.4, 198.51.100.7, 10.0.0.2" }, "::ffff:10.0.0.1", proxy)).toBe(
    "198.51.100.7",
  )
  expect(addressOf({}, "10.0.0.1", proxy)).toBe("10.0.0.1")
})

test("forwarded headers of anybody else are dropped, others stay", () => {
  const headers = { "x-forwarded-host": "evil.example", forwarded: "for=1.2.3.4", "x-real-ip": "1.2.3.4", host: "here" }
  admitForwardedHeaders(headers, "203.0.113.9", none)
  expect(headers).toEqual({ host: "here", "x-client-address": "203.0.113.9" })
})
