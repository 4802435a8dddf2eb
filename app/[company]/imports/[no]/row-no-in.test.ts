import { expect, test } from "vitest"
import { rowNoIn } from "./row-no-in"

test.each([
  ["100", 100],
  ["999999999", 999_999_999],
  ["9999999999", undefined],
  ["0", undefined],
  ["-1", undefined],
  ["1e3", undefined],
  ["", undefined],
])("%j names row %j", (text, expected) => {
  expect(rowNoIn(text)).toBe(expected)
})
