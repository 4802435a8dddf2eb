import { expect, test } from "vitest"
import { countShown } from "./count-shown"

test("a count says that there are more than were counted, as the reader writes numbers", () => {
  expect([7, 1_000, 1_001].map(count => countShown(count, "en"))).toEqual(["7", "1,000", "1,000+"])
  expect(countShown(1_001, "nl")).toBe("1.000+")
})
