import fc from "fast-check"
import { expect, it } from "vitest"
import { quickPathFields, readQuickPath, usualQuickPath, writtenQuickPath } from "./quick-path"

it("what Enter stops at comes back from the page's root as it was chosen, none too", () => {
  fc.assert(
    fc.property(fc.subarray([...quickPathFields]), path => {
      expect(readQuickPath(writtenQuickPath(path))).toEqual(path)
    }),
  )
})

it("is as usual where nothing is said, in the order of the lines, and takes no word that is no field", () => {
  expect(readQuickPath(undefined)).toEqual(usualQuickPath)
  expect(writtenQuickPath(usualQuickPath)).toBeUndefined()
  expect(readQuickPath("price cheese no no")).toEqual(["no", "price"])
})
