import { expect, test } from "vitest"
import { keyIn, segmentOf } from "./key-segments"

test("every code comes back from its address, whether the router has decoded it or not", () => {
  for (const code of ["30D", "30D/8D2%", "A~B", "~", "ÉÉN", "X Y", "50%", "A&B?C#D", ""]) {
    const segment = segmentOf(code)
    expect(segment).not.toMatch(/%|^$/u)
    expect(keyIn([segment])).toEqual([code])
  }
  expect(keyIn([encodeURIComponent("X Y"), "50%"])).toEqual(["X Y", "50%"])
})
