import { expect, test } from "vitest"
import { localPath } from "./local-path"

const origin = "http://localhost:3000"

test.each([
  ["/kolkwijk/purchase-requests/IA26-1?tab=lines#top", "/kolkwijk/purchase-requests/IA26-1?tab=lines#top"],
  ["http://localhost:3000/kolkwijk", "/kolkwijk"],
  ["", "/"],
  ["//evil.example/x", "/"],
  ["/\\evil.example", "/"],
  ["http://localhost:3000//evil.example", "/"],
  ["/%09/evil.example", "/%09/evil.example"],
  ["/\t/evil.example", "/"],
  ["https://evil.example/", "/"],
  ["http://localhost:3000@evil.example/", "/"],
  ["javascript:alert(1)", "/"],
])("%s leads to %s", (address, path) => {
  expect(localPath(address, origin)).toBe(path)
})
