import type { IncomingMessage } from "node:http"
import { compile } from "proxy-addr"
import { expect, test } from "vitest"
import { requestId } from "@/watch/request-id"
import { admitForwardedHeaders, clientAddress } from "./client-address"

const none: string[] = []
const proxy = ["10.0.0.1", "10.0.0.2"]

/** What the portal sees of a request: its headers, once forwarded ones were read or dropped. */
function seen(sent: Record<string, string>, peer: string, trusted: string[]) {
  const headers = { ...sent }
  const dropped = admitForwardedHeaders(
    { headers, socket: { remoteAddress: peer } } as unknown as IncomingMessage,
    compile(trusted),
  )
  return { headers, dropped }
}

/** The address that sign-in is throttled by. */
function addressOf(forwardedFor: string, peer: string, trusted: string[]): string {
  return clientAddress(new Headers(seen({ "x-forwarded-for": forwardedFor }, peer, trusted).headers))
}

test("nobody chooses the own address", () => {
  expect(addressOf("", "203.0.113.9", none)).toBe("203.0.113.9")
  expect(addressOf("1.2.3.4", "203.0.113.9", none)).toBe("203.0.113.9")
  expect(addressOf("1.2.3.4", "203.0.113.9", proxy)).toBe("203.0.113.9")
  expect(addressOf("1.2.3.4", "203.0.113.9", ["loopback", "10.0.0.0/8"])).toBe("203.0.113.9")
  const own = seen({ "x-client-address": "1.2.3.4" }, "::ffff:203.0.113.9", none)
  expect(own.headers).toEqual({ "x-client-address": "203.0.113.9" })
})

test("a trusted proxy is believed, as far as the trusted hops go", () => {
  expect(addressOf("198.51.100.7", "10.0.0.1", proxy)).toBe("198.51.100.7")
  expect(addressOf("1.2.3.4, 198.51.100.7, 10.0.0.2", "::ffff:10.0.0.1", proxy)).toBe("198.51.100.7")
  expect(addressOf("1.2.3.4, 10.0.0.3, 10.0.0.2", "10.0.0.1", proxy)).toBe("10.0.0.3")
  expect(addressOf("", "10.0.0.1", proxy)).toBe("10.0.0.1")
})

test.for<[string, string[], string, string, string]>([
  ["of IPv4", ["10.0.0.0/8"], "10.200.3.4", "198.51.100.7, 10.9.9.9", "198.51.100.7"],
  ["of IPv4 by mask", ["192.168.4.0/255.255.252.0"], "192.168.7.1", "198.51.100.7", "198.51.100.7"],
  ["just outside", ["192.168.4.0/22"], "192.168.8.1", "198.51.100.7", "192.168.8.1"],
  ["of IPv4, met as IPv6", ["10.0.0.0/8"], "::ffff:10.1.1.1", "198.51.100.7, ::ffff:10.1.1.2", "198.51.100.7"],
  ["of IPv6", ["2001:db8:1::/48"], "2001:db8:1:2::3", "2001:db8:2::9, 2001:db8:1::8", "2001:db8:2::9"],
  ["outside of IPv6", ["2001:db8:1::/48"], "2001:db8:2::3", "198.51.100.7", "2001:db8:2::3"],
  ["by name, IPv4", ["loopback"], "127.0.0.1", "198.51.100.7", "198.51.100.7"],
  ["by name, IPv6", ["loopback"], "::1", "2001:db8::9", "2001:db8::9"],
  ["by name, private", ["uniquelocal"], "172.16.5.5", "198.51.100.7", "198.51.100.7"],
])("a network %s", ([, trusted, peer, forwardedFor, address]) => {
  expect(addressOf(forwardedFor, peer, trusted)).toBe(address)
})

test("a port is no part of an address, and what is no address is nobody", () => {
  expect(addressOf("198.51.100.7:51234, 10.0.0.2:80", "10.0.0.1", proxy)).toBe("198.51.100.7")
  expect(addressOf("[2001:db8::9]:443", "10.0.0.1", proxy)).toBe("2001:db8::9")
  expect(addressOf("1.2.3.4, whoever", "10.0.0.1", proxy)).toBe("10.0.0.1")
})

test("a trusted proxy says by which host it was asked; forwarded headers of anybody else are dropped, others stay", () => {
  const sent = { "x-forwarded-host": "portal.example, inner.example", host: "here", accept: "text/html" }
  expect(seen(sent, "10.0.0.1", proxy)).toEqual({
    headers: { host: "portal.example", accept: "text/html", "x-client-address": "10.0.0.1" },
    dropped: undefined,
  })
  const spoofed = { ...sent, forwarded: "for=1.2.3.4", "x-real-ip": "1.2.3.4", "x-forwarded-proto": "https" }
  expect(seen(spoofed, "203.0.113.9", proxy)).toEqual({
    headers: { host: "here", accept: "text/html", "x-client-address": "203.0.113.9" },
    dropped: "203.0.113.9",
  })
})

test("a request is called what a trusted proxy calls it, and by nobody else", () => {
  const called = (given: Record<string, string>, peer: string) => requestId(seen(given, peer, proxy))
  expect(called({ "x-request-id": "7f3a-1" }, "10.0.0.1")).toBe("7f3a-1")
  const own = called({ "x-request-id": "7f3a-1" }, "203.0.113.9")
  expect(own).toMatch(/^[0-9a-f-]{36}$/)
  // Neither does a proxy write into the log by it.
  expect(called({ "x-request-id": 'a"b\n{}' }, "10.0.0.1")).toMatch(/^[0-9a-f-]{36}$/)
})
