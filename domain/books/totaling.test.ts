import { expect, test } from "vitest"
import { matchesAccountFilter, parseAccountFilter } from "./totaling"

const accounts = ["0100", "1000", "1500", "1600", "1999", "2000", "4000", "9999", "99999"]
const matched = (text: string) => accounts.filter(no => matchesAccountFilter(parseAccountFilter(text), no))

test.each([
  ["", []],
  [" | ", []],
  ["1500", ["1500"]],
  ["1500|1600", ["1500", "1600"]],
  ["1000..1999", ["1000", "1500", "1600", "1999"]],
  [" 1000 .. 1500 | 4000.. ", ["1000", "1500", "4000", "9999", "99999"]],
  ["..1000", ["0100", "1000"]],
  ["4000..9999", ["4000", "9999"]],
  ["..", accounts],
])("%j", (text, expected) => {
  expect(matched(text)).toEqual(expected)
})
