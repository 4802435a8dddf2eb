import { once } from "node:events"
import { createServer, type RequestListener } from "node:http"
import type { AddressInfo } from "node:net"
import { afterEach, expect, test, vi } from "vitest"

afterEach(() => vi.unstubAllEnvs())

/** What a browser gets of an answer. */
async function answered(listener: RequestListener, publicUrl = "https://inkoop.example"): Promise<Response> {
  vi.resetModules()
  vi.stubEnv("PUBLIC_URL", publicUrl)
  const { protectAnswer } = await import("./answer-headers")
  const server = createServer((request, response) => {
    protectAnswer(response)
    listener(request, response)
  }).listen(0, "127.0.0.1")
  await once(server, "listening")
  const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, { redirect: "manual" })
  await answer.arrayBuffer()
  server.close()
  return answer
}

const ways: Record<string, RequestListener> = {
  "a page": (_, response) => response.setHeader("content-security-policy", "default-src 'self'").end("page"),
  "a file": (_, response) => response.setHeader("cache-control", "public, max-age=31536000, immutable").end("file"),
  "a redirect": (_, response) => response.writeHead(308, { location: "/elsewhere" }).end(),
  "a failure": (_, response) => response.writeHead(500).end(),
  "a stream": (_, response) => {
    response.write("one")
    response.end("two")
  },
}

test.each(Object.entries(ways))("%s has every header that protects it", async (_name, listener) => {
  const { headers } = await answered(listener)
  expect(Object.fromEntries(headers)).toMatchObject({
    "content-security-policy": expect.stringContaining("default-src"),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "strict-transport-security": expect.stringMatching(/^max-age=31536000/),
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": expect.any(String),
    "cache-control": expect.any(String),
  })
})

test("only what says so itself stands in a frame, of the portal's own pages", async () => {
  const framed: RequestListener = (_, response) =>
    response.setHeader("content-security-policy", "default-src 'none'; frame-ancestors 'self'").end("file")
  expect((await answered(framed)).headers.get("x-frame-options")).toBe("SAMEORIGIN")
})

test("a page keeps its own policy, a file its time in the cache, and a failure has none", async () => {
  expect((await answered(ways["a page"]!)).headers.get("content-security-policy")).toBe("default-src 'self'")
  expect((await answered(ways["a file"]!)).headers.get("cache-control")).toContain("immutable")
  const lost: RequestListener = (request, response) => {
    response.statusCode = 404
    ways["a file"]!(request, response)
  }
  expect((await answered(lost)).headers.get("cache-control")).toBe("no-store")
  expect((await answered(ways["a redirect"]!)).headers.get("cache-control")).toBe("no-store")
})

test("over https every cookie is for https alone, and over http none could be", async () => {
  const baker: RequestListener = (_, response) =>
    response.setHeader("set-cookie", ["a=1; Path=/", "b=2; Secure; HttpOnly"]).end()
  expect((await answered(baker)).headers.getSetCookie()).toEqual(["a=1; Path=/; Secure", "b=2; Secure; HttpOnly"])
  const plain = await answered(baker, "http://localhost:3000")
  expect(plain.headers.getSetCookie()).toEqual(["a=1; Path=/", "b=2; Secure; HttpOnly"])
  expect(plain.headers.has("strict-transport-security")).toBe(false)
})
