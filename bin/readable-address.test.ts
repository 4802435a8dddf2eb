import { expect, test } from "vitest"
import { isReadable } from "./readable-address"

test.each([
  ["/kolkwijk/vendors/L-1?q=100%25&x=a+b", true],
  ["/kolkwijk/vendors/%C3%A9%2F1", true],
  ["/_next/static/chunks/app/%5Bcompany%5D/page.js", true],
  ["/kolkwijk/vendors/%25", false],
  ["/kolkwijk/vendors/50%25", false],
  ["/kolkwijk/vendors/%E0%A4%A", false],
  ["/kolkwijk/vendors/a%00b", false],
  ["/kolkwijk/vendors/a%2500b", false],
  ["/kolkwijk/vendors?q=%00", false],
  ["/kolkwijk/vendors?q=100%", false],
])("%s can be read: %s", (url, readable) => {
  expect(isReadable(url)).toBe(readable)
})
