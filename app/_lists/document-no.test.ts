import { expect, test } from "vitest"
import { documentNo } from "./document-no"

test.each([
  ["IF26-00001", "IF26-00001"],
  ["2026/0.1_b", "2026/0.1_b"],
  ["Call 0900-1234", undefined],
  ["-1", undefined],
  ["x".repeat(21), undefined],
  [undefined, undefined],
])("a notice names a document by its number, and no sentence: %s", (text, shown) => {
  expect(documentNo(text)).toBe(shown)
})
