import { unstable_doesMiddlewareMatch as doesMatch } from "next/experimental/testing/server"
import { expect, test } from "vitest"
import { config } from "@/proxy"

test.each([
  ["/", true],
  ["/kolkwijk/vendors", true],
  ["/sign-in", true],
  ["/api/kolkwijk/lookup/items", true],
  // As long as one of the exceptions, or longer.
  ["/favicon.icons", true],
  ["/icon.svg/vendors", true],
  ["/_next/staticky", true],
  ["/api/kolkwijk/imports/payments/x", true],
  ["/api/kolkwijk/imports", true],
  ["/kolkwijk/notifications", true],
  ["/kolkwijk/notifications/unread/x", true],
  ["/api/kolkwijk/imports/sales-invoices", false],
  ["/api/kolkwijk/imports/payments", false],
  ["/kolkwijk/notifications/unread", false],
  ["/api/v1/kolkwijk/vendors", false],
  ["/api/v12/lookup/items", true],
  ["/_next/static/chunks/a.js", false],
  ["/favicon.ico", false],
  ["/icon.svg", false],
])("%s is looked at: %s", (url, looked) => {
  expect(doesMatch({ config, nextConfig: {}, url })).toBe(looked)
})
