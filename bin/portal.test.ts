import { expect, test } from "vitest"
import { addressOf } from "./portal"

test.each([
  [undefined, "http://localhost:3000"],
  ["0.0.0.0", "http://localhost:3000"],
  ["127.0.0.1", "http://localhost:3000"],
  ["192.0.2.7", "http://192.0.2.7:3000"],
  ["2001:db8::7", "http://[2001:db8::7]:3000"],
])("a web that listens on %s is found at %s", (HOST, address) => {
  expect(addressOf({ HOST, PORT: 3000 })).toBe(address)
})
