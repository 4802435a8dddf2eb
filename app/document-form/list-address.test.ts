import { expect, test } from "vitest"
import { documentNo } from "./list-address"

test.each([
  ["IF26-00001", "IF26-00001"],
  ["2026/0.1_b", "2026/0.1_b"],
  ["Call 0900-1234", undefined],
  ["-1", undefined],
  ["x".repeat(21), undefined],
  [undefined, undefined],
])("a notice names a document by its number, and no sentence: %s", (deleted, shown) => {
  expect(documentNo({ deleted }, "deleted")).toBe(shown)
})
