import { expect, test } from "vitest"
import { keyIn, rowPath } from "./addresses"

test("every code comes back from its address, whether the router has decoded it or not", () => {
  for (const code of ["30D", "30D/8D2%", "A~B", "ÉÉN", "X Y", "50%", "A&B?C#D"]) {
    const segment = rowPath("here", "payment-terms", [code]).split("/").at(-1)!
    expect(segment).not.toContain("%")
    expect(keyIn([segment])).toEqual([code])
  }
  expect(keyIn([encodeURIComponent("X Y"), "50%"])).toEqual(["X Y", "50%"])
})
